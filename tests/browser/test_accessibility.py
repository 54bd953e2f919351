"""What axe-core finds in practice, in every state; nothing is what it should find."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser.conftest import DESK, PHONE, Server, watch
from tests.browser.pupil import WRONG, Pupil

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def complaints(page: Page) -> list[str]:
    """What axe-core says against a page, each with the first element it means."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{page.url}: {fault['id']}: {fault['nodes'][0]['html'][:200]}"
        for fault in found["violations"]
    ]


def overflow(page: Page) -> list[str]:
    """Whether a page is wider than its window."""
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [f"{page.url}: wider than the window"] if wide else []


def practised(context: BrowserContext, server: Server, faults: list[str]) -> list[str]:
    """Look at practice in each state on the way through an exercise and out of it."""
    pupil = Pupil(context.new_page(), server)
    watch(pupil.page, server.url, faults)
    pupil.page.goto("/")
    found = complaints(pupil.page) + overflow(pupil.page)
    pupil.begin()
    found += complaints(pupil.page) + overflow(pupil.page)
    pupil.go_on_to_blank()
    found += complaints(pupil.page)
    pupil.page.click("button[formaction$='/hint']")
    pupil.page.wait_for_selector(".hint")
    found += complaints(pupil.page)
    pupil.answer(WRONG)
    found += complaints(pupil.page) + overflow(pupil.page)
    pupil.go_on_to_blank()
    pupil.answer(pupil.answers()[0])
    found += complaints(pupil.page) + overflow(pupil.page)
    pupil.page.click(".more summary")
    found += complaints(pupil.page) + overflow(pupil.page)
    pupil.page.click("form[action$='/end'] button")
    pupil.page.wait_for_url("**/summary")
    found += complaints(pupil.page) + overflow(pupil.page)
    for address in ("/", "/practice/nothing-due"):
        pupil.page.goto(address)
        found += complaints(pupil.page) + overflow(pupil.page)
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("size", "language"), [(PHONE, "es-ES"), (DESK, "en-GB")])
def test_nothing_stands_in_anybodys_way(
    browser: Browser,
    server: Server,
    theme: Literal["light", "dark"],
    size: ViewportSize,
    language: str,
) -> None:
    context = browser.new_context(
        base_url=server.url,
        viewport=size,
        color_scheme=theme,
        locale=language,
        reduced_motion="reduce",
    )
    faults: list[str] = []
    found = practised(context, server, faults)
    assert found == []
    assert faults == []
    context.close()
