from collections.abc import AsyncIterator

import pytest
from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from structlog.testing import capture_logs

from ojala.web import security


async def echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{len(await request.body())} bytes")


@pytest.fixture
async def client() -> AsyncIterator[AsyncClient]:
    app = Starlette(routes=[Route("/", echo, methods=["GET", "POST"])])
    app.add_middleware(security.BodyLimit)
    app.add_middleware(security.SameOrigin, public_url="https://ojala.example")
    app.add_middleware(security.SecurityHeaders, https=True)
    app.add_middleware(security.RequestLog)
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client:
        yield client


@pytest.mark.parametrize("size", [0, 1, security.BODY_LIMIT])
async def test_a_body_within_the_limit_arrives_whole(client: AsyncClient, size: int) -> None:
    response = await client.post("/", content=b"x" * size)

    assert response.text == f"{size} bytes"


async def test_a_body_declared_too_large_is_refused(client: AsyncClient) -> None:
    response = await client.post("/", content=b"x" * (security.BODY_LIMIT + 1))

    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"


async def test_a_body_that_turns_out_too_large_is_refused(client: AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(1000):
            yield b"x" * 1024

    response = await client.post("/", content=endless())

    assert response.status_code == 413


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
async def test_another_site_cannot_change_anything(
    client: AsyncClient, headers: dict[str, str]
) -> None:
    response = await client.post("/", headers=headers)

    assert response.status_code == 403
    assert response.json()["type"] == "/problems/cross-site"
    assert (await client.get("/", headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin", "origin": "http://here"},
        {"sec-fetch-site": "none"},
        {"origin": "http://here"},
        {"origin": "https://ojala.example"},
    ],
)
async def test_our_own_pages_and_programs_can(client: AsyncClient, headers: dict[str, str]) -> None:
    assert (await client.post("/", headers=headers)).status_code == 200


async def test_every_answer_carries_the_security_headers(client: AsyncClient) -> None:
    response = await client.get("/")

    for name, value in security.SECURITY_HEADERS.items():
        assert response.headers[name] == value
    assert "unsafe" not in response.headers["content-security-policy"]
    assert response.headers["strict-transport-security"] == security.HSTS


async def test_a_request_has_one_log_line_and_an_id(client: AsyncClient) -> None:
    with capture_logs() as lines:
        response = await client.get("/", headers={"x-request-id": "from-the-proxy.1"})

    assert response.headers["x-request-id"] == "from-the-proxy.1"
    (line,) = lines
    assert (line["event"], line["method"], line["status"]) == ("request", "GET", 200)


async def test_a_strange_request_id_is_replaced(client: AsyncClient) -> None:
    response = await client.get("/", headers={"x-request-id": "x y\tz"})

    assert len(response.headers["x-request-id"]) == 16
