"""Every page, by everybody who may look at it: what axe-core and the console say of it.

The four ways of looking cover each pair of width, language and theme.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from ojala.web.identity import COOKIE
from tests.browser.conftest import DESK, PATIENCE, PHONE, Server, serving, watch
from tests.browser.places import MISSING, NOT_PAGES, PLACES, Who, addresses, routes
from tests.browser.test_accessibility import complaints, overflow
from tests.browser.world import World, filled

pytestmark = pytest.mark.browser

NARROW = ViewportSize(width=320, height=844)
LARGE = "document.documentElement.style.fontSize = '200%'"
USUAL = "document.documentElement.style.fontSize = ''"


@dataclass(frozen=True)
class Town:
    """A running service and what is in it."""

    server: Server
    world: World


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    tutor = {"tutor_url": "http://127.0.0.1:1/v1", "tutor_model": "nobody"}
    with serving(tmp_path_factory.mktemp("town"), **tutor) as server:
        yield Town(server, filled(server))


def test_every_page_has_somebody_who_looks_at_it() -> None:
    assert set(PLACES) | NOT_PAGES == routes()


def squeezed(page: Page, size: ViewportSize) -> list[str]:
    """Whether a phone of 320 px, or text of twice the size on a desk, makes a page too wide."""
    if size is PHONE:
        page.set_viewport_size(NARROW)
        found = overflow(page)
        page.set_viewport_size(size)
        return [f"{one} of 320 px" for one in found]
    page.evaluate(LARGE)
    found = overflow(page)
    page.evaluate(USUAL)
    return [f"{one} at 200 %" for one in found]


@pytest.mark.parametrize(
    ("size", "language", "theme"),
    [
        (PHONE, "es-ES", "light"),
        (PHONE, "en-GB", "dark"),
        (DESK, "en-GB", "light"),
        (DESK, "es-ES", "dark"),
    ],
    ids=["phone-es-light", "phone-en-dark", "desk-en-light", "desk-es-dark"],
)
def test_no_page_stands_in_anybodys_way(
    browser: Browser,
    town: Town,
    size: ViewportSize,
    language: str,
    theme: Literal["light", "dark"],
) -> None:
    found: list[str] = []
    faults: list[str] = []
    for who in Who:
        context = browser.new_context(
            base_url=town.server.url,
            viewport=size,
            color_scheme=theme,
            locale=language,
            reduced_motion="reduce",
            service_workers="block",  # each context would fetch the whole shell once more
        )
        context.set_default_timeout(2 * PATIENCE)
        if who in town.world.cookies:
            secret = town.world.cookies[who]
            context.add_cookies([{"name": COOKIE, "value": secret, "url": town.server.url}])
        page = context.new_page()
        watch(page, town.server.url, faults)
        for address in addresses(who, town.world.ids):
            reply = page.goto(address)
            assert reply is not None
            assert reply.status == 200, address
            assert page.url.removeprefix(town.server.url) == address
            found += complaints(page) + overflow(page) + squeezed(page, size)
        context.close()

    assert found == []
    assert faults == []


def test_an_address_that_leads_nowhere_is_a_page_like_any_other(
    browser: Browser, town: Town
) -> None:
    page = browser.new_page(base_url=town.server.url, viewport=PHONE, service_workers="block")
    reply = page.goto(MISSING)
    assert reply is not None
    assert reply.status == 404
    assert complaints(page) + overflow(page) + squeezed(page, PHONE) == []
    page.close()
