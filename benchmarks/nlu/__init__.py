"""Ways of naming a question's intent, each trained on the same data and asked the same utterances."""
