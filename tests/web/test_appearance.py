"""Language and theme: what is asked of the browser, what is chosen and kept."""

import httpx2 as httpx
import pytest
from fastapi import FastAPI, Request

from ojala.web.appearance import local_address, page_for, preferred_language, router


def request(**headers: str) -> Request:
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/x", "headers": pairs})


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("", "en"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en-GB,es;q=0.9", "en"),
        ("fr,es;q=0.5,en;q=0.4", "es"),
        ("de", "en"),
        ("es;q=0,en;q=0.1", "en"),
        ("es;q=many,en", "en"),
    ],
)
def test_the_browser_is_asked_for_the_language(wish: str, language: str) -> None:
    assert preferred_language(request(accept_language=wish)) == language


def test_a_choice_wins_over_the_browser() -> None:
    page = page_for(request(cookie="language=es; theme=dark", accept_language="en"))
    assert (page.language, page.theme, page.path) == ("es", "dark", "/x")


def test_a_cookie_that_names_nothing_we_have_is_ignored() -> None:
    page = page_for(request(cookie="language=xx; theme=neon"))
    assert (page.language, page.theme) == ("en", "auto")


@pytest.mark.parametrize("address", ["https://evil.example", "//evil.example", "/\\evil", "x", ""])
def test_one_is_not_led_to_another_site(address: str) -> None:
    assert local_address(address) == "/"


async def test_choosing_remembers_and_returns() -> None:
    app = FastAPI()
    app.include_router(router)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://ojala.test"
    ) as client:
        reply = await client.post(
            "/appearance", data={"theme": "dark", "language": "klingon", "back": "/help"}
        )
    assert (reply.status_code, reply.headers["location"]) == (303, "/help")
    assert "theme=dark" in reply.headers["set-cookie"]
    assert "language" not in reply.headers["set-cookie"]
