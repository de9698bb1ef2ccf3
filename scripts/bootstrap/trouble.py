"""What stops the bootstrap, in one line that says what is missing and how to get it."""

from __future__ import annotations

import re

_NETWORK = re.compile(
    r"(?i)failed to fetch|error sending request|dns error|name resolution|connection (refused|reset|timed out)|"
    r"network is unreachable|could not resolve|max retries exceeded|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|"
    r"EAI_AGAIN|tunnel(ing socket| error)|operation timed out|connection broken|cannot connect to proxy"
)
_LAST = 12
_NO_SPACE = re.compile(r"(?i)no space left on device|ENOSPC|disk quota exceeded")
_NOT_FOUND = re.compile(
    r"(?i)no matching distribution found for ([^\s(]+)|because ([\w.-]+) was not found|"
    r"distribution `?([\w.-]+?)[=@ `].*(?:can't be installed|has no)|404 Not Found[^\n]*?([\w@./-]+)$"
)


class Trouble(Exception):
    """Something that the person at the machine can mend; the message is the one line to print.

    details: the last lines of what failed, printed above it where the line cannot say more than where to look.
    """

    details = ""


def explain(what: str, output: str, otherwise: str) -> Trouble:
    """The line for a command that failed: network and disk by their marks in its output, else `otherwise`.

    what: what could not be done, as the beginning of the sentence. output: all that the command printed.
    """
    if _NO_SPACE.search(output):
        return Trouble(f"{what}: the disk is full; free about 2 GB and try again")
    if _NETWORK.search(output):
        return Trouble(f"{what}: no connection to the package server; check the network (HTTPS_PROXY, SSL_CERT_FILE "
                       "behind a proxy) and try again")
    missing = _NOT_FOUND.search(output)
    if missing:
        name = next(group for group in missing.groups() if group)
        return Trouble(f"{what}: the package server has no usable {name}; {otherwise}")
    trouble = Trouble(f"{what}: {otherwise}")
    last = [line for line in output.splitlines() if line.strip()][-_LAST:]
    trouble.details = "\n".join(f"    {line[:300]}" for line in last)
    return trouble
