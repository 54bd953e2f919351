"""The SQL of memory: the log of reviews, the cards they make, and what a day has held.

Cards are a projection: every change of how they are scheduled rebuilds them from the log.
"""

from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, bindparam, case, delete, func, select

from ojala.exercises.item import Item
from ojala.learning.attempts import FEWEST_TIMES, usual
from ojala.learning.learner import Learner
from ojala.learning.memory import MemoryState, Rating
from ojala.learning.scheduling import Card, Review, due_after, replay
from ojala.learning.selection import Reason, Today
from ojala.storage.database import Transaction
from ojala.storage.direct import Question, Statements, Values, ask
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
    if items is not None and len(items) <= _FEW:
        rows = await ask(tx, *_few(learner, items)) if items else ()
        return _by_item(rows)
    # To name hundreds of items costs more than to read the cards of others as well.
    found = (_card(*row) for row in await ask(tx, _CARDS, {"learner": learner.id}))
    wanted = None if items is None else frozenset(items)
    return {card.item: card for card in found if wanted is None or card.item in wanted}


async def few_cards(
    work: Statements, learner: Learner, items: Collection[Item]
) -> dict[Item, Card]:
    """A learner's cards of a few items, asked for outside of a transaction."""
    return _by_item(await work.ask(*_few(learner, items)) if items else ())


def _by_item(rows: Iterable[Iterable[Any]]) -> dict[Item, Card]:
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
    for row in await tx.execute(_DATED, {"learner": learner.id}):
        known = card_of(row)
        due = due_after(known.state, Rating(row.rating), row.before, how)
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


async def practised_since(
    tx: Transaction, learner: Learner, moment: datetime, known: Mapping[Item, Card]
) -> Today:
    """What a day that began at a moment has held so far, of the cards that are `known`."""
    rows = await ask(tx, _REASONS, {"learner": learner.id, "since": moment})
    counts = Counter(row.reason == Reason.NEW for row in rows)
    seen = frozenset(item for item, card in known.items() if card.state.last_review >= moment)
    return Today(counts[False], counts[True], seen)


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


def card_of(row: Any) -> Card:  # noqa: ANN401 - a row of a statement's own columns
    """The card that a row with the columns `CARD` tells of, among others."""
    return _card(*[getattr(row, column.key) for column in CARD])


_REASONS = select(ExerciseRow.body["choice"]["reason"].as_string().label("reason")).where(
    ExerciseRow.learner_id == bindparam("learner"), ExerciseRow.issued_at >= bindparam("since")
)
# What every answer asks is built once. Columns and not rows: of five thousand cards, making
# objects would take most of the time.
CARD = (
    CardRow.item,
    CardRow.stability,
    CardRow.difficulty,
    CardRow.last_review,
    CardRow.due,
    CardRow.reviews,
    CardRow.lapses,
)
_CARDS = select(*CARD).where(CardRow.learner_id == bindparam("learner"))
_ANY_CARD = select(CardRow.item).where(CardRow.learner_id == bindparam("learner")).limit(1)
_FEW = 20
"""For up to so many items, as answers ask for, there is a question built for just as many."""


def _few(learner: Learner, items: Collection[Item]) -> tuple[Question, Values]:
    named = {f"item_{place}": item.id for place, item in enumerate(items)}
    return _few_cards(len(items)), {"learner": learner.id, **named}


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
_DATED = _CARDS.add_columns(
    _LAST.scalar_subquery().label("rating"), _BEFORE.scalar_subquery().label("before")
).where(_LAST.exists())


def _times(learner: ColumnElement[UUID]) -> Question:
    """What the latest right answers took, of which the usual pace is taken."""
    return (
        select(AttemptRow.elapsed)
        .where(
            AttemptRow.learner_id == learner,
            AttemptRow.elapsed.is_not(None),
            AttemptRow.verdict == "correct",
        )
        .order_by(AttemptRow.given_at.desc())
        .limit(PACE_SAMPLE)
    )


def usual_of(learner: ColumnElement[UUID]) -> ColumnElement[float | None]:
    """What `usual_seconds` finds of all answers so far, as part of another question."""
    times = _times(learner).cte("times")
    count = select(func.count()).select_from(times).scalar_subquery()
    median = select(times.c.elapsed).order_by(times.c.elapsed).offset(count // 2).limit(1)
    return case((count >= FEWEST_TIMES, median.scalar_subquery()))


_PACE = _times(bindparam("learner", type_=Uuid())).where(AttemptRow.given_at < bindparam("until"))
