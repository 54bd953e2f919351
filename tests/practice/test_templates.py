"""The practice pages, in every state, both languages and each theme."""

import re
from collections.abc import Iterator
from itertools import chain

import pytest

from ojala.web.appearance import Page
from ojala.web.templating import fill
from tests.practice.samples import PAGES, SCREENS

SCREEN = "practice/screen.html"
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:")


def every_page() -> Iterator[tuple[str, object]]:
    """Each template with each sample it is shown with."""
    screens = ((SCREEN, view) for view in SCREENS.values())
    return chain(screens, ((name, view) for name, views in PAGES.items() for view in views))


def rendered(state: str, language: str = "en") -> str:
    return fill(SCREEN, Page(language=language), {"view": SCREENS[state]})


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("name", "view"), list(every_page()))
def test_no_page_needs_an_inline_script_or_style(name: str, view: object, language: str) -> None:
    page = fill(name, Page(language=language, theme="dark"), {"view": view})
    assert not INLINE.search(page)
    assert 'data-theme="dark"' in page
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize("state", ["empty", "hint", "retry"])
def test_an_unanswered_exercise_does_not_tell_its_answer(state: str) -> None:
    assert "llame" not in rendered(state)


@pytest.mark.parametrize("state", ["empty", "retry", "options"])
def test_the_first_submit_button_is_the_main_one_so_that_enter_means_it(state: str) -> None:
    form = rendered(state).partition("<main")[2]
    first = re.search(r"<button(?![^>]*type=\"button\")[^>]*>", form)
    assert first is not None
    assert "data-main" in first.group() or 'class="option"' in first.group()


def test_a_retry_keeps_what_was_typed_and_strikes_what_differs() -> None:
    page = rendered("retry")
    assert 'value="llamo"' in page
    assert "llam<del>o</del>" in page


def test_the_right_form_shows_its_new_letters() -> None:
    assert "llam<ins>e</ins>" in rendered("wrong")


def test_the_cue_is_marked_once_the_answer_is_given() -> None:
    assert 'class="sentence lit"' in rendered("right")
    assert 'class="sentence lit"' not in rendered("empty")


def test_both_meanings_are_shown_and_ones_own_is_named() -> None:
    page = rendered("both moods")
    assert page.count("<dt") == 2
    assert "Yours means" in page


def test_what_was_shown_on_request_is_not_called_wrong() -> None:
    assert "Here it is." in rendered("revealed")
    assert "I was right" not in rendered("revealed")


def test_the_last_exercise_leads_to_the_summary() -> None:
    assert "See how it went" in rendered("last")


def test_the_fragment_is_the_screen_of_the_page() -> None:
    fragment = fill("practice/screen_fragment.html", Page(), {"view": SCREENS["retry"]}).strip()
    assert fragment.startswith('<div id="screen"')
    assert fragment in rendered("retry")


def test_hostile_text_is_escaped() -> None:
    view = PAGES["practice/nothing_due.html"][0]
    page = fill("practice/nothing_due.html", Page(path='/"><b>'), {"view": view})
    assert '"><b>' not in page
