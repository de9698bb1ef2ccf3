"""What the knowledge base says to programs: regions and clauses."""

from __future__ import annotations

from aiohttp import web

from policy_kb.references import reference
from web.errors import ApiError
from web.json_reply import json_reply
from web.keys import KNOWLEDGE


async def get_regions(request: web.Request) -> web.StreamResponse:
    """{"regions": [{"id", "name", "held", "documents"}]} in the knowledge base's order."""
    book = request.app[KNOWLEDGE].book
    regions = []
    for jurisdiction in book.jurisdictions.values():
        titles = [document.title for document in book.held(jurisdiction.id)]
        regions.append({"id": jurisdiction.id, "name": jurisdiction.name, "held": bool(titles), "documents": titles})
    return json_reply({"regions": regions})


async def get_clause(request: web.Request) -> web.StreamResponse:
    """{"address", "document", "document_title", "reference", "text"}. Raises ApiError 404."""
    knowledge, address = request.app[KNOWLEDGE], request.match_info["address"]
    text = knowledge.clause_text(address)
    if text is None:
        raise ApiError(404, "unknown_clause", "没有这一条。条款地址写作“文件编号#附件3/4”，并须经过 URL 编码。",
                       "address")
    document = knowledge.book.documents[address.partition("#")[0]]
    return json_reply({"address": address, "document": document.id, "document_title": document.title,
                  "reference": reference(knowledge, address), "text": text})

