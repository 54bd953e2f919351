"""Mood choice: pick the form that belongs in the blank, the moods side by side."""

from dataclasses import replace
from random import Random

from ojala.exercises.distractors import wrong_moods, wrong_tenses
from ojala.exercises.draft import Draft, exercise_of
from ojala.exercises.exercise import Exercise
from ojala.exercises.frame import Frame
from ojala.exercises.generation import Source
from ojala.exercises.item import ItemKind
from ojala.exercises.kinds.kind import Kind
from ojala.exercises.material import Content
from ojala.grammar.trigger import Trigger


def make(draft: Draft, content: Content, rng: Random) -> Exercise | None:
    """Offer the right form beside the forms of the other moods."""
    trigger = content.triggers[draft.sentence.trigger]
    wrong = wrong_moods(draft, trigger)[:2]
    if not wrong or _is_polite(trigger):
        return None
    options = [draft.answers[0].text, *wrong]
    rng.shuffle(options)
    exercise = exercise_of(MOOD_CHOICE.name, draft)
    # Choosing between given forms shows nothing about making them.
    items = tuple(item for item in exercise.items if item.kind is not ItemKind.FORM)
    return replace(exercise, options=tuple(options), items=items)


def _decides(frame: Frame, trigger: Trigger) -> bool:
    """Tell whether one of the moods is wrong: where both are right nothing is to be chosen."""
    tenses = (frame.tense, *(also.tense for also in frame.also))
    return bool(wrong_tenses(tenses, trigger)) and not _is_polite(trigger)


def _is_polite(trigger: Trigger) -> bool:
    """Tell whether a mood is chosen for politeness: *quería* is as polite as *quisiera*."""
    return trigger.category == "main_ra"


MOOD_CHOICE = Kind(
    "mood_choice", make, frozenset({ItemKind.MOOD, ItemKind.SEQUENCE}), Source(frame=_decides)
)
