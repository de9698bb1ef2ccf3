"""What admins and auditors use: organisations, accounts and their roles, the audit log."""
