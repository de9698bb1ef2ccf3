"""The code on a form that leads to its verification."""

from __future__ import annotations

import io

import segno


def qr_svg(url: str) -> str:
    """As SVG, scaled by whoever prints it. Raises ValueError for an address too long for a code."""
    out = io.BytesIO()
    _code(url).save(out, kind="svg", border=0, xmldecl=False, nl=False)
    return out.getvalue().decode("utf-8")


def qr_png(url: str) -> bytes:
    """As PNG, eight pixels a module. Raises ValueError for an address too long for a code."""
    out = io.BytesIO()
    _code(url).save(out, kind="png", scale=8, border=0)
    return out.getvalue()


def _code(url: str) -> segno.QRCode:
    # M: readable with an eighth of it covered, as by the edge of a seal.
    return segno.make_qr(url, error="m")
