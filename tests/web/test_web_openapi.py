"""The API's document tells the truth: every route stands in it, and what the routes give has its shapes."""

from __future__ import annotations

from typing import Any, Iterator
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from web_kit import Client, FailingAgent, check_schema
from yarl import URL

from policy_kb.loader import load
from web.app import init_app
from web.openapi.document import document
from web.settings import Settings

PAGES = {"/", "/claims", "/console", "/static/{name}", "/verify/{code}", "/verify-page.css"}


def test_every_route_stands_in_the_document_and_nothing_else() -> None:
    served = {
        (resource.canonical, route.method.lower())
        for resource in init_app(Settings()).router.resources()
        for route in resource
        if route.method != "HEAD" and resource.canonical not in PAGES
    }
    described = {(path, method) for path, methods in document()["paths"].items() for method in methods}
    assert described == served


def test_every_reference_leads_to_a_shape_that_is_valid_and_used() -> None:
    described = document()
    names = {reference.rpartition("/")[2] for reference in _references(described)}
    assert names == set(described["components"]["schemas"])
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_operation_has_an_id_of_its_own_and_a_good_answer() -> None:
    operations = [operation for methods in document()["paths"].values() for operation in methods.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(any(status.startswith("2") for status in operation["responses"]) for operation in operations)


@pytest.mark.asyncio
async def test_the_document_is_served(client: Client) -> None:
    async with client.get("/api/openapi.json") as response:
        assert (await response.json()) == document()


@pytest.mark.asyncio
async def test_regions_and_their_notices(client: Client) -> None:
    async with client.get("/api/regions") as response:
        reply = await response.json()
    check_schema("Regions", reply)
    held = {region["id"]: region["held"] for region in reply["regions"]}
    assert held == {"xj": True, "xj-city": True, "xj-aks": True, "bt": True, "nm": False, "nm-hhht": True}
    assert all(bool(region["documents"]) == region["held"] for region in reply["regions"])


@pytest.mark.asyncio
async def test_a_deployment_may_name_its_regions(start_service: Any) -> None:
    client = await start_service(FailingAgent(None), region_names={"xj-city": "示例市"})
    async with client.get("/api/regions") as response:
        names = {region["id"]: region["name"] for region in (await response.json())["regions"]}
    assert (names["xj-city"], names["bt"]) == ("示例市", "新疆生产建设兵团")


@pytest.mark.asyncio
@pytest.mark.parametrize("path", ["xj-city-2022%23%E9%99%84%E4%BB%B63%2F4", "xj-city-2022%23%E9%99%84%E4%BB%B63/4"])
async def test_a_clause_is_served_verbatim_with_its_slash_encoded_or_not(client: Client, path: str) -> None:
    async with client.get(URL(f"/api/clauses/{path}", encoded=True)) as response:
        reply = await response.json()
    check_schema("Clause", reply)
    assert (reply["address"], reply["document"]) == ("xj-city-2022#附件3/4", "xj-city-2022")
    assert "每天按 12 学时予以认定" in reply["text"] and reply["document_title"] in reply["reference"]


@pytest.mark.asyncio
async def test_every_clause_that_is_held_can_be_fetched(client: Client) -> None:
    for notice in load().notices.values():
        for clause in notice.clauses:
            url = URL(f"/api/clauses/{quote(clause.address, safe='')}", encoded=True)
            async with client.get(url) as response:
                assert (await response.json())["text"] == notice.clause_text(clause.address)


@pytest.mark.asyncio
async def test_health_says_what_is_ready(client: Client) -> None:
    async with client.get("/healthz") as response:
        reply = await response.json()
        assert response.status == 200
    check_schema("Health", reply)
    assert reply["status"] == "ok" and reply["agent"]["ready"] and reply["database"]["reachable"]


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "$ref":
                yield inner
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)
