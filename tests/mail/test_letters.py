from email.message import EmailMessage
from string import Formatter
from uuid import UUID

import pytest

from ojala.mail.letters import Letter, Sender, compose, templates
from ojala.messages import LANGUAGES, catalogue

SENDER = Sender("Ojalá <ojala@example.org>", "https://ojala.example.org")
ID = UUID(int=7)


def written(letter: Letter) -> tuple[EmailMessage, str, str]:
    """A letter with its text and its HTML."""
    message = compose(letter, SENDER, ID)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    return message, text.get_content(), html.get_content()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", templates())
def test_every_letter_can_be_written_in_every_language(template: str, language: str) -> None:
    words = catalogue(language, "mail")
    names = {name for _, name, _, _ in Formatter().parse(words[f"{template}.body"]) if name}
    context = dict.fromkeys(names, "7") | ({"path": "/x"} if f"{template}.action" in words else {})
    message, text, html = written(Letter(template, "ana@example.com", language, context))

    assert message["Subject"] == words[f"{template}.subject"].format(**context)
    assert message["To"] == "ana@example.com"
    assert message["From"] == "Ojalá <ojala@example.org>"
    assert f'<html lang="{language}">' in html
    for part in (text, html):
        assert "{" not in part.replace("body {", "").split("</style>")[-1]
        assert ("https://ojala.example.org/x" in part) is ("path" in context)


def test_both_languages_know_the_same_letters() -> None:
    assert set(catalogue("en", "mail")) == set(catalogue("es", "mail"))


def test_what_fills_a_letter_is_escaped_in_html() -> None:
    letter = Letter("recovery-used", "ana@example.com", "en", {"left": "<b>"})
    _, text, html = written(letter)

    assert "<b>" in text
    assert "&lt;b&gt;" in html


def test_a_letter_one_can_do_without_says_how_to_stop_it_in_one_click() -> None:
    letter = Letter("reset", "ana@example.com", "es", {"path": "/x"}, unsubscribe="/mail/stop/abc")
    message, text, _ = written(letter)

    assert message["List-Unsubscribe"] == "<https://ojala.example.org/mail/stop/abc>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "https://ojala.example.org/mail/stop/abc" in text


def test_a_second_copy_carries_the_same_id() -> None:
    letter = Letter("unknown", "ana@example.com", "en", {})

    assert compose(letter, SENDER, ID)["Message-ID"] == compose(letter, SENDER, ID)["Message-ID"]


def test_a_language_without_words_is_written_in_english() -> None:
    assert compose(Letter("unknown", "a@b.c", "xx", {}), SENDER, ID)["Content-Language"] == "en"
