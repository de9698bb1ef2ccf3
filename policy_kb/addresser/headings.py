"""Headings (小标题): what a part calls itself, for lists of contents and search."""

from __future__ import annotations

import re

from policy_kb.addresser.nesting import Node

_TITLE = re.compile(r"([^，。；：！？,;:]{2,30})[。：:]")
_RUNNING = re.compile(r"[，：；。](?!$)")


def heading_of(node: Node) -> str | None:
    """The heading of a part, without number and closing mark; None for paragraphs, tables, notes and plain sentences.

    A first sentence is a heading where it has something below it, or where most items of its list begin with one: in
    a list of plain sentences a short one among them is no heading.
    """
    if node.block is None or not node.style or node.block.kind == "note":
        return None
    body = node.block.body.strip("* ")
    if node.style == "annex" or (body and node.block.is_bare and not _RUNNING.search(body)):
        return body.rstrip("：:") or None
    match = _TITLE.match(body)
    if match is None:
        return None
    fellows = [other for other in node.holder.children if other.style == node.style] if node.holder else []
    titled = sum(_has_title(fellow) for fellow in fellows)
    return match.group(1) if node.children or (_has_title(node) and 2 * titled > len(fellows)) else None


def _has_title(node: Node) -> bool:
    body = node.block.body if node.block else ""
    match = _TITLE.match(body)
    return match is not None and (match.end() < len(body) or bool(node.children))
