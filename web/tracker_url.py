"""Where the agent keeps its conversations, from where the service keeps the rest."""

from __future__ import annotations

from pathlib import Path

from db.engine import is_embedded, parse_url


def tracker_url(database_url: str) -> str:
    """The same server; for a SQLite file one beside it (xueshi.db → xueshi-conversations.db).

    A file of its own, because SQLite has one writer a file and the agent writes from another thread.
    """
    url = parse_url(database_url)
    if is_embedded(url) and url.database and url.database != ":memory:":
        file = Path(url.database)
        url = url.set(database=str(file.with_name(f"{file.stem}-conversations{file.suffix}")))
    return str(url.render_as_string(hide_password=False))
