"""A guest's practice from the first sentence to tomorrow's review, as a person goes through it."""

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from ojala.content.course import course
from ojala.diagnosis.normalization import fold
from ojala.learning.learner import Preferences
from ojala.practice.service import SOME_DAY, first_exercise
from tests.browser.conftest import DESK, PHONE, Server, watch
from tests.browser.pupil import respond

pytestmark = pytest.mark.browser

SHOTS = Path("build/screenshots")


@dataclass(frozen=True)
class Asked:
    """An exercise as the database has it, answer included."""

    id: str
    answer: str
    lemma: str
    kind: str
    options: tuple[str, ...]
    finite: bool
    """Whether a finite form is to be written in a blank."""


def asked(server: Server, page: Page) -> Asked:
    """What the page is asking."""
    found = re.search(r"/practice/exercises/([0-9a-f-]+)", page.url)
    assert found, page.url
    path = server.database_url.removeprefix("sqlite+aiosqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT body FROM exercises WHERE id = ?"
        (body,) = connection.execute(query, (found[1].replace("-", ""),)).fetchone()
    exercise = json.loads(body)["exercise"]
    first = exercise["answers"][0]
    finite = first["cell"] is not None and first["cell"]["tense"] not in {"inf", "ger", "part"}
    return Asked(
        id=found[1],
        answer=first["text"],
        lemma=exercise["lemma"],
        kind=exercise["kind"],
        options=tuple(exercise["options"]),
        finite=finite and exercise["kind"] == "cloze",
    )


def count(server: Server, table: str) -> int:
    path = server.database_url.removeprefix("sqlite+aiosqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    return int(number)


@dataclass
class Visitor:
    """Somebody at a page, by keyboard or by pointer."""

    page: Page
    server: Server
    keyboard: bool = True
    answers: int = 0

    def write(self, text: str) -> None:
        """Type into the blank; with a keyboard the focus is there already."""
        if self.keyboard:
            expect(self.page.locator(".blank")).to_be_focused()
            self.page.keyboard.type(text)
        else:
            self.page.locator(".blank").fill(text)

    def check(self) -> None:
        """Check the answer."""
        self.answers += 1
        self._main()

    def go_on(self) -> None:
        """Go on to what comes next."""
        before = self.page.url
        self._main()
        expect(self.page).not_to_have_url(before)

    def _main(self) -> None:
        self.page.wait_for_timeout(350)  # an Enter within 300 ms is taken for an echo of the last
        if self.keyboard:
            self.page.keyboard.press("Enter")
        else:
            self.page.locator("[data-main]").click()

    def verdict(self) -> Locator:
        """The verdict on the page."""
        return self.page.locator("#feedback .verdict")

    def remaining(self) -> int:
        """What the progress bar says remains."""
        found = re.search(r"(\d+)", self.page.locator(".remaining").inner_text())
        assert found
        return int(found[1])


def right(visitor: Visitor) -> None:
    """Answer rightly and go on."""
    found = asked(visitor.server, visitor.page)
    if respond(visitor.page, found.kind, found.options, found.answer):
        visitor.answers += 1
    else:
        visitor.write(found.answer)
        visitor.check()
    expect(visitor.verdict()).to_contain_text("Right")
    visitor.go_on()


def until(visitor: Visitor, wanted: Callable[[Asked], bool]) -> Asked:
    """Answer rightly until something is asked that suits what is to be shown."""
    while not wanted(found := asked(visitor.server, visitor.page)):
        right(visitor)
    return found


def begin(visitor: Visitor) -> None:
    """Complete the sentence of the first page."""
    visitor.page.goto("/")
    expect(visitor.page.locator(".blank")).to_be_visible()
    visitor.write("zapato")
    visitor.check()
    expect(visitor.page).to_have_url(re.compile("/practice/exercises/"))


def guest_session(visitor: Visitor, shots: Callable[[str], None]) -> None:
    """A whole session: a wrong answer, a retry, a reload, the way back, the summary."""
    page, server = visitor.page, visitor.server
    page.goto("/")
    shots("landing")
    begin(visitor)
    expect(visitor.verdict()).to_contain_text("Not yet")
    shots("wrong")
    visitor.go_on()

    found = until(visitor, lambda one: one.finite)
    visitor.write(found.lemma)
    visitor.check()
    expect(visitor.verdict()).to_contain_text("infinitive")
    expect(page.locator("#feedback a, a:has-text('rule')").first).to_be_attached()
    shots("retry")
    page.locator(".blank").fill("")
    visitor.write(found.answer)
    visitor.check()
    expect(visitor.verdict()).to_contain_text("Right")
    shots("right")

    attempts = count(server, "attempts")
    page.reload()
    expect(visitor.verdict()).to_contain_text("Right")
    assert count(server, "attempts") == attempts
    visitor.go_on()
    page.reload()
    before = page.url
    page.go_back()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    expect(visitor.verdict()).to_be_visible()
    page.goto(before)
    expect(page.locator("#screen")).to_have_attribute("data-phase", "asking")

    while not page.url.endswith("/summary"):
        right(visitor)
    shots("summary")
    assert count(server, "attempts") == visitor.answers
    assert count(server, "sessions") == 1


def tomorrow(visitor: Visitor) -> None:
    """Come back a day later and find the review there."""
    visitor.server.clock.tomorrow()
    visitor.page.goto("/")
    expect(visitor.page.locator("main")).to_contain_text(re.compile(r"\d+"))
    visitor.page.locator("form.dock button").click()
    expect(visitor.page).to_have_url(re.compile("/practice/exercises/"))
    path = visitor.server.database_url.removeprefix("sqlite+aiosqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        (body,) = connection.execute(
            "SELECT body FROM exercises ORDER BY issued_at DESC LIMIT 1"
        ).fetchone()
    assert json.loads(body)["choice"]["reason"] in {"due", "weak"}
    right(visitor)


def shooter(page: Page, folder: str) -> Callable[[str], None]:
    """Take screenshots under build/screenshots."""
    place = SHOTS / folder

    def shoot(name: str) -> None:
        place.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=place / f"{name}.png", full_page=True)

    return shoot


@pytest.mark.parametrize(("width", "theme"), [("phone", "light"), ("desk", "dark")])
def test_a_guest_practises_and_comes_back_tomorrow(
    browser: Browser, server: Server, width: str, theme: str
) -> None:
    faults: list[str] = []
    context = browser.new_context(
        base_url=server.url,
        viewport=PHONE if width == "phone" else DESK,
        color_scheme="dark" if theme == "dark" else "light",
        locale="en-GB",
    )
    page = context.new_page()
    watch(page, server.url, faults)
    visitor = Visitor(page, server)
    guest_session(visitor, shooter(page, f"{width}-{theme}"))
    tomorrow(visitor)
    context.close()

    assert faults == []


def test_the_same_journey_without_scripts(browser: Browser, server: Server) -> None:
    context = browser.new_context(
        base_url=server.url, viewport=PHONE, java_script_enabled=False, locale="en-GB"
    )
    page = context.new_page()
    visitor = Visitor(page, server, keyboard=False)
    guest_session(visitor, shooter(page, "no-script"))
    tomorrow(visitor)
    context.close()


def test_a_missing_accent_that_makes_no_other_word_is_accepted(page: Page, server: Server) -> None:
    visitor, answer = Visitor(page, server), ""
    while fold(answer) == answer:
        page.goto("/")
        seed = int(page.locator("input[name=seed]").input_value())
        answer = first_exercise(course(), Preferences(), SOME_DAY, seed).answers[0].text
    visitor.write(fold(answer))
    visitor.check()

    expect(visitor.verdict()).to_contain_text("Almost")
    expect(visitor.verdict()).to_contain_text("accent")
    expect(page.locator(".sentence")).to_contain_text(answer)
    visitor.go_on()


def test_the_accent_keys_write_at_the_caret_and_keep_the_focus(page: Page) -> None:
    page.goto("/")
    page.locator(".blank").fill("esta")
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="á", exact=True).click()

    expect(page.locator(".blank")).to_have_value("estáa")
    expect(page.locator(".blank")).to_be_focused()


def test_a_double_click_and_two_tabs_make_one_attempt(
    context: BrowserContext, page: Page, server: Server
) -> None:
    visitor = Visitor(page, server)
    begin(visitor)
    visitor.go_on()
    until(visitor, lambda one: one.finite)
    attempts = count(server, "attempts")
    other = context.new_page()
    other.goto(page.url)
    for tab in (page, other):
        tab.locator(".blank").fill("zapato")
    page.locator("[data-main]").dblclick()
    other.locator("[data-main]").click()
    for tab in (page, other):
        expect(tab.locator("#feedback .verdict")).to_contain_text("Not yet")

    assert count(server, "attempts") == attempts + 1


def test_nothing_typed_is_no_answer(page: Page, server: Server) -> None:
    visitor = Visitor(page, server)
    begin(visitor)
    visitor.go_on()
    until(visitor, lambda one: one.finite)
    attempts = count(server, "attempts")
    page.wait_for_timeout(350)
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)

    assert count(server, "attempts") == attempts
    expect(page.locator(".blank")).to_be_focused()
