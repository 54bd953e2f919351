"""A dictation in a browser that has a Spanish voice, and in one that has none."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Server, watch
from tests.browser.pupil import MAIN
from tests.browser.test_journeys import asked, count

pytestmark = pytest.mark.browser

VOICE = """
  globalThis.spoken = [];
  const voices = VOICES.map((lang) => ({ lang, localService: true, name: lang }));
  class Utterance { constructor(text) { this.text = text; } }
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices,
    cancel() {},
    speak: (line) => spoken.push([line.text, line.lang, line.rate]),
    addEventListener() {},
  } });
"""


def listening(browser: Browser, server: Server, voices: list[str], faults: list[str]) -> Page:
    """A page of a phone with these voices."""
    context = browser.new_context(base_url=server.url, viewport=PHONE, locale="en-GB")
    context.add_init_script(VOICE.replace("VOICES", json.dumps(voices)))
    page = context.new_page()
    watch(page, server.url, faults)
    return page


def test_a_sentence_is_heard_written_and_told(browser: Browser, server: Server) -> None:
    faults: list[str] = []
    page = listening(browser, server, ["en-GB", "es-MX", "es-ES"], faults)
    page.goto("/practice/new")
    page.click("button[value=listen]")
    page.wait_for_selector("[data-heard]")
    said = asked(server, page).answer

    assert asked(server, page).kind == "dictation"
    assert said not in page.content()
    page.click("[data-first], [data-heard] >> nth=0")
    page.click("[data-heard][data-rate]")
    assert page.evaluate("spoken")[-2:] == [[said, "es-MX", 1], [said, "es-MX", 0.7]]
    page.fill("textarea.blank", said)
    page.wait_for_timeout(350)
    page.press("textarea.blank", "Enter")
    expect(page.locator("#feedback.correct")).to_be_visible()
    expect(page.locator(".gloss")).to_be_visible()
    expect(page.locator(".sentence")).to_contain_text(said)
    before = len(page.evaluate("spoken"))
    page.wait_for_timeout(350)
    page.click(MAIN)
    page.wait_for_selector("#screen[data-phase=asking]")
    assert asked(server, page).kind == "dictation"
    assert page.evaluate("spoken")[before:] == [[asked(server, page).answer, "es-MX", 1]]
    page.context.close()
    assert faults == []


def test_where_nothing_speaks_spanish_nothing_is_to_be_heard(
    browser: Browser, server: Server
) -> None:
    faults: list[str] = []
    page = listening(browser, server, ["en-GB"], faults)
    page.goto("/practice/new")
    expect(page.locator("button[value=listen]")).to_be_hidden()
    page.evaluate("document.querySelector('[data-voiced]').hidden = false")
    page.click("button[value=listen]")
    page.wait_for_selector("#screen")

    assert asked(server, page).kind != "dictation"
    page.context.close()
    assert faults == []


def test_a_dictation_begun_elsewhere_can_be_taken_back(browser: Browser, server: Server) -> None:
    faults: list[str] = []
    page = listening(browser, server, ["es-AR"], faults)
    page.goto("/practice/new")
    page.click("button[value=listen]")
    page.wait_for_selector("[data-heard]")
    address, state = page.url, page.context.storage_state()
    page.context.close()
    mute = browser.new_context(base_url=server.url, locale="en-GB", storage_state=state)
    page = mute.new_page()
    page.goto(address)
    expect(page.locator("[data-voiceless]")).to_be_visible()
    expect(page.locator(".hearing")).to_be_hidden()
    page.click("button[formaction$='/reveal']")
    page.wait_for_selector("#screen[data-phase=done]")
    page.click("[data-undo]")
    expect(page.locator(".noted")).to_be_visible()

    assert count(server, "reviews") == 0
    mute.close()
    assert faults == []
