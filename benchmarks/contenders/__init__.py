"""What the rules core is measured beside, each with the same rules of two notices: the mix, and one module for each."""
