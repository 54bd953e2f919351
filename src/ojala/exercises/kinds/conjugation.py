"""Conjugation: the bare form of a verb in a tense and a person, for drilling a pattern."""

from random import Random

from ojala.exercises.answers import answers_for
from ojala.exercises.draft import Draft
from ojala.exercises.exercise import BLANK, Exercise
from ojala.exercises.generation import Source
from ojala.exercises.item import ItemKind
from ojala.exercises.kinds.kind import Kind
from ojala.exercises.material import Content
from ojala.exercises.orders import pronouns_of
from ojala.exercises.predicate import Subject
from ojala.spanish.features import Cell, Mood, Person

_THIRD = {
    (Person.EL, "m"): "él",
    (Person.EL, "f"): "ella",
    (Person.ELLOS, "m"): "ellos",
    (Person.ELLOS, "f"): "ellas",
}


def make(draft: Draft, _content: Content, _rng: Random) -> Exercise | None:
    """Ask for the form alone; what something is called says less than what it is."""
    sentence, choice = draft.sentence, draft.choice
    items = tuple(item for item in sentence.items if item.kind is ItemKind.FORM)
    if choice is None or not items or sentence.lemma == "haber":
        return None
    return Exercise(
        kind=CONJUGATION.name,
        sentence=_around(sentence.cell, _said(choice.subject)),
        gloss="",
        lemma=sentence.lemma,
        answers=answers_for(sentence.lemma, sentence.cell),
        items=items,
        trigger="",
        reading="",
        prompt=sentence.cell.id,
        level=sentence.level,
    )


def _said(subject: Subject) -> str:
    """Return the pronoun that names the person; nothing for what has no subject."""
    if subject.code == "none":
        return ""
    known = pronouns_of(subject.code)
    return known[0] if known else _THIRD[(subject.person, subject.gender)]


def _around(cell: Cell, said: str) -> str:
    """Put the person before the blank, and *que* where a subjunctive is due."""
    que = "que" if cell.tense.mood is Mood.SUBJUNCTIVE else ""
    return " ".join(filter(None, (que, said, BLANK)))


CONJUGATION = Kind("conjugation", make, frozenset({ItemKind.FORM}), Source(written=False))
