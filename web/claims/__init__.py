"""The API of claims: filing, reviewing, previews, papers, and the page that verifies a paper."""
