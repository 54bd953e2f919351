"""How pages feel in a browser: what is painted when, what moves, how soon a verdict is there.

`python -m bench.browsing [--answers N]` serves the application and drives Chromium (its path from
OJALA_TEST_CHROMIUM). For each page: the largest contentful paint, the layout shift, the bytes that
came over the line without typefaces. For practice: from Enter to the verdict's paint, p50 and p95,
and the longest interaction. Written to build/bench.json.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.async_api import Browser, Page, async_playwright
from rich.console import Console
from rich.table import Table

from bench.answer import serving
from bench.report import write
from ojala.storage import migrate
from ojala.storage.database import Database

PAGES = (
    "/",
    "/practice/new",
    "/triggers",
    "/triggers/querer-que",
    "/verbs/tener",
    "/path",
    "/moods",
)
OBSERVER = Path(__file__).with_name("observe.js")


async def weighed(browser: Browser, url: str, path: str) -> dict[str, float]:
    """Load one page afresh and weigh it."""
    context = await browser.new_context(base_url=url, service_workers="block")
    await context.add_init_script(path=OBSERVER)
    page = await context.new_page()
    await page.goto(path)
    await page.wait_for_load_state("networkidle")
    seen: dict[str, float] = await page.evaluate("seen")
    await context.close()
    return seen


async def answered(browser: Browser, url: str, number: int) -> dict[str, float]:
    """Answer so many exercises by keyboard, and time each verdict."""
    context = await browser.new_context(base_url=url, locale="en-GB", service_workers="block")
    await context.add_init_script(path=OBSERVER)
    page = await context.new_page()
    await page.goto("/practice/new")
    await page.click("input[name=length][value=endless]")
    await page.click("button[name=aim][value=quick]")
    for _ in range(number):
        await _answer(page)
    seen: dict[str, Any] = await page.evaluate("seen")
    await context.close()
    times = seen["verdicts"]
    return {
        "verdict_p50": median(times),
        "verdict_p95": quantiles(times, n=20)[-1],
        "inp": seen["inp"],
        "verdicts": len(times),
    }


async def _answer(page: Page) -> None:
    """Answer what is asked in whatever way it is asked, see the verdict, go on."""
    await page.wait_for_selector("#screen[data-phase=asking]")
    await page.wait_for_timeout(350)
    field = page.locator("input.blank")
    if await field.count():
        await field.fill("zapato")
        await page.keyboard.press("Enter")
    else:
        await page.click("button[formaction$='/reveal']")
    await page.wait_for_selector("#screen[data-phase=done], #screen[data-phase=retrying]")
    if await page.locator("#screen[data-phase=retrying]").count():
        await page.click("button[formaction$='/reveal']")
        await page.wait_for_selector("#screen[data-phase=done]")
    await page.wait_for_timeout(350)
    await page.click("[data-main]")


async def main() -> None:
    """Serve, browse, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--answers", type=int, default=40)
    number = parser.parse_args().answers
    chromium = os.environ.get("OJALA_TEST_CHROMIUM")
    if not chromium:
        sys.exit("no Chromium to measure with: OJALA_TEST_CHROMIUM says where it is")
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}"
        database = Database(address)
        await migrate.upgrade(database)
        await database.close()
        with serving(address) as (url, _):
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
                )
                pages = {path: await weighed(browser, url, path) for path in PAGES}
                practice = await answered(browser, url, number)
                await browser.close()
    show(Console(), pages, practice)
    write("browsing", {"pages": pages, "practice": practice})


def show(console: Console, pages: dict[str, dict[str, float]], practice: dict[str, float]) -> None:
    """Print what was seen."""
    table = Table("page", "LCP ms", "CLS", "bytes without typefaces")
    for path, seen in pages.items():
        table.add_row(path, f"{seen['lcp']:.0f}", f"{seen['cls']:.3f}", f"{seen['bytes']:,.0f}")
    console.print(table)
    console.print(
        f"Enter to painted verdict over {practice['verdicts']:.0f} answers:"
        f" p50 {practice['verdict_p50']:.0f} ms, p95 {practice['verdict_p95']:.0f} ms;"
        f" longest interaction (INP) {practice['inp']:.0f} ms"
    )


if __name__ == "__main__":
    asyncio.run(main())
