"""Practice by keyboard alone, with a second try, in two tabs, and without a connection."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Server
from tests.browser.pupil import FIELD, MAIN, WRONG, Pupil

pytestmark = pytest.mark.browser


@pytest.fixture
def pupil(page: Page, server: Server) -> Pupil:
    return Pupil(page, server)


def test_a_second_try_is_taken_where_the_first_can_be_mended(pupil: Pupil) -> None:
    pupil.begin()
    for _ in range(12):
        pupil.go_on_to_blank()
        right = pupil.answers()[0]
        pupil.answer(right + "s")
        if pupil.phase == "retrying":
            assert pupil.page.locator(".letters del").count() == 1
            assert pupil.page.input_value(FIELD) == right + "s"
            pupil.answer(right)
            assert pupil.verdict == "Right."
            return
    raise AssertionError("no slip was offered a second try")


def test_reload_back_and_a_second_tab_lose_and_duplicate_nothing(
    pupil: Pupil, context: BrowserContext
) -> None:
    pupil.begin()
    pupil.go_on_to_blank()
    other = context.new_page()
    other.goto(pupil.page.url)
    pupil.answer(WRONG)
    attempts = pupil.count("attempts")
    other.fill(FIELD, "otra")
    other.press(FIELD, "Enter")
    other.wait_for_selector("#feedback")
    assert pupil.count("attempts") == attempts
    assert WRONG in other.content()
    pupil.page.evaluate("history.back()")
    pupil.page.wait_for_timeout(500)
    pupil.page.goto(other.url)
    assert pupil.count("attempts") == attempts
    assert pupil.phase in {"retrying", "done"}


def test_by_keyboard_alone(pupil: Pupil) -> None:
    page = pupil.page
    page.goto("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type(WRONG)
    page.keyboard.press("Enter")
    page.wait_for_url("**/practice/exercises/*")
    if pupil.phase == "retrying":
        page.keyboard.press("Alt+s")
        page.wait_for_selector("#screen[data-phase=done]")
    expect(page.locator(MAIN)).to_be_focused()
    pupil.settle()
    page.keyboard.press("Enter")
    page.wait_for_selector("#screen[data-phase=asking]")
    while not page.locator(f".sentence {FIELD}").count():
        page.keyboard.press("Alt+s")
        page.wait_for_selector("#screen[data-phase=done]")
        pupil.settle()
        page.keyboard.press("Enter")
        page.wait_for_selector("#screen[data-phase=asking]")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator(".more table")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".more table")).to_be_hidden()
    page.keyboard.press("Alt+h")
    page.wait_for_selector(".hint")
    pupil.settle()
    page.keyboard.type(pupil.answers()[0])
    page.keyboard.press("Enter")
    page.wait_for_selector("#screen[data-phase=done]")
    expect(page.locator("#announcer")).to_contain_text("Right.")


def test_a_second_enter_at_once_is_an_echo_of_the_first(pupil: Pupil) -> None:
    page = pupil.page
    page.clock.install()
    pupil.begin()
    pupil.go_on_to_blank()
    pupil.settle()
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    page.fill(FIELD, pupil.answers()[0])
    page.keyboard.press("Enter")
    page.wait_for_selector("#screen[data-phase=done]")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    assert pupil.phase == "done"
    page.clock.run_for(301)
    page.keyboard.press("Enter")
    page.wait_for_selector("#screen[data-phase=asking]")


def test_an_answer_given_without_a_connection_is_sent_once_there_is_one(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(base_url=server.url, locale="en-GB")
    pupil = Pupil(context.new_page(), server)
    pupil.begin()
    pupil.go_on_to_blank()
    pupil.settle()
    attempts = pupil.count("attempts")
    context.set_offline(offline=True)
    pupil.page.fill(FIELD, WRONG)
    pupil.page.press(FIELD, "Enter")
    expect(pupil.page.locator("#unsent")).to_be_visible()
    assert pupil.page.input_value(FIELD) == WRONG
    context.set_offline(offline=False)
    pupil.page.wait_for_selector("#feedback")
    expect(pupil.page.locator("#unsent")).to_be_hidden()
    assert pupil.count("attempts") == attempts + 1
    context.close()
