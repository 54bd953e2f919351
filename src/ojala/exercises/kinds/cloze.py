"""Cloze: write the form that belongs in the blank."""

from random import Random

from ojala.exercises.draft import Draft, exercise_of
from ojala.exercises.exercise import Exercise
from ojala.exercises.kinds.kind import Kind
from ojala.exercises.material import Content


def make(draft: Draft, _content: Content, _rng: Random) -> Exercise | None:
    """Ask for the form in its sentence."""
    return exercise_of("cloze", draft)


CLOZE = Kind("cloze", make)
