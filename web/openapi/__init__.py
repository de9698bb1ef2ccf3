"""The API's own description, OpenAPI 3.1."""
