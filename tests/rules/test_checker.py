"""A text of one's own, checked."""

import pytest

from ojala.reference.checker import check
from ojala.reference.views import Checked, CheckNote


def found(view: Checked) -> list[tuple[str, str, str]]:
    return [(note.kind, note.form, note.suggestion) for note in view.notes]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Quiero que vienes mañana.", [("wrong", "vienes", "vengas")]),
        ("Quiero que vengas mañana.", []),
        ("Creo que tenga razón.", [("wrong", "tenga", "tiene / tengo")]),
        ("Dudo que es verdad.", [("wrong", "es", "sea")]),
        ("Hoy llueve.", []),
        ("", []),
    ],
)
def test_a_mood_that_does_not_fit_is_marked(text: str, notes: list[tuple[str, str, str]]) -> None:
    assert found(check(text, "en")) == notes


def test_the_pieces_are_the_text() -> None:
    text = "Espero que vienen.\n¿Crees que es tarde?"
    assert "".join(piece.text for piece in check(text, "es").pieces) == text


def test_what_stands_is_counted_and_not_noted() -> None:
    view = check("Quiero que vengas. Creo que es tarde.", "en")
    assert (view.judged, view.wrong, view.notes) == (2, 0, ())


def note_of(text: str, language: str) -> CheckNote:
    (note,) = check(text, language).notes
    return note


def test_a_note_names_the_rule_and_why_in_the_reader_s_language() -> None:
    assert note_of("Quiero que vienes.", "en").rule == "querer-que"
    assert "subjuntivo" in note_of("Quiero que vienes.", "es").why
    assert "*vengas*" in note_of("Quiero que vienes.", "es").why


def test_where_both_moods_are_right_it_says_so() -> None:
    kinds = {kind for kind, *_ in found(check("Aunque llueve, salgo.", "en"))}
    assert kinds <= {"both"}
