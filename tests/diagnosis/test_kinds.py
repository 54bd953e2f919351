from dataclasses import replace

import pytest

from ojala.diagnosis import Step, Verdict, diagnose, explain
from ojala.exercises.exercise import NO_ERROR, Answer, Exercise, Response
from tests.diagnosis.cases import FORM, MOOD, cell, exercise, kinds

SUB = cell("sub_pres.3s")


def _asked(kind: str, *answers: Answer, sentence: str = "____") -> Exercise:
    base = exercise("tener", "tenga", "sub_pres.3s", sentence=sentence)
    return replace(base, kind=kind, answers=answers)


@pytest.mark.parametrize(
    ("kind", "answer", "given", "expected"),
    [
        ("correction", Answer(NO_ERROR), NO_ERROR, []),
        ("correction", Answer(NO_ERROR), "Quiero que tiene.", ["no-error"]),
        ("correction", Answer("tenga", SUB), NO_ERROR, ["error-missed"]),
        ("correction", Answer("tenga", SUB), "tiene", ["mood-indicative"]),
        ("meaning", Answer("There is one."), "There is one.", []),
        ("meaning", Answer("There is one."), "Anyone would do.", ["choice"]),
        ("trigger_spotting", Answer("Qué pena que"), "¡Qué pena que", []),
        ("trigger_spotting", Answer("quiero que"), "que", ["trigger-part"]),
        ("trigger_spotting", Answer("quiero que"), "pronto", ["trigger-other"]),
        ("trigger_spotting", Answer("no creo que"), "mi no creo que", ["trigger-extra"]),
        ("trigger_spotting", Answer("quiero que", form="tenga"), "tenga", ["trigger-verb"]),
        ("correction", Answer(NO_ERROR, SUB, form="tenga"), "tiene", ["no-error"]),
        ("mood_choice", Answer("tenga", SUB), "tiene", ["mood-indicative"]),
    ],
)
def test_a_choice_is_right_or_it_is_not(
    kind: str, answer: Answer, given: str, expected: list[str]
) -> None:
    asked = _asked(kind, answer)
    diagnosis = diagnose(asked, Response(given))
    assert kinds(diagnosis) == expected
    assert explain(diagnosis, asked).message.key


WHOLE = Answer("No creo que Ana tenga razón.", SUB, form="tenga")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("No creo que Ana tenga razón.", []),
        ("no creo que ana tenga razón", ["capital"]),
        ("No creo que Ana tiene razón.", ["mood-indicative"]),
        ("No creo que Ana tena razón.", ["yo-stem"]),
        ("No creo que tenga razón.", ["word-missing"]),
        ("No creo que Ana tenga mucha razón.", ["word-extra"]),
        ("Creo que Ana tenga razón.", ["word-missing"]),
        ("No creo que tenga Ana razón.", ["word-order"]),
        ("No creo que", ["word-missing"]),
    ],
)
def test_a_whole_sentence_is_judged_by_its_verb_and_its_words(
    given: str, expected: list[str]
) -> None:
    assert kinds(diagnose(_asked("transformation", WHOLE), Response(given))) == expected


def test_of_many_answers_the_ones_that_share_most_words_are_looked_at() -> None:
    names = ["Ana", "Luis", "Eva", "Juan", "Marta", "Pedro"]
    answers = [replace(WHOLE, text=f"No creo que {name} tenga razón.") for name in names]
    asked = _asked("translation", *answers)
    diagnosis = diagnose(asked, Response("No creo que Pedro tiene razón."))
    assert diagnosis.answer.text == answers[-1].text
    assert kinds(diagnosis) == ["mood-indicative"]
    assert diagnose(asked, Response(answers[-1].text)).verdict is Verdict.CORRECT


def test_a_compound_is_understood_without_its_cell() -> None:
    asked = replace(exercise("salir", "haya salido"), answers=(Answer("haya salido"),))
    assert kinds(diagnose(asked, Response("ha salido"))) == ["mood-indicative"]
    assert kinds(diagnose(asked, Response("que yo ha ya salido ido")))[0] != "correct"


def test_the_note_of_an_answer_is_said_when_it_was_given() -> None:
    asked = _asked("cloze", Answer("tenga", SUB), Answer("tiene", note="other-reading"))
    note = explain(diagnose(asked, Response("tiene")), asked).note
    assert note is not None
    assert note.key == "note.other-reading"


def test_the_form_of_an_answer_is_evidence_of_mood_alone_in_a_choice() -> None:
    asked = replace(_asked("mood_choice", Answer("tenga", SUB)), items=(MOOD,))
    diagnosis = diagnose(asked, Response("tiene"))
    assert diagnosis.missed == {MOOD}
    assert FORM not in diagnosis.shown


def test_a_hint_is_given_only_at_its_step() -> None:
    asked = _asked("cloze", Answer("tenga"))
    wrong = diagnose(asked, Response("tiene"))
    assert explain(wrong, asked, step=Step.PROMPT).hint is None
    assert explain(wrong, asked, step=Step.HINT).hint is None  # no cell to hint at
