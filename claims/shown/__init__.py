"""Claims as the API shows them: CLAIM, EVENT and what happens next, each for who is looking."""
