"""Somebody who practises in a browser and, for the test's sake, can look up the answers."""

import json
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from playwright.sync_api import Page

from ojala.exercises import NO_ERROR
from tests.browser.conftest import Server

WRONG = "zapato"
MAIN = "[data-main]"
FIELD = "input.blank"


def respond(page: Page, kind: str, options: Sequence[str], text: str) -> bool:
    """Choose or mark an answer where none is typed; whether it was, and so has been sent."""
    if kind == "trigger_spotting":
        for word in text.split():
            alone = re.compile(rf"^\W*{re.escape(word)}\W*$", re.IGNORECASE)
            page.locator(".marking label", has_text=alone).first.click()
        page.click(MAIN)
    elif text == NO_ERROR:
        page.click(f'button[value="{NO_ERROR}"]')
    elif options:
        page.click(f'.option[data-key="{list(options).index(text) + 1}"]')
    else:
        return False
    return True


@dataclass
class Pupil:
    """A page and the server behind it."""

    page: Page
    server: Server

    @property
    def phase(self) -> str:
        """Whether the exercise is to be answered, to be tried again, or done."""
        return self.page.get_attribute("#screen", "data-phase") or ""

    @property
    def verdict(self) -> str:
        """The word of the verdict."""
        return self.page.inner_text("#feedback strong")

    def answers(self) -> list[str]:
        """Every right answer to the exercise on the screen."""
        return [answer["text"] for answer in self._exercise()["answers"]]

    def _exercise(self) -> dict[str, Any]:
        exercise = UUID(self.page.url.rpartition("/")[2])
        path = self.server.database_url.partition(":///")[2]
        with closing(sqlite3.connect(path)) as database:
            (body,) = database.execute(
                "SELECT body FROM exercises WHERE id IN (?, ?, ?)",
                (exercise.hex, str(exercise), exercise.bytes),
            ).fetchone()
        found: dict[str, Any] = json.loads(body)["exercise"]
        return found

    def count(self, table: str) -> int:
        """How many rows a table has."""
        path = self.server.database_url.partition(":///")[2]
        with closing(sqlite3.connect(path)) as database:
            (rows,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        return int(rows)

    def begin(self, text: str = WRONG) -> None:
        """Answer the sentence of the first page."""
        self.page.goto("/")
        self.page.fill(FIELD, text)
        self.page.click(MAIN)
        self.page.wait_for_url("**/practice/exercises/*")

    def answer(self, text: str) -> None:
        """Type an answer, and press Enter."""
        self.settle()
        self.page.fill(FIELD, text)
        self.page.evaluate("document.getElementById('screen').dataset.before = ''")
        self.page.press(FIELD, "Enter")
        self.page.wait_for_selector("#screen:not([data-before]) #feedback")

    def give_up(self) -> None:
        """Ask for the answer."""
        self.page.click("button[formaction$='/reveal']")
        self.page.wait_for_selector("#screen[data-phase=done]")

    def go_on(self) -> None:
        """Continue: to the next exercise, or to the summary."""
        if self.phase == "retrying":
            self.give_up()
        self.settle()
        before = self.page.url
        self.page.click(MAIN)
        self.page.wait_for_url(lambda url: url != before)

    def go_on_to_blank(self) -> None:
        """Continue until there is a sentence with a blank to fill."""
        self.go_on()
        while self._exercise()["kind"] != "cloze":
            self.give_up()
            self.go_on()

    def settle(self) -> None:
        """Wait out the moment in which a second Enter counts as an echo of the first."""
        self.page.wait_for_timeout(350)

    @property
    def finished(self) -> bool:
        """Whether the session has led to its summary."""
        return self.page.url.endswith("/summary")
