"""The page behind the code on a paper: one small card, readable on a phone, without a script."""

from __future__ import annotations

from html import escape

from claims.verification import Verification

STYLE_PATH = "/verify-page.css"
_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} · 学时通</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
<main class="{look}">
<header>
<span class="mark" aria-hidden="true">{mark}</span>
<h1>{title}</h1>
<p>{lead}</p>
</header>
{body}
<footer>{hint}</footer>
</main>
</body>
</html>
"""
_HINT = "请核对本页的编号、姓名、学时与纸质表格是否一致；不一致的，以本页为准。"
_KINDS = {"recognition": "学时认定", "exemption": "免除继续教育学习"}


def verification_page(found: Verification) -> str:
    """The page's HTML for a paper that is known."""
    rows = [("名称", found.document), ("申报编号", found.number), ("类型", _KINDS[found.kind]), ("姓名", found.name),
            ("年度", f"{found.year} 年"), ("状态", found.state_text)]
    if found.holds and found.as_json()["recognised_hours"] is not None:
        rows.append(("认定学时", f"{found.as_json()['recognised_hours']} 学时"))
    if found.office:
        rows.append(("审核单位", found.office))
    if found.decided_at:
        rows.append(("办结日期", found.decided_at))
    listed = "\n".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows if value)
    title, lead, look, mark = (("核验通过", "这份表真实有效。", "good", "✓") if found.holds else
                               ("查到这份表，但没有生效", "请以下面的状态为准，不要作为学时证明使用。", "open", "!"))
    return _PAGE.format(title=title, lead=lead, look=look, mark=mark, body=f"<dl>\n{listed}\n</dl>", hint=_HINT,
                        style=STYLE_PATH)


def unknown_page(message: str) -> str:
    """The page's HTML for a code that stands for nothing. message: what to do."""
    return _PAGE.format(title="没有查到", lead=escape(message), look="none", mark="?", body="", style=STYLE_PATH,
                        hint='<a href="/">回到学时通</a>')
