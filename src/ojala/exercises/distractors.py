"""Wrong forms that learners really write, and none that anybody would accept."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from ojala.exercises.draft import Draft
from ojala.exercises.moods import asked_mood, opposite_cells, tolerates
from ojala.exercises.realization import preferred
from ojala.grammar.trigger import Trigger
from ojala.spanish.features import Cell, Mood, Person


def wrong_moods(draft: Draft, trigger: Trigger) -> tuple[str, ...]:
    """Return the forms of the moods that are wrong here, the likeliest error first."""
    person = draft.choice.subject.person if draft.choice else Person.EL
    cells = opposite_cells(draft.sentence.cell, person)
    right = {asked_mood(answer.cell.tense) for answer in draft.answers if answer.cell}
    return wrong_only(draft, _forms(draft.sentence.lemma, _intolerable(cells, right, trigger)))


def _intolerable(cells: Iterable[Cell], right: Iterable[Mood], trigger: Trigger) -> Iterator[Cell]:
    accepted = set(right)
    for cell in cells:
        mood = asked_mood(cell.tense)
        if mood not in accepted and not tolerates(trigger, mood):
            yield cell


def _forms(lemma: str, cells: Iterable[Cell]) -> Iterator[str]:
    for cell in cells:
        with suppress(ValueError):  # a verb that lacks the form
            yield preferred(lemma, cell)


def wrong_only(draft: Draft, texts: Iterable[str]) -> tuple[str, ...]:
    """Return each text once, leaving out whatever is an answer."""
    accepted = {answer.text for answer in draft.answers}
    return tuple(dict.fromkeys(text for text in texts if text not in accepted))
