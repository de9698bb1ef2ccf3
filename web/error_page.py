"""A plain page for a person who opened an address that cannot be shown."""

from __future__ import annotations

from html import escape

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{message}</p>
{hint}
<p><a href="/">回到学时通</a></p>
<p><small>{request_id}</small></p>
</main>
</body>
</html>
"""


def error_page(status: int, message: str, request_id: str, hint: str = "") -> str:
    """The page's HTML. hint: a further line, as text."""
    return _PAGE.format(title=f"学时通 · {status}", message=escape(message), request_id=escape(request_id),
                        hint=f"<p><code>{escape(hint)}</code></p>" if hint else "")
