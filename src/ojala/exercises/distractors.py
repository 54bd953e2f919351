"""Wrong forms that learners really write, and none that anybody would accept."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from ojala.exercises.draft import Draft
from ojala.exercises.moods import OPPOSITES, asked_mood, opposite_cells, tolerates
from ojala.exercises.realization import preferred
from ojala.grammar.trigger import Trigger
from ojala.spanish.features import Cell, Person, Tense


def wrong_moods(draft: Draft, trigger: Trigger) -> tuple[str, ...]:
    """Return the forms of the moods that are wrong here, the likeliest error first."""
    person = draft.choice.subject.person if draft.choice else Person.EL
    cell = draft.sentence.cell
    right = (answer.cell.tense for answer in draft.answers if answer.cell)
    wrong = wrong_tenses((cell.tense, *right), trigger)
    cells = (one for one in opposite_cells(cell, person) if one.tense in wrong)
    return wrong_only(draft, _forms(draft.sentence.lemma, cells))


def wrong_tenses(right: Sequence[Tense], trigger: Trigger) -> tuple[Tense, ...]:
    """Return the tenses of the moods that are wrong where some are right, likeliest error first."""
    accepted = set(map(asked_mood, right))
    moods = ((tense, asked_mood(tense)) for tense in OPPOSITES.get(right[0], ()))
    return tuple(
        tense for tense, mood in moods if mood not in accepted and not tolerates(trigger, mood)
    )


def _forms(lemma: str, cells: Iterable[Cell]) -> Iterator[str]:
    for cell in cells:
        with suppress(ValueError):  # a verb that lacks the form
            yield preferred(lemma, cell)


def wrong_only(draft: Draft, texts: Iterable[str]) -> tuple[str, ...]:
    """Return each text once, leaving out whatever is an answer."""
    accepted = {answer.text for answer in draft.answers}
    return tuple(dict.fromkeys(text for text in texts if text not in accepted))
