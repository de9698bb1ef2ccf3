"""Fixtures of the database room's tests."""

from real_databases import postgres_server, postgres_url, sqlite_url

__all__ = ["postgres_server", "postgres_url", "sqlite_url"]
