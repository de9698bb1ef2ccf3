"""Who files and who decides: organisations, applicants, accounts and how they log in."""
