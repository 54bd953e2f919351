"""Finding sentences to practise an item with: written ones and freshly made ones, by seed."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from random import Random
from typing import TypeVar

from ojala.exercises.draft import Draft, draft_of
from ojala.exercises.item import Item, ItemKind
from ojala.exercises.making import made_draft
from ojala.exercises.material import Content
from ojala.exercises.sentence import Sentence
from ojala.grammar.trigger import Sequence as Rule

T = TypeVar("T")
_ATTEMPTS = 600
_WRITTEN_SHARE = 0.25
"""How often a written sentence is taken where fresh ones can be made as well."""


class Variety(StrEnum):
    """Whose Spanish is practised; everybody's, unless the learner says otherwise."""

    ANY = ""
    SPAIN = "es"
    AMERICA = "am"
    VOSEO = "vos"

    @property
    def foreign(self) -> str:
        """The region whose own words and persons are left out."""
        return {"": "", "es": "am", "am": "es", "vos": "es"}[self.value]


def chance(kind: str, item: Item, seed: int) -> Random:
    """Return the source of chance of one exercise: the same arguments, the same exercise."""
    return Random(f"{kind} {item.id} {seed}")  # noqa: S311 - reproducible, not secret


def drafts(item: Item, content: Content, rng: Random, variety: Variety) -> Iterator[Draft]:
    """Yield drafts that practise the item, in the order chance has it."""
    written = [s for s in content.by_item.get(item, ()) if not _foreign(s.region, variety)]
    makes = content.can_make(item)
    for _ in range(_ATTEMPTS):
        if written and (not makes or rng.random() < _WRITTEN_SHARE):
            yield written_draft(content, pick(written, rng))
        elif makes:
            draft = _fresh(item, content, rng, variety)
            if draft is not None:
                yield draft


def written_draft(content: Content, sentence: Sentence) -> Draft:
    """Return the draft of a written sentence, knowing where -se does not stand for -ra."""
    trigger = content.triggers[sentence.trigger]
    return draft_of(sentence, twins=trigger.sequence is not Rule.RA_ONLY)


def pick(options: Sequence[T], rng: Random) -> T:
    """Return one of the options, each as likely."""
    return options[int(rng.random() * len(options))]


def _fresh(item: Item, content: Content, rng: Random, variety: Variety) -> Draft | None:
    """Make a sentence for an item, or None where this throw of the dice leads nowhere."""
    if item.kind is ItemKind.FORM:
        predicate = pick(content.predicates_by_pattern[item], rng)
        series = item.key.split("/")[0]
        frame = pick(content.frames_by_predicate[(predicate.id, series)], rng)
        # The same Spanish can have another English there: *pedir* is to ask, or to ask for.
        predicate = next(own for own in frame.predicates if own.id == predicate.id)
    else:
        frame = pick(content.frames_by_item[item], rng)
        predicate = pick(frame.predicates, rng)
    if _foreign(frame.region, variety) or _foreign(predicate.region, variety):
        return None
    draft = made_draft(frame, predicate, content.triggers, rng, vos=variety is Variety.VOSEO)
    if draft is None or item not in draft.sentence.items:
        return None
    return None if _foreign(draft.sentence.region, variety) else draft


def _foreign(region: str, variety: Variety) -> bool:
    return bool(region) and region == variety.foreign
