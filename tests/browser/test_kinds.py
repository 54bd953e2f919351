"""Every kind of exercise in a browser: with a script and without one, on a phone and on a desk."""

import json
import sqlite3
from contextlib import closing
from uuid import UUID

import pytest
from playwright.sync_api import Browser
from pydantic import TypeAdapter

from ojala.exercises import KINDS, Exercise
from tests.browser.conftest import DESK, PHONE, Server, watch
from tests.browser.pupil import MAIN, Pupil, respond
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
