"""Rating: what one diagnosed answer says about each item, on FSRS's four-point scale.

Evidence goes to items, not to questions: an item the answer did not test gets no rating at all.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from ojala.exercises.item import Item, ItemKind
from ojala.learning.memory import Rating

SLOW = 2.5
"""From this many times the learner's own usual seconds an answer counts as hard-won."""
FAST = 0.6
"""Up to this many times the learner's own usual seconds a typed answer counts as easy."""
UNKNOWN_RECALL = 0.5
"""The recall assumed of an item that was never reviewed."""


class Judgement(Protocol):
    """What rating needs of a diagnosis: a verdict, and the items that were shown and missed."""

    @property
    def verdict(self) -> str:
        """`correct`, `almost` or `wrong`."""
        ...

    @property
    def shown(self) -> AbstractSet[Item]:
        """The items the answer shows to be known."""
        ...

    @property
    def missed(self) -> AbstractSet[Item]:
        """The items the answer shows to be lacking."""
        ...


@dataclass(frozen=True, slots=True)
class Effort:
    """What an answer cost: its time beside the learner's usual one, and the help it took."""

    elapsed: float | None = None
    """The seconds it took; `None` where they are not known."""
    usual: float | None = None
    """The learner's own usual seconds for such an exercise; without them time is not counted."""
    hints: int = 0
    """One leaves `HARD` at best; a second shows the form and so leaves `AGAIN`."""
    retried: bool = False
    """Whether this was a further try; it leaves `HARD` at best."""
    options: int = 0
    """How many there were to choose from; 0 where the answer was typed."""


PLAIN = Effort()


def rate(diagnosis: Judgement, effort: Effort = PLAIN) -> Mapping[Item, Rating]:
    """Return one rating for each item the answer is evidence about."""
    best = _best(effort)
    ratings = {item: _shown(item, diagnosis.verdict, best) for item in diagnosis.shown}
    ratings.update(dict.fromkeys(diagnosis.missed, Rating.AGAIN))
    return dict(sorted(ratings.items()))


def weigh(
    ratings: Mapping[Item, Rating],
    effort: Effort = PLAIN,
    recall: Mapping[Item, float] | None = None,
) -> Mapping[Item, float]:
    """Return what share of a full review each rating is worth, corrected for guessing.

    Among n options a right answer is lucky with chance 1/n, so its weight is the probability
    that it was known, given the `recall` predicted before; a wrong answer always weighs 1.
    """
    before = recall or {}
    luck = 1 / effort.options if effort.options > 1 else 0.0
    return {
        item: 1.0 if rating is Rating.AGAIN else _known(before.get(item, UNKNOWN_RECALL), luck)
        for item, rating in ratings.items()
    }


def _known(recall: float, luck: float) -> float:
    return recall / (recall + (1 - recall) * luck) if luck else 1.0


def _pace(effort: Effort) -> Rating:
    if effort.elapsed is None or not effort.usual:
        return Rating.GOOD
    if effort.elapsed >= SLOW * effort.usual:
        return Rating.HARD
    # Quickness among options says nothing.
    quick = effort.elapsed <= FAST * effort.usual and not effort.options
    return Rating.EASY if quick else Rating.GOOD


def _best(effort: Effort) -> Rating:
    if effort.hints > 1:
        return Rating.AGAIN
    helped = effort.hints or effort.retried
    return min(_pace(effort), Rating.HARD) if helped else _pace(effort)


def _shown(item: Item, verdict: str, best: Rating) -> Rating:
    # A slip in spelling is a slip in the form; the mood was chosen as surely as ever.
    slip = verdict == "almost" and item.kind is ItemKind.FORM
    return min(best, Rating.HARD) if slip else best
