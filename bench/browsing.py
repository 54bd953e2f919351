"""How pages feel in a browser: what is painted when, what moves, how soon a verdict is there.

`python -m bench.browsing [--answers N]` serves the application and drives Chromium (its path from
OJALA_TEST_CHROMIUM). For each page: the largest contentful paint, the layout shift, the bytes that
came over the line without typefaces. For practice: from Enter to the verdict's paint, p50 and p95,
how much of that the server had the request, the longest interaction, and the CPU that an exercise
costs the server and the page. Written to build/bench.json.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.async_api import Browser, CDPSession, Page, async_playwright
from rich.console import Console
from rich.table import Table

from bench.answer import cpu_seconds, serving
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


async def answered(browser: Browser, url: str, pid: int, number: int) -> dict[str, float]:
    """Answer so many exercises by keyboard, and time each verdict."""
    context = await browser.new_context(base_url=url, locale="en-GB", service_workers="block")
    await context.add_init_script(path=OBSERVER)
    page = await context.new_page()
    await page.goto("/practice/new")
    await page.click("input[name=length][value=endless]")
    await page.click("button[name=aim][value=quick]")
    tools = await context.new_cdp_session(page)
    await tools.send("Performance.enable")
    server, client = cpu_seconds(pid), await _busy(tools)
    for _ in range(number):
        await _answer(page)
    server, client = cpu_seconds(pid) - server, await _busy(tools) - client
    seen: dict[str, Any] = await page.evaluate("seen")
    await context.close()
    return {
        **_spread("verdict", seen["verdicts"]),
        **_spread("server", seen["servers"]),
        "inp": seen["inp"],
        "verdicts": len(seen["verdicts"]),
        "server_cpu": 1000 * server / number,
        "page_cpu": 1000 * client / number,
    }


def _spread(name: str, times: list[float]) -> dict[str, float]:
    return {f"{name}_p50": median(times), f"{name}_p95": quantiles(times, n=20)[-1]}


async def _busy(tools: CDPSession) -> float:
    """The seconds for which the page's thread has been at work."""
    metrics = (await tools.send("Performance.getMetrics"))["metrics"]
    return next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")


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
        with serving(address) as (url, pid):
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
                )
                pages = {path: await weighed(browser, url, path) for path in PAGES}
                practice = await answered(browser, url, pid, number)
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
        f" p50 {practice['verdict_p50']:.0f} ms, p95 {practice['verdict_p95']:.0f} ms,"
        f" of which the server p50 {practice['server_p50']:.0f} ms,"
        f" p95 {practice['server_p95']:.0f} ms;"
        f" longest interaction (INP) {practice['inp']:.0f} ms"
    )
    console.print(
        f"CPU of an exercise, answered and followed by the next: server"
        f" {practice['server_cpu']:.0f} ms, page {practice['page_cpu']:.0f} ms"
    )


if __name__ == "__main__":
    asyncio.run(main())
