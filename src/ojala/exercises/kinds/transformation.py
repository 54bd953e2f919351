"""Transformation: *Viene mañana* becomes *No creo que venga mañana*."""

from dataclasses import replace
from random import Random

from ojala.exercises.draft import Draft, exercise_of
from ojala.exercises.exercise import BLANK, Exercise
from ojala.exercises.frame import Frame
from ojala.exercises.generation import Source
from ojala.exercises.kinds.kind import Kind
from ojala.exercises.material import Content
from ojala.exercises.orders import clauses, unmarked_surroundings
from ojala.exercises.telling import told
from ojala.exercises.wordings import worded
from ojala.grammar.trigger import Trigger


def make(draft: Draft, content: Content, _rng: Random) -> Exercise | None:
    """Tell the clause as a fact, and ask for it behind the words that change it."""
    choice = draft.choice
    if choice is None:
        return None
    statement = told(choice, content.triggers[choice.frame.trigger])
    if not statement:
        return None
    before, after = unmarked_surroundings(choice)
    return replace(
        exercise_of(TRANSFORMATION.name, draft),
        sentence=f"{before}{BLANK}{after}",
        answers=worded(draft.answers, lambda form: clauses(choice, form, elided=True)),
        prompt=statement,
        subject="",
    )


def _takes(frame: Frame, trigger: Trigger) -> bool:
    """Take what has a whole clause or an infinitive behind other words."""
    # What is asked or left open is missing from the clause: *qué quieres que haga*, not *Hago*.
    whole = not frame.inverted or trigger.category == "indirect_question"
    if frame.slot == "inf" and trigger.category == "relative":  # *nada que hacer* tells no *Hago*
        return False
    return whole and frame.slot in {"clause", "inf"} and not frame.spanish.startswith("{")


TRANSFORMATION = Kind("transformation", make, source=Source(frame=_takes, written=False))
