"""Files that prove what is claimed: which are taken, where they lie sealed, and who may add or take one away."""
