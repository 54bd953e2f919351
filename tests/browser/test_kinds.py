"""Every kind of exercise in a browser: with a script and without one, on a phone and on a desk."""

import json
import sqlite3
from contextlib import closing
from typing import Literal
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from pydantic import TypeAdapter

from ojala.exercises import KINDS, Exercise
from tests.browser.conftest import DESK, PATIENCE, PHONE, Server, watch
from tests.browser.pupil import MAIN, WRONG, Pupil, respond
from tests.browser.test_accessibility import complaints, overflow
from tests.exercises.kinds.samples import made

pytestmark = pytest.mark.browser


def put(pupil: Pupil, exercise: Exercise) -> None:
    """Put an exercise in the place of the one on the screen, as if it had been issued."""
    asked = UUID(pupil.page.url.rpartition("/")[2])
    names = (asked.hex, str(asked), asked.bytes)
    path = pupil.server.database_url.partition(":///")[2]
    with closing(sqlite3.connect(path)) as database:
        (text,) = database.execute(
            "SELECT body FROM exercises WHERE id IN (?, ?, ?)", names
        ).fetchone()
        body = json.loads(text)
        body["exercise"] = TypeAdapter(Exercise).dump_python(exercise, mode="json")
        database.execute(
            "UPDATE exercises SET body = ? WHERE id IN (?, ?, ?)", (json.dumps(body), *names)
        )
        database.commit()
    pupil.page.reload()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_right_answer_of_every_kind_is_right(
    browser: Browser, server: Server, kind: str, *, script: bool
) -> None:
    faults: list[str] = []
    size = PHONE if script else DESK
    context = browser.new_context(
        base_url=server.url, viewport=size, locale="en-GB", java_script_enabled=script
    )
    page = context.new_page()
    watch(page, server.url, faults)
    pupil, exercise = Pupil(page, server), made(kind)
    page.goto("/")
    page.fill("input.blank", "zapato")
    page.click(MAIN)
    page.wait_for_url("**/practice/exercises/*")
    if pupil.page.get_attribute("#screen", "data-phase") != "done":
        page.click("button[formaction$='/reveal']")
        page.wait_for_selector("#screen[data-phase=done]")
    page.wait_for_timeout(350)
    page.click(MAIN)
    page.wait_for_selector("#screen[data-phase=asking]")
    put(pupil, exercise)
    width = page.evaluate("document.documentElement.scrollWidth") if script else 0
    assert width <= size["width"]
    right = exercise.answers[0].text
    if not respond(page, exercise.kind, exercise.options, right):
        page.fill(".blank", right)
        page.click(MAIN)
    page.wait_for_selector("#feedback")
    assert page.locator("#feedback.correct").count() == 1, page.inner_text("#main")
    context.close()
    assert faults == []


def slip(exercise: Exercise) -> str:
    """A wrong answer, in whatever way an exercise is answered."""
    right = {answer.text for answer in exercise.answers}
    if exercise.kind == "trigger_spotting":
        return exercise.options[-1].strip(".?!")
    return next((option for option in exercise.options if option not in right), WRONG)


def answer(page: Page, exercise: Exercise, text: str) -> None:
    """Answer with a script, and wait for the verdict."""
    page.evaluate("document.getElementById('screen').dataset.before = ''")
    if not respond(page, exercise.kind, exercise.options, text):
        page.fill(".blank", text)
        page.click(MAIN)
    page.wait_for_selector("#screen:not([data-before]) #feedback")


def go_on(pupil: Pupil) -> None:
    """Continue to the next exercise."""
    pupil.go_on()
    pupil.page.wait_for_selector("#screen[data-phase=asking]")
    pupil.settle()


@pytest.mark.parametrize(
    ("size", "language", "theme"),
    [(PHONE, "es-ES", "dark"), (DESK, "en-GB", "light")],
    ids=["phone-es-dark", "desk-en-light"],
)
def test_no_kind_stands_in_anybodys_way_in_any_state(
    browser: Browser,
    server: Server,
    size: ViewportSize,
    language: str,
    theme: Literal["light", "dark"],
) -> None:
    found: list[str] = []
    faults: list[str] = []
    context = browser.new_context(
        base_url=server.url,
        viewport=size,
        locale=language,
        color_scheme=theme,
        reduced_motion="reduce",
        service_workers="block",
    )
    context.set_default_timeout(2 * PATIENCE)
    page = context.new_page()
    watch(page, server.url, faults)
    pupil = Pupil(page, server)
    page.goto("/practice/new")
    page.click("input[name=length][value=endless]")
    page.click("button[name=aim][value=quick]")
    page.wait_for_selector("#screen[data-phase=asking]")
    for kind in KINDS:
        exercise = made(kind)
        put(pupil, exercise)
        found += complaints(page) + overflow(page)
        answer(page, exercise, slip(exercise))
        assert page.locator("#feedback.wrong").count() == 1, page.inner_text("#main")
        found += complaints(page) + overflow(page)
        chosen = kind in {"mood_choice", "meaning"} and pupil.phase == "retrying"
        assert page.locator(".option.tried").count() == chosen
        if pupil.phase == "retrying":
            pupil.give_up()
            found += complaints(page) + overflow(page)
        if kind == "meaning":
            assert page.locator(".meant").inner_text() == exercise.answers[0].text
            assert page.locator('#feedback i[lang="es"]').count() == 0
        go_on(pupil)
        put(pupil, exercise)
        answer(page, exercise, exercise.answers[0].text)
        assert page.locator("#feedback.correct").count() == 1, page.inner_text("#main")
        found += complaints(page) + overflow(page)
        go_on(pupil)
    context.close()
    assert found == []
    assert faults == []
