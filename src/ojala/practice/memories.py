"""The SQL of memory: the log of reviews, the cards they make, and what a day has held."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from statistics import median
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from ojala.exercises.item import Item
from ojala.learning.learner import Learner
from ojala.learning.memory import MemoryState, Rating
from ojala.learning.scheduling import Card, Review
from ojala.learning.selection import Reason, Today
from ojala.practice.values import Issued
from ojala.storage.database import Transaction
from ojala.storage.tables import AttemptRow, CardRow, ExerciseRow, ReviewRow

PACE_SAMPLE = 50
"""How many recent answers a learner's usual pace is taken from."""


async def add_reviews(
    tx: Transaction, learner: Learner, issued: Issued, reviews: Sequence[Review]
) -> None:
    """Append the reviews of one attempt to the log."""
    tx.add_all(
        ReviewRow(
            learner_id=learner.id,
            exercise_id=issued.id,
            item=review.item.id,
            reviewed_at=review.at,
            rating=int(review.rating),
            weight=review.weight,
        )
        for review in reviews
    )
    await tx.flush()


async def reviews(
    tx: Transaction, learner: Learner, exercise_ids: Collection[UUID] | None = None
) -> list[Review]:
    """The log of reviews in the order of recording: all of it, or that of some exercises."""
    query = select(ReviewRow).where(ReviewRow.learner_id == learner.id)
    if exercise_ids is not None:
        query = query.where(ReviewRow.exercise_id.in_(exercise_ids))
    rows = await tx.scalars(
        query.order_by(ReviewRow.reviewed_at, ReviewRow.exercise_id, ReviewRow.item)
    )
    return list(map(_review, rows))


async def history(
    tx: Transaction, learner: Learner, items: Collection[Item], until: datetime
) -> list[Review]:
    """The reviews of some items before a moment, in the order of recording."""
    rows = await tx.scalars(
        select(ReviewRow)
        .where(
            ReviewRow.learner_id == learner.id,
            ReviewRow.item.in_([item.id for item in items]),
            ReviewRow.reviewed_at < until,
        )
        .order_by(ReviewRow.reviewed_at, ReviewRow.exercise_id, ReviewRow.item)
    )
    return list(map(_review, rows))


async def remove_reviews(tx: Transaction, learner: Learner, issued: Issued) -> None:
    """Take the reviews of an answer that is judged anew, or taken back, out of the log."""
    await tx.execute(
        delete(ReviewRow).where(
            ReviewRow.learner_id == learner.id, ReviewRow.exercise_id == issued.id
        )
    )


async def cards(
    tx: Transaction, learner: Learner, items: Collection[Item] | None = None
) -> dict[Item, Card]:
    """A learner's cards: all, or those of some items."""
    query = select(CardRow).where(CardRow.learner_id == learner.id)
    if items is not None:
        query = query.where(CardRow.item.in_([item.id for item in items]))
    return {card.item: card for card in map(_card, await tx.scalars(query))}


async def save_cards(
    tx: Transaction, learner: Learner, changed: Mapping[Item, Card], *, known: Collection[Item]
) -> None:
    """Bring the projection up to date; `known` are the items that had a card before."""
    for item, card in sorted(changed.items()):
        if item in known:
            row = await tx.get_one(CardRow, (learner.id, item.id))
            for name, value in _columns(card).items():
                setattr(row, name, value)
        else:
            tx.add(CardRow(learner_id=learner.id, item=item.id, **_columns(card)))
    await tx.flush()


async def remove_cards(tx: Transaction, learner: Learner, items: Collection[Item]) -> None:
    """Remove cards that no review stands behind."""
    await tx.execute(
        delete(CardRow).where(
            CardRow.learner_id == learner.id, CardRow.item.in_([item.id for item in items])
        )
    )


async def usual_seconds(tx: Transaction, learner: Learner, until: datetime) -> float | None:
    """The learner's usual time for a right answer: the median of the last ones before a moment."""
    rows = await tx.scalars(
        select(AttemptRow.elapsed)
        .where(
            AttemptRow.learner_id == learner.id,
            AttemptRow.elapsed.is_not(None),
            AttemptRow.verdict == "correct",
            AttemptRow.given_at < until,
        )
        .order_by(AttemptRow.given_at.desc())
        .limit(PACE_SAMPLE)
    )
    times = [each for each in rows if each is not None]
    return median(times) if times else None


async def practised_since(tx: Transaction, learner: Learner, moment: datetime) -> Today:
    """What a day that began at a moment has held so far."""
    reasons = await tx.scalars(
        select(ExerciseRow.body["choice"]["reason"].as_string()).where(
            ExerciseRow.learner_id == learner.id, ExerciseRow.issued_at >= moment
        )
    )
    items = await tx.scalars(
        select(ReviewRow.item)
        .where(ReviewRow.learner_id == learner.id, ReviewRow.reviewed_at >= moment)
        .distinct()
    )
    counts = Counter(reason == Reason.NEW for reason in reasons)
    return Today(counts[False], counts[True], frozenset(map(Item.parse, items)))


def _review(row: ReviewRow) -> Review:
    return Review(Item.parse(row.item), Rating(row.rating), row.reviewed_at, row.weight)


def _card(row: CardRow) -> Card:
    state = MemoryState(row.stability, row.difficulty, row.last_review)
    return Card(Item.parse(row.item), state, row.due, row.reviews, row.lapses)


def _columns(card: Card) -> dict[str, Any]:
    return {
        "stability": card.state.stability,
        "difficulty": card.state.difficulty,
        "last_review": card.state.last_review,
        "due": card.due,
        "reviews": card.reviews,
        "lapses": card.lapses,
    }
