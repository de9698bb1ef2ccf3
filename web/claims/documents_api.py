"""The paper form of a claim as PDF and DOCX. It holds the ID number in clear: that an office gets it is on record."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler
from sqlalchemy.engine import Connection

from claims.actors import Staff
from claims.audit.log import append
from claims.documents.form_data import Form
from claims.paper.filled import filled_form
from db.moments import now
from web.claims.printing import PRINTER
from web.claims.room import number_of, verify_page, view_of
from web.guard import APPLICANT, REVIEWERS, Route, actor_of
from web.writes import read, write_down

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def form_as(kind: str) -> Handler:
    """The handler that gives the form as this kind of file. Raises ApiError 404, 422, 503."""
    async def handler(request: web.Request) -> web.StreamResponse:
        who, view, named, page = actor_of(request), view_of(request), number_of(request), verify_page(request)

        def work(connection: Connection) -> tuple[str, Form]:
            claim = view.filing.read(connection, who, named)
            if isinstance(who, Staff):
                append(connection, view.sealer, at=now(), actor=who.key, action="claim.print", object=claim.key,
                       detail={"kind": kind, "state": claim.state})
            return claim.number, filled_form(connection, view.kb, view.filing, claim, page + claim.verify_code,
                                             view.today)

        number, form = await (write_down if isinstance(who, Staff) else read)(request, work)
        content = await request.app[PRINTER].written(form, kind)
        return web.Response(body=content, content_type=MEDIA_TYPES[kind], headers={
            "Content-Disposition": f'attachment; filename="{number}.{kind}"', "Cache-Control": "no-store"})

    return handler


ROUTES = tuple(Route("GET", f"/api/claims/{{number}}/form.{kind}", form_as(kind), APPLICANT | REVIEWERS)
               for kind in MEDIA_TYPES)
