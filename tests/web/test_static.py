"""Static files and their addresses."""

import re
from collections.abc import AsyncIterator

import httpx2 as httpx
import pytest
from fastapi import FastAPI

from ojala.web.static import FOREVER, digest, mount, root, static_url


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    mount(app)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://ojala.test"
    ) as client:
        yield client


async def test_a_static_file_may_be_kept_for_ever_under_its_fingerprint(
    client: httpx.AsyncClient,
) -> None:
    reply = await client.get(static_url("css/tokens.css"))
    assert reply.status_code == 200
    assert reply.headers["cache-control"] == FOREVER
    assert reply.headers["content-type"].startswith("text/css")


async def test_an_address_without_fingerprint_is_checked_each_time(
    client: httpx.AsyncClient,
) -> None:
    reply = await client.get("/static/css/tokens.css")
    assert reply.status_code == 200
    assert reply.headers["cache-control"] == "no-cache"


async def test_a_stale_fingerprint_leads_nowhere(client: httpx.AsyncClient) -> None:
    reply = await client.get("/static/000000000000/css/tokens.css")
    assert reply.status_code == 404


async def test_nothing_outside_the_folder_is_served(client: httpx.AsyncClient) -> None:
    reply = await client.get(f"/static/{digest()}/%2e%2e/static.py")
    assert reply.status_code == 404


def test_a_file_that_does_not_exist_has_no_address() -> None:
    with pytest.raises(FileNotFoundError):
        static_url("css/missing.css")


def test_every_module_together_stays_under_twenty_kilobytes() -> None:
    assert sum(path.stat().st_size for path in root().glob("js/*.js")) < 20_000


def test_style_sheets_ask_no_other_host() -> None:
    for sheet in root().glob("css/*.css"):
        for address in re.findall(r"url\(([^)]*)\)", sheet.read_text()):
            assert address.strip("\"'").startswith("../"), sheet.name


def test_each_typeface_lies_beside_its_licence() -> None:
    families = {path.name.split("-latin")[0] for path in root().glob("fonts/*.woff2")}
    licences = {path.stem.removeprefix("LICENSE-") for path in root().glob("fonts/LICENSE-*")}
    assert families == licences
