"""A sentence that is heard and written down."""

from dataclasses import replace

import pytest

from ojala.exercises.draft import Draft
from ojala.exercises.exercise import BLANK
from ojala.exercises.item import ItemKind
from ojala.exercises.predicate import Subject
from tests.exercises.kinds.drafts import TU, USTED, USTEDES, asked, drafted, made, texts
from tests.exercises.small import frame


def said(text: str, context: str = "") -> Draft:
    """The draft of a sentence with other words around its form."""
    draft = drafted(frame(), TU)
    return replace(draft, sentence=replace(draft.sentence, text=text, context=context))


def test_the_whole_sentence_is_said_and_nothing_of_it_is_shown() -> None:
    draft = drafted(frame(), TU)
    exercise = made("dictation", draft)
    assert exercise.spoken == draft.sentence.plain
    assert texts(exercise) == [draft.sentence.plain]
    assert exercise.sentence == exercise.shown == BLANK
    assert (exercise.options, exercise.context, exercise.subject) == ((), "", "")


def test_who_writes_what_was_said_has_chosen_no_mood() -> None:
    assert {item.kind for item in made("dictation", drafted(frame(), TU)).items} == {ItemKind.FORM}


def test_the_twin_in_se_was_not_said() -> None:
    past = frame(es="<Quería que> {clause}.", tense="sub_imp")
    assert len(texts(made("dictation", drafted(past, TU)))) == 1


def test_only_a_dictation_is_heard() -> None:
    assert made("cloze", drafted(frame(), TU)).spoken == ""


@pytest.mark.parametrize(
    "text",
    [
        "Que [vengas].",
        "Quiero que [vengas] a las 10.",
        "—Quiero que [vengas] —dijo.",
        "Quiero que [vengas] y que traigas a los amigos que tienes allí en aquella casa.",
    ],
)
def test_what_cannot_be_kept_in_mind_or_heard_is_declined(text: str) -> None:
    assert asked("dictation", said(text)) is None


def test_what_needs_a_line_before_it_is_declined() -> None:
    whole = "Quiero que [vengas] pronto."
    assert asked("dictation", said(whole)) is not None
    assert asked("dictation", said(whole, context="Hablo con Ana.")) is None


def test_a_sentence_about_no_form_is_declined() -> None:
    draft = drafted(frame(), TU)
    assert asked("dictation", replace(draft, sentence=replace(draft.sentence, items=()))) is None


@pytest.mark.parametrize("subject", [USTED, USTEDES])
def test_who_is_meant_and_not_said_cannot_be_heard(subject: Subject) -> None:
    assert asked("dictation", drafted(frame(), subject)) is None
