"""What the first exercise costs to load, and that it can be practised on a slow line."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PHONE, Server
from tests.browser.pupil import Pupil

pytestmark = pytest.mark.browser

BUDGET = 60_000
"""Bytes over the line before the first exercise can be answered, typefaces apart."""
SLOW = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
"""As slow as browsers' own tools call Slow 3G."""


TRANSFERRED = """
  () => Object.fromEntries(
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .map((one) => [one.name, one.transferSize]))
"""


def test_the_first_load_of_practice_stays_within_its_budget(
    browser: Browser, server: Server
) -> None:
    known = browser.new_context(base_url=server.url, viewport=PHONE, locale="en-GB")
    pupil = Pupil(known.new_page(), server)
    pupil.begin()
    fresh = browser.new_context(
        viewport=PHONE,
        locale="en-GB",
        service_workers="block",
        storage_state=known.storage_state(),
    )
    page = fresh.new_page()
    page.goto(pupil.page.url)
    page.wait_for_load_state("networkidle")
    sizes: dict[str, int] = page.evaluate(TRANSFERRED)
    spent = {url: size for url, size in sizes.items() if not url.endswith(".woff2")}
    for context in (known, fresh):
        context.close()

    assert any(url.endswith("practice.js") for url in spent)
    assert all(spent.values()), "something was not counted"
    assert sum(spent.values()) <= BUDGET, spent


def test_practice_works_on_a_slow_line(browser: Browser, server: Server) -> None:
    context = browser.new_context(base_url=server.url, viewport=PHONE, locale="en-GB")
    page = context.new_page()
    page.goto("/help")  # the typefaces are there, as for anybody who comes again
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    pupil = Pupil(page, server)
    pupil.begin()
    pupil.go_on_to_blank()
    pupil.answer(pupil.answers()[0])

    assert pupil.phase == "done"
    context.close()
