"""The SQL of memory: the log of reviews, the cards they make, and what a day has held.

Cards are a projection: every change of how they are scheduled rebuilds them from the log.
"""

from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, case, delete, func, select

from ojala.exercises.item import Item
from ojala.learning.attempts import FEWEST_TIMES, usual
from ojala.learning.learner import Learner
from ojala.learning.memory import MemoryState, Rating
from ojala.learning.scheduling import Card, Review, due_after, replay
from ojala.learning.selection import Reason, Today
from ojala.storage.database import Transaction
from ojala.storage.direct import Question, ask
from ojala.storage.tables import AttemptRow, CardRow, ExerciseRow, ReviewRow
from ojala.storage.writing import Change, write

PACE_SAMPLE = 50
"""How many recent answers a learner's usual pace is taken from."""


@dataclass(frozen=True, slots=True)
class Replay:
    """How much the log makes, of cards or of figures, and how much of what is stored differs."""

    made: int
    differing: int


async def add_reviews(
    tx: Transaction, learner: Learner, exercise_id: UUID, reviews: Iterable[Review]
) -> None:
    """Append the reviews of one attempt to the log."""
    await write(tx, [log_of(learner, exercise_id, reviews)])


def log_of(learner: Learner, exercise_id: UUID, reviews: Iterable[Review]) -> Change:
    """The reviews of one attempt, to be appended to the log."""
    rows = [
        {
            "learner_id": learner.id,
            "exercise_id": exercise_id,
            "item": review.item.id,
            "reviewed_at": review.at,
            "rating": int(review.rating),
            "weight": review.weight,
            "recall": review.recall,
        }
        for review in reviews
    ]
    return Change(ReviewRow, rows, puts=False)


async def reviews(
    tx: Transaction, learner: Learner, exercise_ids: Collection[UUID] | None = None
) -> list[Review]:
    """The log of reviews in the order of recording: all of it, or that of some exercises."""
    query = select(*_REVIEW).where(ReviewRow.learner_id == learner.id)
    if exercise_ids is not None:
        query = query.where(ReviewRow.exercise_id.in_(exercise_ids))
    rows = await tx.execute(
        query.order_by(ReviewRow.reviewed_at, ReviewRow.exercise_id, ReviewRow.item)
    )
    return [_review(*row) for row in rows]


async def every_review(tx: Transaction, learner: Learner) -> AsyncIterator[Review]:
    """The whole log in the order of recording, read bit by bit."""
    query = select(*_REVIEW).where(ReviewRow.learner_id == learner.id)
    rows = await tx.stream(
        query.order_by(ReviewRow.reviewed_at, ReviewRow.exercise_id, ReviewRow.item)
    )
    async for row in rows:
        yield _review(*row)


async def history(
    tx: Transaction, learner: Learner, items: Collection[Item], until: datetime | None = None
) -> list[Review]:
    """The reviews of some items, or those before a moment, in the order of recording."""
    query = select(*_REVIEW).where(
        ReviewRow.learner_id == learner.id, ReviewRow.item.in_([item.id for item in items])
    )
    if until is not None:
        query = query.where(ReviewRow.reviewed_at < until)
    rows = await tx.execute(
        query.order_by(ReviewRow.reviewed_at, ReviewRow.exercise_id, ReviewRow.item)
    )
    return [_review(*row) for row in rows]


async def remove_reviews(tx: Transaction, learner: Learner, exercise_id: UUID) -> None:
    """Take the reviews of an answer that is judged anew, or taken back, out of the log."""
    await tx.execute(
        delete(ReviewRow).where(
            ReviewRow.learner_id == learner.id, ReviewRow.exercise_id == exercise_id
        )
    )


async def latest_review(tx: Transaction, learner: Learner) -> datetime | None:
    """When the last review of a learner was: that of one of their cards."""
    return await tx.scalar(
        select(func.max(CardRow.last_review)).where(CardRow.learner_id == learner.id)
    )


async def cards(
    tx: Transaction, learner: Learner, items: Collection[Item] | None = None
) -> dict[Item, Card]:
    """A learner's cards: all, or those of some items."""
    rows: Sequence[Sequence[Any]] = ()
    if items is None:
        rows = await ask(tx, _CARDS, {"learner": learner.id})
    elif len(items) > _FEW:
        many = {"learner": learner.id, "items": [item.id for item in items]}
        rows = (await tx.execute(_MANY_CARDS, many)).all()
    elif items:
        few = {f"item_{place}": item.id for place, item in enumerate(items)}
        rows = await ask(tx, _few_cards(len(items)), {"learner": learner.id, **few})
    return {card.item: card for card in (_card(*row) for row in rows)}


async def has_cards(tx: Transaction, learner: Learner) -> bool:
    """Whether a learner has met anything yet."""
    return bool(await ask(tx, _ANY_CARD, {"learner": learner.id}))


async def rebuild(tx: Transaction, learner: Learner, *, write: bool = True) -> Replay:
    """Rebuild a learner's cards from the log, and tell how many of the stored ones differed."""
    stored = await cards(tx, learner)
    rebuilt = replay(await reviews(tx, learner), learner.preferences.schedule)
    wrong = {
        item for item in stored.keys() | rebuilt.keys() if stored.get(item) != rebuilt.get(item)
    }
    if write and wrong:
        await remove_cards(tx, learner, stored.keys() - rebuilt.keys())
        await save_cards(tx, learner, [rebuilt[item] for item in wrong & rebuilt.keys()])
    return Replay(len(rebuilt), len(wrong))


