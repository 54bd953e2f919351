"""Practice without a connection: taken along, answered, brought back exactly once."""

import json
import sqlite3
from contextlib import closing
from itertools import cycle

import pytest
from playwright.sync_api import Browser, expect

from ojala.content.course import Course
from tests.browser.conftest import Server, watch
from tests.browser.pupil import FIELD
from tests.exercises.kinds.samples import made

pytestmark = pytest.mark.browser


def attempts(server: Server) -> list[tuple[int, str]]:
    """The position of each exercise answered and what was answered, in the order of the log."""
    path = server.database_url.partition(":///")[2]
    with closing(sqlite3.connect(path)) as database:
        return database.execute(
            "SELECT exercises.position, response FROM attempts JOIN exercises"
            " ON exercises.id = attempts.exercise_id ORDER BY given_at"
        ).fetchall()


def answers(server: Server) -> list[str]:
    """The right answer to each exercise that was issued, in order."""
    path = server.database_url.partition(":///")[2]
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT body FROM exercises ORDER BY position").fetchall()
    return [json.loads(body)["exercise"]["answers"][0]["text"] for (body,) in rows]


def test_ten_answers_given_without_a_connection_arrive_once_and_in_order(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(base_url=server.url, locale="en-GB")
    page, faults = context.new_page(), list[str]()
    watch(page, server.url, faults)
    page.goto("/offline")
    page.evaluate("navigator.serviceWorker.ready")
    page.click("#take")
    page.wait_for_selector(f"#ask {FIELD}")
    right = answers(server)
    context.set_offline(offline=True)
    page.reload()
    given = [*right[:8], "zapato", "xyzzy"]
    for number, text in enumerate(given):
        page.fill(f"#ask {FIELD}", text)
        page.wait_for_timeout(320)
        page.press(f"#ask {FIELD}", "Enter")
        verdict = page.locator("#told .verdict:not([hidden])")
        expect(verdict).to_be_visible()
        if number < len(right) - 2:
            expect(verdict).to_contain_text("Right.")
        page.click("#next")
    expect(page.locator("[data-waiting]")).to_contain_text("10")
    assert attempts(server) == []
    context.set_offline(offline=False)
    expect(page.locator("[data-when=sent]")).to_be_visible()
    page.reload()
    page.wait_for_timeout(300)

    assert attempts(server) == list(enumerate(given, start=1))
    assert [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault] == []
    context.close()


def test_what_is_chosen_is_judged_on_the_device_like_what_is_written(
    browser: Browser, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    mood, meaning, form = map(made, ("mood_choice", "meaning", "conjugation"))
    taken = cycle((mood, meaning, form))
    monkeypatch.setattr("ojala.practice.service.warm_up", lambda _course: None)  # it takes one too
    monkeypatch.setattr(Course, "exercise", lambda *_, **__: next(taken))
    context = browser.new_context(base_url=server.url, locale="en-GB")
    page = context.new_page()
    page.goto("/offline")
    page.evaluate("navigator.serviceWorker.ready")
    page.click("#take")
    page.wait_for_selector("#ask .option")
    context.set_offline(offline=True)
    page.reload()
    right, meant = mood.answers[0].text, meaning.answers[0].text
    other = next(option for option in meaning.options if option != meant)

    page.click(f'#ask .option[data-key="{mood.options.index(right) + 1}"]')
    expect(page.locator('#told [data-verdict="correct"]')).to_be_visible()
    expect(page.locator("#told .verb-right")).to_have_text(right)
    page.click("#next")
    page.click(f'#ask .option[data-key="{meaning.options.index(other) + 1}"]')
    expect(page.locator('#told [data-verdict="wrong"]')).to_be_visible()
    expect(page.locator("#told .sentence")).to_have_text(meaning.sentence)
    expect(page.locator("#told .meant")).to_have_text(meant)
    page.click("#next")
    page.fill(f"#ask {FIELD}", form.answers[0].text)
    page.click("#ask [data-main]")  # Enter is not heard for a moment after a verdict
    expect(page.locator('#told [data-verdict="correct"]')).to_be_visible()
    expect(page.locator("#told .meant")).to_be_hidden()
    context.set_offline(offline=False)
    expect(page.locator("[data-when=sent]")).to_be_visible()

    given = [right, other, form.answers[0].text]
    assert attempts(server) == list(enumerate(given, start=1))
    context.close()


def test_a_page_that_was_read_opens_without_a_connection(browser: Browser, server: Server) -> None:
    context = browser.new_context(base_url=server.url, locale="en-GB")
    page = context.new_page()
    page.goto("/help")
    page.evaluate("navigator.serviceWorker.ready")
    page.goto("/triggers/querer-que")
    context.set_offline(offline=True)
    page.reload()
    expect(page.locator("h1")).to_have_text("querer que")
    page.goto("/practice")
    expect(page.locator("h1")).to_have_text("Without a connection")
    context.close()
