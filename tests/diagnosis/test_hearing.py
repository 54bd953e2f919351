"""What was heard beside what was said."""

from dataclasses import replace

import pytest

from ojala.diagnosis import Accents, Policy, Step, Verdict, diagnose, explain
from ojala.diagnosis.difference import LIMIT
from ojala.diagnosis.hearing import heard
from ojala.exercises.exercise import Answer, Exercise, Response
from tests.diagnosis.cases import FORM, cell, exercise, kinds

SAID = "No creo que él también viniera mañana."
ANSWER = Answer(SAID, cell("sub_imp_ra.3s"), form="viniera")


@pytest.fixture
def asked() -> Exercise:
    base = exercise("venir", "viniera", "sub_imp_ra.3s", sentence="____")
    return replace(base, kind="dictation", answers=(ANSWER,), items=(FORM,), prompt=SAID)


@pytest.mark.parametrize(
    ("given", "expected", "shown"),
    [
        (SAID, [], True),
        ("No creo que el también viniera mañana.", ["misheard"], True),
        ("No creo que ella también viniera mañana.", ["misheard"], True),
        ("No creo que él también viniera manana.", ["misheard"], True),
        ("No creo que él también viniese mañana.", ["misheard"], True),
        ("No creo que él viniera mañana.", ["word-missing"], True),
        ("No creo que él también viniera hoy mañana.", ["word-extra"], True),
        ("No creo que él también viene mañana.", ["mood-indicative", "tense-sequence"], False),
        ("No creo que él también vinera mañana.", ["spelling-change"], False),
        ("Lo creo que él también viene.", ["mood-indicative", "tense-sequence", "misheard",
         "word-missing"], False),
        ("zapato", ["que-missing", "misheard", "word-missing"], False),
        ("", ["empty", "que-missing"], False),
    ],
)  # fmt: skip
def test_words_are_heard_or_not_and_the_verb_is_judged_as_ever(
    asked: Exercise, given: str, expected: list[str], *, shown: bool
) -> None:
    diagnosis = diagnose(asked, Response(given))
    assert kinds(diagnosis) == expected
    assert (FORM in diagnosis.shown) is shown
    assert diagnosis.verdict is (Verdict.WRONG if expected else Verdict.CORRECT)


@pytest.mark.parametrize(
    ("accents", "verdict"), [(Accents.LENIENT, Verdict.ALMOST), (Accents.STRICT, Verdict.WRONG)]
)
def test_a_word_without_its_accent_is_taken_as_the_learner_chose(
    asked: Exercise, accents: Accents, verdict: Verdict
) -> None:
    given = Response("No creo que él tambien viniera mañana.")
    diagnosis = diagnose(asked, given, Policy(accents))
    assert kinds(diagnosis) == ["word-accent"]
    assert diagnosis.verdict is verdict
    assert FORM in diagnosis.shown


def test_the_prompt_names_what_was_written_and_the_form_what_was_said(asked: Exercise) -> None:
    diagnosis = diagnose(asked, Response("No creo que ella también viniera mañana."))
    prompt, told = (
        explain(diagnosis, asked, step=step).message for step in (Step.PROMPT, Step.FORM)
    )
    assert explain(diagnosis, asked, step=Step.PROMPT).praise is None
    assert (prompt.key, told.key) == ("misheard.prompt", "misheard.form")
    assert (told.arguments["part"], told.arguments["due_part"]) == ("ella", "él")


def test_a_text_too_long_to_be_laid_beside_is_left_as_it_is() -> None:
    long = ("no",) * (LIMIT + 1)
    assert heard(long, ("no", "viene"), ("viene",)) == (long, ())
