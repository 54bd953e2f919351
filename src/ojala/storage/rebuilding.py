"""Rebuilding: the figures of progress made again from the log, and held against those stored."""

from asyncio import sleep
from collections.abc import Callable, Hashable, Mapping
from dataclasses import astuple
from datetime import datetime
from math import isclose
from typing import TypeVar

from ojala.exercises.item import Item
from ojala.learning.achievements import Chronicle, continued
from ojala.learning.attempts import Tally
from ojala.learning.calibration import Shelf
from ojala.learning.learner import Learner
from ojala.learning.scheduling import Review
from ojala.learning.tallies import Day, Ledger, entry
from ojala.storage import figures, ledgers, memories
from ojala.storage.database import Transaction
from ojala.storage.figures import Told
from ojala.storage.memories import Replay

K = TypeVar("K", bound=Hashable)
TURN = 50
"""After so many answers whatever else waits has its turn."""


async def rebuild(
    tx: Transaction,
    learner: Learner,
    category: Callable[[str], str],
    categories: frozenset[str],
    *,
    write: bool = True,
) -> Replay:
    """Make a learner's figures again from the log, and tell how many of the stored ones differed.

    `category` tells the family of a trigger, and `categories` are those there are.
    """
    made, told = await made_from_log(tx, learner, category, categories)
    stored = await ledgers.ledger(tx, learner)
    differing = (
        _differing(made.days, stored.days)
        + _differing(made.counted, stored.counted)
        + _differing(made.shelves, stored.shelves)
        + (told != await figures.told(tx, learner))
    )
    if write and differing:
        await store(tx, learner, made, told)
    return Replay(len(made.days) + len(made.counted) + len(made.shelves), differing)


async def store(tx: Transaction, learner: Learner, made: Ledger, told: Told) -> None:
    """Store figures in place of those that are there."""
    await ledgers.replace_ledger(tx, learner, made)
    await figures.tell(tx, learner, told)


async def made_from_log(
    tx: Transaction,
    learner: Learner,
    category: Callable[[str], str],
    categories: frozenset[str],
) -> tuple[Ledger, Told]:
    """Make a learner's figures from the log, letting others have their turn now and then."""
    log: dict[datetime, list[Review]] = {}
    async for review in memories.every_review(tx, learner):
        log.setdefault(review.at, []).append(review)
    made, chronicle, met = Ledger(), Chronicle(), set[Item]()
    latest: datetime | None = None
    async for attempt in ledgers.answers(tx, learner, category):
        calendar, reviews = learner.calendar_at(attempt.at), log.pop(attempt.at, [])
        items = {review.item for review in reviews}
        made.add(entry(attempt, calendar.day(attempt.at), reviews, items - met))
        chronicle = continued(chronicle, attempt, calendar, categories)
        met |= items
        latest = attempt.at
        if chronicle.count % TURN == 0:
            await sleep(0)
    return made, Told(chronicle, latest)


def _differing(
    made: Mapping[K, Day | Tally | Shelf], stored: Mapping[K, Day | Tally | Shelf]
) -> int:
    return sum(not _same(made.get(key), stored.get(key)) for key in made.keys() | stored.keys())


def _same(one: Day | Tally | Shelf | None, other: Day | Tally | Shelf | None) -> bool:
    """Tell whether two figures are the same but for the rounding of sums."""
    if one is None or other is None:
        return one is other
    pairs = zip(_numbers(one), _numbers(other), strict=True)
    return all(isclose(a, b, rel_tol=1e-9, abs_tol=1e-9) for a, b in pairs)


def _numbers(one: Day | Tally | Shelf) -> tuple[float, ...]:
    return (*astuple(one.tally), one.points) if isinstance(one, Day) else astuple(one)
