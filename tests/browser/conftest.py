"""A real server on a free port, and a real browser before it."""

import asyncio
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from ojala.app import create_app
from ojala.config import Settings
from ojala.storage import migrate
from ojala.storage.database import Database
from ojala.web.keys import Keys

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
expect.set_options(timeout=15_000)  # the machine may be busy with something else
PATIENCE = 30_000
"""Milliseconds."""
PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=900)


@dataclass
class Clock:
    """A clock that tests set."""

    offset: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def tomorrow(self) -> None:
        """Let a day go by."""
        self.offset += timedelta(days=1)


@dataclass
class Server:
    """A running server: where it is and what time it thinks it is."""

    url: str
    clock: Clock
    database_url: str
    keys: Keys


@pytest.fixture
def given() -> dict[str, Any]:
    """Settings besides the usual ones; a module may have its own."""
    return {}


@pytest.fixture
def server(tmp_path: Path, given: dict[str, Any]) -> Iterator[Server]:
    """The application on its embedded database, served by uvicorn."""
    with serving(tmp_path, **given) as running:
        yield running


@contextmanager
def serving(folder: Path, **given: Any) -> Iterator[Server]:  # noqa: ANN401 - any setting
    """Serve the application for a while, its database in a folder."""
    url = f"sqlite+aiosqlite:///{folder / 'browser.db'}"

    async def prepare() -> None:
        database = Database(url)
        await migrate.upgrade(database)
        await database.close()

    # Not in this thread: Playwright's loop runs in it.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, prepare()).result()
    clock = Clock()
    limits: dict[str, Any] = {"rate_limit": "10000/minute", "guest_limit": "1000/minute"}
    settings = Settings(database_url=url, **limits, **given)
    config = uvicorn.Config(
        create_app(settings, clock=clock), port=0, log_config=None, loop="asyncio", ws="none"
    )
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    deadline = monotonic() + 30
    while not running.started:
        assert thread.is_alive(), "the server did not start"
        assert monotonic() < deadline, "the server takes too long to start"
        sleep(0.02)
    port = running.servers[0].sockets[0].getsockname()[1]
    keys = Keys(settings.keys, issuer=settings.issuer)
    yield Server(f"http://127.0.0.1:{port}", clock, url, keys)
    running.should_exit = True
    thread.join(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, headless; no longer than a module, for its driver's event loop bars others."""
    path = os.environ.get("OJALA_TEST_CHROMIUM")
    if not path:
        pytest.fail("no Chromium to test with: run `make test`, or scripts/with_services.py")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A fresh profile, as on a phone."""
    context = browser.new_context(base_url=server.url, viewport=PHONE, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Iterator[Page]:
    """A page; a console error or a request to another host fails the test."""
    faults: list[str] = []
    page = context.new_page()
    watch(page, server.url, faults)
    yield page
    assert faults == []


def watch(page: Page, url: str, faults: list[str]) -> None:
    """Collect console errors, uncaught exceptions and requests to other hosts."""
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda sent: None if _ours(sent.url, url) else faults.append(sent.url))


def _ours(address: str, url: str) -> bool:
    return address.startswith((url, "data:", "blob:"))
