"""The pages that belong to no feature, and what a device needs to keep the application."""

import re
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from ojala.web import pages, static
from ojala.web.static import shell_files


@pytest.fixture
async def client() -> AsyncIterator[AsyncClient]:
    app = FastAPI()
    app.include_router(pages.router)
    static.mount(app)
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client:
        yield client


@pytest.mark.parametrize("path", ["/help", "/keys", "/privacy", "/about"])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_the_pages_speak_both_languages(
    client: AsyncClient, path: str, language: str
) -> None:
    page = await client.get(path, headers={"Accept-Language": language})

    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text


async def test_the_application_can_be_installed_with_icons_that_exist(client: AsyncClient) -> None:
    reply = await client.get("/manifest.webmanifest", headers={"Accept-Language": "es"})
    manifest = reply.json()

    assert reply.headers["content-type"].startswith("application/manifest+json")
    assert manifest["lang"] == "es"
    for icon in manifest["icons"]:
        assert (await client.get(icon["src"])).headers["content-type"] == "image/png"


async def test_the_worker_keeps_the_shell_and_changes_with_it(client: AsyncClient) -> None:
    reply = await client.get("/worker.js")
    kept = re.findall(r'"(/static/[^"]+)"', reply.text)

    assert reply.headers["cache-control"] == "no-cache"
    assert len(kept) == len(shell_files())
    for address in kept:
        assert (await client.get(address)).status_code == 200
