"""Re-marking: past answers judged by the rules of today, and what follows for memory."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime

from ojala.diagnosis import VERSION, Remark, remark
from ojala.learning.learner import Learner
from ojala.learning.scheduling import Review, replay
from ojala.practice import queries
from ojala.practice.recording import effort_of, reviews_of
from ojala.practice.service import replay_cards
from ojala.practice.values import FIRST, Attempt, Issued
from ojala.storage import memories
from ojala.storage.database import Transaction
from ojala.storage.learners import lock

PAGE = 200
"""How many exercises are read at once."""


@dataclass(frozen=True, slots=True)
class Remarked:
    """A past answer that would be judged otherwise today."""

    issued: Issued
    attempt: Attempt
    remark: Remark
    contested: bool
    """Whether the learner said "I was right"."""


@dataclass(frozen=True, slots=True)
class Remarking:
    """How many answers of a learner were judged anew, and those judged otherwise, oldest first."""

    answers: int
    changes: tuple[Remarked, ...]


async def remark_answers(
    tx: Transaction, *, learner: Learner, now: datetime, write: bool = False
) -> Remarking:
    """Judge every answer of a learner anew; where asked, let memory follow what has changed."""
    if write:
        await lock(tx, learner)
    contested = await queries.contested(tx, learner)
    every = [one async for one in _remarked(tx, learner)]
    changes = tuple(
        Remarked(issued, attempt, made, issued.id in contested)
        for issued, attempt, made in sorted(every, key=lambda one: one[1].given_at)
        if made.differs
    )
    kept = [one for one in changes if not one.remark.against]
    if write and kept:
        for one in kept:
            await _keep(tx, learner, one, now)
        await replay_cards(tx, learner=learner, write=True)
    return Remarking(len(every), changes)


async def _remarked(
    tx: Transaction, learner: Learner
) -> AsyncIterator[tuple[Issued, Attempt, Remark]]:
    page = await queries.exercises(tx, learner, before=None, limit=PAGE)
    while page:
        for issued in page:
            for attempt in issued.attempts:
                given, before = attempt.response, attempt.diagnosis
                yield issued, attempt, remark(issued.exercise, given, before, attempt.policy)
        page = await queries.exercises(tx, learner, before=page[-1].id, limit=PAGE)


async def _keep(tx: Transaction, learner: Learner, one: Remarked, now: datetime) -> None:
    """Store a judgement; where the answer is evidence, its reviews follow."""
    after = replace(one.attempt, diagnosis=one.remark.after)
    before = await memories.reviews(tx, learner, [one.issued.id]) if after.number == FIRST else []
    await queries.add_remark(
        tx, learner, one.issued, after, replaced=before, now=now, engine_version=VERSION
    )
    if after.number == FIRST and not one.issued.undone:
        await memories.remove_reviews(tx, learner, one.issued.id)
        await memories.add_reviews(
            tx, learner, one.issued.id, await _rated(tx, learner, one, after)
        )


async def _rated(tx: Transaction, learner: Learner, one: Remarked, after: Attempt) -> list[Review]:
    """Rate an answer anew by the pace and the memory of its day."""
    usual = await memories.usual_seconds(tx, learner, after.given_at)
    log = await memories.history(tx, learner, after.diagnosis.tested, after.given_at)
    how = learner.preferences.schedule
    return reviews_of(after, effort_of(one.issued, after, usual), replay(log, how), how)
