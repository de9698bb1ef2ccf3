"""The chat: reading a request, answering each message once, keeping what was answered."""
