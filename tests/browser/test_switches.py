"""Administration by keys alone."""

import pytest
from playwright.sync_api import Browser

from ojala.web.identity import COOKIE
from tests.browser.conftest import DESK, Server
from tests.browser.places import Who
from tests.browser.world import filled

pytestmark = pytest.mark.browser


def test_a_switch_is_turned_by_keys_alone(browser: Browser, server: Server) -> None:
    secret = filled(server).cookies[Who.ADMIN]
    context = browser.new_context(base_url=server.url, viewport=DESK, locale="en-GB")
    context.add_cookies([{"name": COOKIE, "value": secret, "url": server.url}])
    page = context.new_page()
    page.goto("/admin/switches")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.places') !== null"):
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.locator(".places button").first.inner_text() == "Turn on"
    context.close()
