"""The gate: what a person filed, checked and decided by the rules in force, with the offices that approve it."""
