"""Take a picture of every page: `python scripts/screenshots.py [--all] [FOLDER]`.

Serves the application with something of everything in it, and looks at each page in Chromium (its
path from OJALA_TEST_CHROMIUM) as its tests do. Without `--all`, the set that documentation shows:
a few pages, at one width and in one theme each, in docs/screenshots. With it, every page at both
widths, in both themes and languages, in build/screenshots.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from tests.browser.conftest import ARGUMENTS, DESK, PHONE, Server, serving
from tests.browser.places import MISSING, Who, addresses
from tests.browser.world import World, filled

from ojala.web.identity import COOKIE

SIZES = {"390": PHONE, "1280": DESK}
LONGEST = 80
"""How much of an address a file is named by: some carry a whole token."""
LANGUAGES = {"en": "en-GB", "es": "es-ES"}
SHOWN = {
    "landing": (Who.STRANGER, "/", "390", "light", "en"),
    "wrong": (Who.LEARNER, "/practice/exercises/{wrong}", "390", "light", "en"),
    "almost": (Who.LEARNER, "/practice/exercises/{almost}", "390", "dark", "es"),
    "practice": (Who.LEARNER, "/practice/exercises/{wrong}", "1280", "light", "en"),
    "set-up": (Who.LEARNER, "/practice/new", "390", "light", "es"),
    "summary": (Who.LEARNER, "/practice/sessions/{finished}/summary", "1280", "dark", "en"),
    "verb": (Who.STRANGER, "/verbs/tener?form=sub_pres.1s", "1280", "light", "en"),
    "rule": (Who.STRANGER, "/triggers/cuando", "390", "dark", "en"),
    "moods": (Who.STRANGER, "/moods", "1280", "light", "es"),
    "progress": (Who.LEARNER, "/progress", "1280", "light", "en"),
    "memory": (Who.LEARNER, "/progress/memory", "390", "light", "es"),
    "preferences": (Who.LEARNER, "/preferences", "390", "dark", "es"),
    "account": (Who.LEARNER, "/account", "1280", "dark", "en"),
    "set": (Who.LEARNER, "/sets/{own}", "1280", "light", "es"),
    "admin": (Who.ADMIN, "/admin", "1280", "dark", "en"),
}
"""What documentation shows, each by its name: whose page, where, how wide, how light, in what."""


@dataclass(frozen=True)
class Look:
    """One way of looking at the application."""

    browser: Browser
    server: Server
    world: World

    def at(self, who: Who, size: ViewportSize, theme: str, language: str) -> Page:
        """A page of somebody's browser."""
        context = self.browser.new_context(
            base_url=self.server.url,
            viewport=size,
            color_scheme="dark" if theme == "dark" else "light",
            locale=LANGUAGES[language],
            reduced_motion="reduce",
            service_workers="block",
        )
        if who in self.world.cookies:
            secret = self.world.cookies[who]
            context.add_cookies([{"name": COOKIE, "value": secret, "url": self.server.url}])
        return context.new_page()


def few(look: Look) -> Iterator[tuple[str, Page]]:
    """The pages that documentation shows, each ready for its picture."""
    for name, (who, address, size, theme, language) in SHOWN.items():
        page = look.at(who, SIZES[size], theme, language)
        page.goto(address.format_map(look.world.ids))
        yield name, page
        page.context.close()


def all_of_them(look: Look) -> Iterator[tuple[str, Page]]:
    """Every page in every way of looking."""
    for who, size, theme, language in product(Who, SIZES, ("light", "dark"), LANGUAGES):
        page = look.at(who, SIZES[size], theme, language)
        for address in (*addresses(who, look.world.ids), MISSING):
            page.goto(address)
            place = address.strip("/").replace("/", "_").replace("?", "_") or "home"
            yield f"{size}-{theme}-{language}/{who}-{place[:LONGEST]}", page
        page.context.close()


def main() -> None:
    """Serve, look, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("folder", nargs="?", type=Path)
    chosen = parser.parse_args()
    chromium = os.environ.get("OJALA_TEST_CHROMIUM") or sys.exit("OJALA_TEST_CHROMIUM is not set")
    folder = chosen.folder or Path("build/screenshots" if chosen.all else "docs/screenshots")
    with tempfile.TemporaryDirectory() as place, serving(Path(place)) as server:
        world = filled(server)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
            look = Look(browser, server, world)
            for name, page in all_of_them(look) if chosen.all else few(look):
                target = folder / f"{name}.png"
                target.parent.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=target, full_page=chosen.all)
                print(target)
            browser.close()


if __name__ == "__main__":
    main()
