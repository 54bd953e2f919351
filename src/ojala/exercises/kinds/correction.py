"""Correction: find and mend the error of a sentence, or say that there is none."""

from dataclasses import replace
from random import Random

from ojala.exercises.draft import Draft, exercise_of, lowered
from ojala.exercises.exercise import NO_ERROR, Answer, Exercise
from ojala.exercises.item import ItemKind
from ojala.exercises.kinds.kind import Kind
from ojala.exercises.material import Content
from ojala.exercises.mistakes import Mistake, mistake_in

SOUND = 1 / 3
"""How often the sentence is right as it stands."""


def make(draft: Draft, content: Content, rng: Random) -> Exercise | None:
    """Show the sentence with a learner's error in it, or without one."""
    mistake = mistake_in(draft, content.triggers[draft.sentence.trigger], rng, draft.practises)
    if mistake is None:
        return None
    return _sound(draft) if rng.random() < SOUND else _faulty(draft, mistake)


def _faulty(draft: Draft, mistake: Mistake) -> Exercise:
    exercise = exercise_of(CORRECTION.name, draft)
    form = draft.sentence.form
    shown = mistake.text if form == lowered(form) else mistake.text.capitalize()
    return replace(
        exercise,
        prompt=draft.sentence.text.replace(f"[{form}]", shown),
        items=tuple(item for item in exercise.items if item.kind in mistake.about),
    )


def _sound(draft: Draft) -> Exercise:
    """Leave the sentence as it is: writing a form that is right says that nothing is wrong."""
    exercise, first = exercise_of(CORRECTION.name, draft), draft.answers[0]
    return replace(
        exercise,
        prompt=draft.sentence.plain,
        answers=(Answer(NO_ERROR, first.cell, form=first.text), *draft.answers),
        items=tuple(item for item in exercise.items if item.kind is ItemKind.MOOD),
    )


CORRECTION = Kind("correction", make)
