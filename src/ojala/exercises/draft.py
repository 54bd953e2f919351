"""Drafts: a sentence to practise with, from which each kind makes its own question."""

import re
from dataclasses import dataclass

from ojala.exercises.answers import answers_for
from ojala.exercises.exercise import Answer, Exercise
from ojala.exercises.item import ItemKind
from ojala.exercises.realization import Choice
from ojala.exercises.sentence import Sentence
from ojala.spanish.features import Cell, Person

_PRONOUNS = {
    Person.YO: "yo",
    Person.TU: "tú",
    Person.VOS: "vos",
    Person.NOSOTROS: "nosotros",
    Person.VOSOTROS: "vosotros",
}
_SAID = {
    Person.NOSOTROS: ("nosotros", "nosotras"),
    Person.VOSOTROS: ("vosotros", "vosotras"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence with its answers, and what it was put together from if it was made."""

    sentence: Sentence
    answers: tuple[Answer, ...]
    choice: Choice | None = None
    practises: ItemKind | None = None
    """What its question is to be about, where that is settled."""


def draft_of(sentence: Sentence, *, twins: bool = True) -> Draft:
    """Return the draft of a written sentence: its answers derived, its own form first."""
    derived = answers_for(sentence.lemma, sentence.cell, twins=twins)
    if lowered(sentence.form) == "hay":
        derived = ()  # where something is, it is not *ha*
    return Draft(sentence, merged(sentence.form, sentence.cell, (*derived, *sentence.also)))


def merged(form: str, cell: Cell, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Put the form that stands in the sentence first and keep each text once."""
    first = Answer(lowered(form), cell)
    return (first, *(answer for answer in answers if answer.text != first.text))


def lowered(form: str) -> str:
    """Return a form without the capital it has at the start of a sentence."""
    return form[:1].lower() + form[1:]


def shown_subject(sentence: Sentence) -> str:
    """Return the subject to show beside the verb: what the author says, or an unsaid pronoun."""
    person = sentence.cell.person
    if sentence.subject or person not in _PRONOUNS:
        return sentence.subject
    words = set(re.findall(r"\w+", sentence.plain.lower()))
    said = _SAID.get(person, (_PRONOUNS[person],))
    return "" if words & set(said) else _PRONOUNS[person]


def exercise_of(kind: str, draft: Draft) -> Exercise:
    """Return the plain exercise of a draft: its sentence with a blank for the form."""
    sentence = draft.sentence
    return Exercise(
        kind=kind,
        sentence=sentence.blanked,
        gloss=sentence.gloss,
        lemma=sentence.lemma,
        answers=draft.answers,
        items=sentence.items,
        trigger=sentence.trigger,
        reading=sentence.reading,
        cue=sentence.cue,
        subject=shown_subject(sentence),
        context=sentence.context,
        level=sentence.level,
    )
