"""Measure the pages of progress, and choosing what comes next, as a learner's log grows tenfold.

    python -m bench.progress [--answers 2000 20000 200000] [--database URL]

A learner with five thousand cards is made, whose answers fill three years. Printed are the
fastest and the median of a few runs on the database given (an SQLite file of its own where none
is), in milliseconds of processor time, so that other work on the machine does not count; a server
counts its own. Figures are seeded as answers would have added them.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from ojala.content.course import Course, course
from ojala.diagnosis import diagnose
from ojala.exercises.exercise import Response
from ojala.exercises.item import Item, ItemKind
from ojala.learning.evidence import attempt_of
from ojala.learning.learner import Learner, Preferences
from ojala.learning.memory import Rating
from ojala.learning.scheduling import Review
from ojala.learning.selection import Choice, Reason
from ojala.learning.tallies import Ledger, entry
from ojala.practice import service as practice
from ojala.progress import service
from ojala.storage import ledgers, migrate
from ojala.storage.database import Database, Transaction
from ojala.storage.documents import CHOICE, DIAGNOSIS, EXERCISE
from ojala.storage.ids import new_id
from ojala.storage.tables import AttemptRow, CardRow, ExerciseRow, ReviewRow, SessionRow
from ojala.web import identity

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CARDS, DAYS, RUNS, CHUNK, VARIETY = 5000, 1000, 7, 5000, 200
PER_SESSION = 20


@dataclass(frozen=True, slots=True)
class Sample:
    """One exercise and an answer to it, as they are stored, and as progress counts them."""

    item: Item
    body: dict[str, Any]
    diagnosis: dict[str, Any]
    verdict: str
    text: str
    exercise: Any
    judged: Any


def samples(known: Course, count: int = VARIETY) -> list[Sample]:
    """Return exercises answered right four times in five."""
    dice, made = Random(1), []  # noqa: S311 - a bench is to be repeatable
    for number in range(count):
        item = dice.choice(known.path).item
        exercise = known.exercise(item, number)
        text = exercise.lemma if number % 5 == 0 else exercise.answers[0].text
        judged = diagnose(exercise, Response(text))
        choice = CHOICE.dump_python(Choice(item, Reason.DUE), mode="json")
        made.append(
            Sample(
                item,
                {"choice": choice, "exercise": EXERCISE.dump_python(exercise, mode="json")},
                DIAGNOSIS.dump_python(judged, mode="json"),
                judged.verdict.value,
                text,
                exercise,
                judged,
            )
        )
    return made


async def seed(database: Database, known: Course, answers: int, cards: int = CARDS) -> Learner:
    """Make a learner with so many cards and answers."""
    async with database.transaction() as tx:
        learner, _ = await identity.create_guest(tx, NOW - DAYS * timedelta(days=1), Preferences())
    made, ledger, sessions = samples(known), Ledger(), []
    rows: dict[type, list[dict[str, Any]]] = {ExerciseRow: [], AttemptRow: [], ReviewRow: []}
    for number, at in enumerate(_moments(answers)):
        if number % PER_SESSION == 0:
            sessions.append((new_id(at), at))
        one = made[number % len(made)]
        review = _add(rows, learner.id, sessions[-1][0], one, at, number)
        told = attempt_of(
            one.exercise, one.judged, at=at, category="", elapsed=4.0, session=str(sessions[-1][0])
        )
        ledger.add(entry(told, learner.day(at), [review], ()))
    async with database.transaction() as tx:
        await _store(tx, SessionRow, [_session(learner.id, *one) for one in sessions])
        for table, found in rows.items():
            await _store(tx, table, found)
        await _store(tx, CardRow, list(_cards(learner.id, known, cards)))
        await ledgers.replace_ledger(tx, learner, ledger)
    return learner


def _moments(answers: int) -> Iterator[datetime]:
    for number in range(answers):
        day, part = divmod(number * DAYS, answers)
        yield NOW - timedelta(days=DAYS - day) + timedelta(hours=8 * part / answers)


def _session(learner_id: UUID, session_id: UUID, at: datetime) -> dict[str, Any]:
    return {
        "learner_id": learner_id,
        "id": session_id,
        "started_at": at,
        "finished_at": at,
        "plan": {"choices": []},
    }


def _add(
    rows: dict[type, list[dict[str, Any]]],
    learner_id: UUID,
    session_id: UUID,
    one: Sample,
    at: datetime,
    number: int,
) -> Review:
    exercise_id = new_id(at)
    key = {"learner_id": learner_id, "exercise_id": exercise_id}
    recall = 0.6 + 0.39 * (number % 97) / 97
    rating = Rating.GOOD if one.verdict == "correct" else Rating.AGAIN
    rows[ExerciseRow].append(
        {
            "learner_id": learner_id,
            "id": exercise_id,
            "session_id": session_id,
            "position": number % PER_SESSION + 1,
            "issued_at": at,
            "item": one.item.id,
            "body": one.body,
            "content_version": "bench",
        }
    )
    rows[AttemptRow].append(
        {
            **key,
            "number": 1,
            "given_at": at,
            "response": one.text,
            "elapsed": 4.0,
            "verdict_then": one.verdict,
            "diagnosis_then": one.diagnosis,
            "engine_version": "bench",
            "policy": {},
        }
    )
    rows[ReviewRow].append(
        {
            **key,
            "item": one.item.id,
            "reviewed_at": at,
            "rating": int(rating),
            "weight": 1.0,
            "recall": recall,
        }
    )
    return Review(one.item, rating, at, 1.0, recall)


def _cards(learner_id: UUID, known: Course, count: int) -> Iterator[dict[str, Any]]:
    """Yield a card for every item of the course, and for others that it once had."""
    dice = Random(2)  # noqa: S311
    items = [candidate.item for candidate in known.path]
    items += [Item(ItemKind.MOOD, f"former-{n}/reading") for n in range(count - len(items))]
    for item in items[:count]:
        last = NOW - timedelta(days=dice.uniform(1, 60))
        yield {
            "learner_id": learner_id,
            "item": item.id,
            "stability": dice.uniform(1, 90),
            "difficulty": 5.0,
            "last_review": last,
            "due": last + timedelta(days=dice.uniform(1, 120)),
            "reviews": 9,
            "lapses": 1,
            "version": 1,
        }


async def _store(tx: Transaction, table: type, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), CHUNK):
        await tx.execute(insert(table), rows[start : start + CHUNK])


async def measure(database: Database, known: Course, learner: Learner) -> dict[str, list[float]]:
    """Return what each page, and choosing what comes next, takes, in milliseconds."""
    uses: dict[str, Callable[[Transaction], Awaitable[object]]] = {
        "overview": lambda tx: service.overview(tx, learner=learner, course=known, now=NOW),
        "accuracy": lambda tx: service.accuracy(tx, learner=learner, course=known, now=NOW),
        "memory": lambda tx: service.foresight(tx, learner=learner, now=NOW),
        "achievements": lambda tx: service.reached(tx, learner=learner),
        "leaderboard": lambda tx: service.leaderboard(tx, learner=learner, now=NOW),
    }
    found: dict[str, list[float]] = {}
    for name, use in uses.items():
        for _ in range(RUNS):
            began = process_time()
            async with database.transaction(read_only=True) as tx:
                await use(tx)
            found.setdefault(name, []).append((process_time() - began) * 1000)
    found["start session"], found["next exercise"] = await _choosing(database, known, learner)
    return found


async def _choosing(
    database: Database, known: Course, learner: Learner
) -> tuple[list[float], list[float]]:
    starting, choosing = [], []
    for run in range(RUNS):
        began = process_time()
        async with database.transaction() as tx:
            session = await practice.start_session(tx, learner=learner, course=known, now=NOW)
        starting.append((process_time() - began) * 1000)
        began = process_time()
        async with database.transaction() as tx:
            await practice.next_exercise(
                tx, learner=learner, session_id=session.id, course=known, now=NOW, seed=run
            )
        choosing.append((process_time() - began) * 1000)
    return starting, choosing


async def run(url: str, sizes: list[int]) -> None:
    """Print the curve."""
    known, columns = course(), {}
    for size in sizes:
        database = Database(url)
        await migrate.upgrade(database)
        learner = await seed(database, known, size)
        columns[size] = await measure(database, known, learner)
        await database.close()
    print(f"{CARDS} cards, ms of processor time: fastest, median\n")
    print(f"{'answers':<14}", *(f"{size:>16,}" for size in sizes))
    for name in columns[sizes[0]]:
        cells = (columns[size][name] for size in sizes)
        print(f"{name:<14}", *(f"{min(times):8.1f} {median(times):7.1f}" for times in cells))


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--answers", type=int, nargs="+", default=[2000, 20_000, 200_000])
    parser.add_argument("--database", default="", help="an empty database to fill")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        url = given.database or f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}"
        asyncio.run(run(url, given.answers))


if __name__ == "__main__":
    main()