async def redate(tx: Transaction, learner: Learner) -> None:
    """Date a learner's cards anew for another recall that they want: what is known is the same.

    When a card is due tells its state and its last two reviews; the log is not read.
    """
    how, dated = learner.preferences.schedule, list[Card]()
    for *card, rating, before in await tx.execute(_DATED, {"learner": learner.id}):
        known = _card(*card)
        due = due_after(known.state, Rating(rating), before, how)
        dated.append(replace(known, due=due))
    await save_cards(tx, learner, dated)


async def save_cards(tx: Transaction, learner: Learner, changed: Iterable[Card]) -> None:
    """Bring the projection up to date."""
    await write(tx, [deck_of(learner, changed)])


def deck_of(learner: Learner, changed: Iterable[Card]) -> Change:
    """Cards that bring the projection up to date."""
    rows = [
        {
            "learner_id": learner.id,
            "item": card.item.id,
            "stability": card.state.stability,
            "difficulty": card.state.difficulty,
            "last_review": card.state.last_review,
            "due": card.due,
            "reviews": card.reviews,
            "lapses": card.lapses,
            "version": 1,
        }
        for card in sorted(changed, key=lambda card: card.item)
    ]
    return Change(CardRow, rows, adding=frozenset({"version"}))


async def remove_cards(tx: Transaction, learner: Learner, items: Collection[Item]) -> None:
    """Remove cards that no review stands behind."""
    await tx.execute(
        delete(CardRow).where(
            CardRow.learner_id == learner.id, CardRow.item.in_([item.id for item in items])
        )
    )


async def usual_seconds(tx: Transaction, learner: Learner, until: datetime) -> float | None:
    """The learner's usual time for a right answer: the median of the last ones before a moment."""
    rows = await ask(tx, _PACE, {"learner": learner.id, "until": until})
    return usual(row.elapsed for row in rows)


async def practised_since(tx: Transaction, learner: Learner, moment: datetime) -> Today:
    """What a day that began at a moment has held so far."""
    reasons = await tx.scalars(
        select(ExerciseRow.body["choice"]["reason"].as_string()).where(
            ExerciseRow.learner_id == learner.id, ExerciseRow.issued_at >= moment
        )
    )
    items = await tx.scalars(
        select(CardRow.item).where(CardRow.learner_id == learner.id, CardRow.last_review >= moment)
    )
    counts = Counter(reason == Reason.NEW for reason in reasons)
    return Today(counts[False], counts[True], frozenset(map(Item.parse, items)))


_item = lru_cache(maxsize=4096)(Item.parse)  # the same few thousand, over and over
_REVIEW = (
    ReviewRow.item,
    ReviewRow.rating,
    ReviewRow.reviewed_at,
    ReviewRow.weight,
    ReviewRow.recall,
)


def _review(item: str, rating: int, at: datetime, weight: float, recall: float | None) -> Review:
    return Review(_item(item), Rating(rating), at, weight, recall)


def _card(
    item: str,
    stability: float,
    difficulty: float,
    last: datetime,
    due: datetime,
    reviewed: int,
    lapses: int,
) -> Card:
    return Card(_item(item), MemoryState(stability, difficulty, last), due, reviewed, lapses)


# What every answer asks is built once. Columns and not rows: of five thousand cards, making
# objects would take most of the time.
_CARDS = select(
    CardRow.item,
    CardRow.stability,
    CardRow.difficulty,
    CardRow.last_review,
    CardRow.due,
    CardRow.reviews,
    CardRow.lapses,
).where(CardRow.learner_id == bindparam("learner"))
_ANY_CARD = select(CardRow.item).where(CardRow.learner_id == bindparam("learner")).limit(1)
_MANY_CARDS = _CARDS.where(CardRow.item.in_(bindparam("items", expanding=True)))
_FEW = 20
"""For up to so many items, as answers ask for, there is a question built for just as many."""


@cache
def _few_cards(count: int) -> Question:
    return _CARDS.where(CardRow.item.in_([bindparam(f"item_{place}") for place in range(count)]))


_LAST = (
    select(ReviewRow.rating)
    .where(ReviewRow.learner_id == CardRow.learner_id, ReviewRow.item == CardRow.item)
    .order_by(ReviewRow.reviewed_at.desc(), ReviewRow.exercise_id.desc())
    .limit(1)
)
_BEFORE = _LAST.with_only_columns(ReviewRow.reviewed_at).offset(1)
_DATED = _CARDS.add_columns(_LAST.scalar_subquery(), _BEFORE.scalar_subquery()).where(
    _LAST.exists()
)
_TIMES = (
    select(AttemptRow.elapsed)
    .where(
        AttemptRow.learner_id == bindparam("learner"),
        AttemptRow.elapsed.is_not(None),
        AttemptRow.verdict == "correct",
    )
    .order_by(AttemptRow.given_at.desc())
    .limit(PACE_SAMPLE)
)
_PACE = _TIMES.where(AttemptRow.given_at < bindparam("until"))
_times = _TIMES.cte("times")
_count = select(func.count()).select_from(_times).scalar_subquery()
_median = select(_times.c.elapsed).order_by(_times.c.elapsed).offset(_count // 2).limit(1)
USUAL_SECONDS = case((_count >= FEWEST_TIMES, _median.scalar_subquery()))
"""What `usual_seconds` finds of all answers so far, as part of another question."""
