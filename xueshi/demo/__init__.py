"""A trial: made-up organisations, accounts, people and claims, all of which say that they are (演示)."""
