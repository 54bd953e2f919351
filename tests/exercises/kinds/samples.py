"""One exercise of every kind, as learners meet them."""

from random import Random

from ojala.content.loader import load
from ojala.exercises import KINDS, NO_ERROR, Exercise, Item

ITEMS = {
    "cloze": "mood:querer-que/influence",
    "mood_choice": "mood:querer-que/influence",
    "meaning": "mood:cuando/future",
    "trigger_spotting": "mood:no-creer-que/denied",
    "transformation": "mood:querer-que/influence",
    "combining": "mood:para-que/purpose",
    "correction": "mood:querer-que/influence",
    "translation": "mood:querer-que/influence",
    "conjugation": "form:sub_pres/er-g/1s-2s-3s-3p",
    "dictation": "form:sub_pres/er-g/1s-2s-3s-3p",
}


def made(kind: str) -> Exercise:
    """One exercise of a kind; of those to be corrected, one with an error in it."""
    item = Item.parse(ITEMS[kind])
    content, rng = load(), Random(7)  # noqa: S311 - samples
    items = content.items if item not in content.items else (item,)
    chosen = (
        item
        if item in content.items
        else next(one for one in items if one.key.startswith(item.key.partition("/")[0] + "/"))
    )
    while True:
        exercise = KINDS[kind].generate(chosen, content, rng.randrange(1_000))
        if exercise.answers[0].text != NO_ERROR:
            return exercise
