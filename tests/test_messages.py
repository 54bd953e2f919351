from io import BytesIO

import pytest
from babel.messages.extract import extract as babel_extract

from ojala.messages import LANGUAGES, Piece, catalogue, pieces, placeholders, render


def test_spanish_is_quoted_in_plain_text_and_marked_in_pieces() -> None:
    words = {"due": "tenga"}
    assert render("correct", words, "en") == "Yes: “tenga”."
    assert render("correct", words, "es") == "Sí: «tenga»."
    assert pieces("correct", words, "en") == (
        Piece("Yes: ", cited=False),
        Piece("tenga", cited=True),
        Piece(".", cited=False),
    )


def test_what_a_learner_wrote_is_never_taken_for_markup() -> None:
    assert render("correct", {"due": "*{given}* {x:tense}"}, "en") == "Yes: “*{given}* {x:tense}”."


def test_a_language_we_do_not_speak_is_refused() -> None:
    with pytest.raises(KeyError):
        catalogue("xx")


def test_every_language_asks_for_words_that_all_have() -> None:
    allowed = {
        "cue", "given", "due", "lemma", "part", "due_part", "other", "base", "one", "being",
        "given_tense", "due_tense", "given_person", "due_person", "given_reading", "reason",
    }  # fmt: skip
    terms = {"tense", "person", "being", "reason"}
    for language in LANGUAGES:
        for key, text in catalogue(language).items():
            for name, term in placeholders(text):
                assert name in allowed, key
                assert not term or term in terms, key
            assert text.count("*") % 2 == 0, key


def test_babel_extracts_the_keys_of_the_catalogues() -> None:
    found = babel_extract("ojala.messages:extract", BytesIO(b""))
    assert {message[1] for message in found} == set(catalogue("en"))
