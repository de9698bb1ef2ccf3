"""The life of a claim: states and transitions, the store, saving, submitting, deciding, what is found twice."""
