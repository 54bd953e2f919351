"""Evidence: one answered exercise, told by what it was about."""

from datetime import datetime

from ojala.diagnosis import Diagnosis
from ojala.exercises.exercise import Exercise
from ojala.exercises.item import ItemKind
from ojala.exercises.skills import series
from ojala.learning.attempts import Attempt
from ojala.spanish.features import Mood, Person


def attempt_of(
    exercise: Exercise,
    diagnosis: Diagnosis,
    *,
    at: datetime,
    category: str,
    elapsed: float | None = None,
    session: str = "",
) -> Attempt:
    """Return the first answer to an exercise as progress counts it."""
    cell = exercise.answers[0].cell
    person = cell.person if cell else None
    return Attempt(
        at=at,
        right=diagnosis.verdict.accepted,
        category=category,
        trigger=exercise.trigger,
        tense=series(cell.tense) if cell else "",
        person=person.value if person and person is not Person.NONE else "",
        verb_class=_verb_class(exercise),
        wanted=_wanted(exercise),
        given=_given(diagnosis),
        elapsed=elapsed,
        session=session,
    )


def _verb_class(exercise: Exercise) -> str:
    """Return the pattern of the form that was asked for; empty where none was to be made."""
    forms = (item for item in exercise.items if item.kind is ItemKind.FORM)
    return next((item.key.split("/")[1] for item in forms), "")


def _wanted(exercise: Exercise) -> Mood | None:
    """Return the one mood that was right, if there was but one."""
    moods = {answer.cell.tense.mood for answer in exercise.answers if answer.cell}
    return moods.pop() if len(moods) == 1 else None


def _given(diagnosis: Diagnosis) -> Mood | None:
    """Return the mood of what was given; of a form that can be several, the likeliest.

    A right answer has the mood of the answer it matches.
    """
    if diagnosis.verdict.accepted:
        return diagnosis.answer.cell.tense.mood if diagnosis.answer.cell else None
    moods = {cell.tense.mood for cell in diagnosis.readings}
    return min(moods, key=_OFTEN.index, default=None)


_OFTEN = (  # *hable* is rather a subjunctive than a command
    *(Mood.SUBJUNCTIVE, Mood.INDICATIVE, Mood.CONDITIONAL, Mood.IMPERATIVE),
    *(Mood.INFINITIVE, Mood.GERUND, Mood.PARTICIPLE),
)
