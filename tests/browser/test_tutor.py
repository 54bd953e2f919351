"""The tutor under a verdict, in a browser: its answer comes line by line, checked."""

import asyncio
import threading
from collections.abc import Iterator
from queue import Queue
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import complaints, overflow
from tests.tutor.conftest import settings
from tests.tutor.model_server import Parrot, parrot

pytestmark = pytest.mark.browser

SAID = "A doubt is like a door that stays open."


@pytest.fixture
def model() -> Iterator[Parrot]:
    """A model on loopback, in a thread of its own."""
    ready: Queue[tuple[Parrot, asyncio.AbstractEventLoop, asyncio.Event]] = Queue()

    async def serve() -> None:
        done = asyncio.Event()
        async with parrot() as made:
            made.says(SAID, "The form is *teniera*.")
            ready.put((made, asyncio.get_running_loop(), done))
            await done.wait()

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    made, loop, done = ready.get(timeout=30)
    yield made
    loop.call_soon_threadsafe(done.set)
    thread.join(20)


@pytest.fixture
def given(model: Parrot) -> dict[str, Any]:
    """A service with a tutor."""
    return settings(model, tutor_patience=30)


def test_a_verdict_is_explained_another_way_once_one_has_agreed(page: Page) -> None:
    page.goto("/")
    page.fill("input.blank", "zapato")
    page.click("[data-main]")
    expect(page.locator(".tutor")).to_be_visible()
    page.click(".tutor button[value=explain]")
    page.click("button[name=agreed]")
    page.click(".tutor button[value=explain]")

    told = page.locator("#tutor-answer")
    expect(told.locator("p").first).to_have_text(SAID)
    expect(told.locator(".own").first).to_be_visible()
    expect(told).not_to_contain_text("teniera")
    assert complaints(page) + overflow(page) == []

    page.click(".tutor summary")
    page.locator("#tutor-text").press_sequentially("Why?")
    page.locator("#tutor-text").press("Control+z")
    expect(page.locator("#screen")).to_have_attribute("data-phase", "done")
    page.click("[data-main]")
    expect(page.locator("#screen")).to_have_attribute("data-phase", "asking")
    expect(page.locator(".tutor")).to_have_count(0)
