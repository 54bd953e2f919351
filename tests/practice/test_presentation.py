"""Both moods right, other forms right: what is shown of them."""

from dataclasses import replace

import pytest

from ojala.content.course import course
from ojala.diagnosis import diagnose
from ojala.exercises.exercise import NO_ERROR, Answer, Exercise, Response
from ojala.practice import presentation
from ojala.spanish.features import Cell, Person, Tense
from ojala.web.typesetting import Role
from tests.exercises.kinds.samples import made

SPEAKS = Exercise(
    kind="cloze",
    sentence="Busco a alguien que ____ árabe.",
    gloss="I'm looking for someone who speaks Arabic, whoever it is.",
    lemma="hablar",
    answers=(
        Answer("hable", Cell(Tense.SUB_PRES, Person.EL)),
        Answer(
            "habla",
            Cell(Tense.IND_PRES, Person.EL),
            note="other-reading",
            meaning="a certain person, whom the speaker knows of",
        ),
    ),
    items=(),
    trigger="no-such-trigger",
    reading="x",
    cue="Busco",
)
FOUND = Exercise(
    kind="cloze",
    sentence="Ojalá la ____ pronto.",
    gloss="I wish I found her soon.",
    lemma="encontrar",
    answers=(
        Answer("encontrara", Cell(Tense.SUB_IMP_RA, Person.YO)),
        Answer("encontrase", Cell(Tense.SUB_IMP_SE, Person.YO), note="se-form"),
    ),
    items=(),
    trigger="ojala",
    reading="x",
)


def test_both_meanings_are_told_and_ones_own_is_named() -> None:
    diagnosis = diagnose(SPEAKS, Response("habla"))
    first, other = presentation.meanings(SPEAKS, diagnosis)
    assert (first.form, first.yours, first.text) == ("hable", False, SPEAKS.gloss)
    assert (other.form, other.yours) == ("habla", True)
    assert presentation.also(SPEAKS, diagnosis) == ()


@pytest.mark.parametrize(("given", "mine"), [("✓", 0), ("hable", 0), ("habla", 1)])
def test_of_a_right_sentence_the_meaning_of_each_form_is_told(given: str, mine: int) -> None:
    right = replace(
        SPEAKS,
        kind="correction",
        prompt="Busco a alguien que hable árabe.",
        answers=(Answer(NO_ERROR, SPEAKS.answers[0].cell, form="hable"), *SPEAKS.answers),
    )
    told = presentation.meanings(right, diagnose(right, Response(given)))
    assert [one.form for one in told] == ["hable", "habla"]
    assert [one.yours for one in told] == [place == mine for place in range(2)]


def test_a_twin_form_is_named_beside_the_answer() -> None:
    diagnosis = diagnose(FOUND, Response("encontrara"))
    assert presentation.also(FOUND, diagnosis) == ("encontrase",)
    assert presentation.meanings(FOUND, diagnosis) == ()


@pytest.mark.parametrize(
    ("given", "marked"),
    [
        ("encontrara", ""),
        ("encontrarra", "encontr|ar|ra"),
        ("encontara", "encont||ara"),
        ("xyz", ""),
    ],
)
def test_letters_are_marked_where_a_comparison_says_something(given: str, marked: str) -> None:
    runs = presentation.typed_letters(diagnose(FOUND, Response(given)))
    assert "".join(run.text for run in runs) in {given, ""}
    assert bool(runs) == bool(marked)


def test_the_right_form_is_marked_only_where_the_typed_one_is() -> None:
    assert presentation.due_letters(diagnose(FOUND, Response("xyz"))) == ()
    runs = presentation.due_letters(diagnose(FOUND, Response("encontara")))
    assert "".join(run.text for run in runs) == "encontrara"


def test_a_question_without_a_known_trigger_has_no_topic() -> None:
    assert presentation.question(SPEAKS, course(), "en").topic == ""
    assert presentation.question(FOUND, course(), "en").topic == "Wishes out loud"


@pytest.mark.parametrize(("kind", "marked"), [("trigger_spotting", "donaran"), ("cloze", "")])
def test_the_verb_that_was_pointed_at_lights_up_once_it_is_settled(kind: str, marked: str) -> None:
    for settled, verb in ((False, ""), (True, marked)):
        shown = presentation.question(made(kind), course(), "en", settled=settled)
        verbs = (piece.text for piece in shown.segments if piece.role is Role.VERB)
        assert "".join(verbs) == verb
