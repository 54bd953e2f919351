"""Measure the pages of progress, and choosing what comes next, as a learner's log grows tenfold.

    python -m bench.progress [--answers 2000 20000 200000] [--stored 200000] [--database URL]

A learner with five thousand cards is made, whose answers fill three years. Printed are the
fastest and the median of a few runs on the database given (an SQLite file of its own where none
is), of the next exercise, asked for many times, what nine of ten stay under too: first the
processor time of this process, so that other work on the machine does not count (a server counts
its own), then the time that passes. Figures are seeded as answers would have added them. Of very
long logs only the newest answers are stored, and all of them are counted in the figures: what is
older no page reads.
"""

import argparse
import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import insert, or_, select, text

from ojala.app import create_app
from ojala.config import Settings
from ojala.content.course import Course, course
from ojala.diagnosis import diagnose
from ojala.exercises.exercise import Response
from ojala.exercises.item import Item, ItemKind
from ojala.learning.attempts import Attempt
from ojala.learning.evidence import attempt_of
from ojala.learning.learner import Learner, Preferences
from ojala.learning.memory import Rating
from ojala.learning.scheduling import Review
from ojala.learning.selection import Choice, Reason
from ojala.learning.tallies import Entry, Ledger, entry
from ojala.practice import answering
from ojala.practice import service as practice
from ojala.practice.values import Issued
from ojala.storage import ledgers, logins, migrate
from ojala.storage.database import Database, Transaction
from ojala.storage.documents import CHOICE, DIAGNOSIS, EXERCISE
from ojala.storage.ids import new_id
from ojala.storage.tables import AttemptRow, CardRow, ExerciseRow, JobRow, ReviewRow, SessionRow
from ojala.web import identity

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CARDS, DAYS, RUNS, CHUNK, VARIETY = 5000, 1000, 7, 5000, 200
EXERCISES = 40
"""How many exercises are asked for, each after the one before was answered."""
PER_SESSION = 20
PAGES = ("progress", "progress/accuracy", "progress/memory", "progress/achievements")
STORED = 200_000
IDLE = 0.02
"""Seconds of processor time, of each second, that a process at rest may use."""
HEIGHTS = 97
"""How many different recalls were predicted."""
Rows = dict[type, list[dict[str, Any]]]
Times = list[tuple[float, float]]
"""Milliseconds of the processor's time and of time passed, run by run."""


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


async def seed(
    database: Database,
    known: Course,
    answers: int,
    cards: int = CARDS,
    stored: int = STORED,
    days: int = DAYS,
) -> Learner:
    """Make a learner with so many cards and answers, of which the newest are stored."""
    async with database.transaction() as tx:
        learner, _ = await identity.create_guest(tx, NOW - days * timedelta(days=1), Preferences())
    made, ledger, added = samples(known), Ledger(), _entries()
    async with database.transaction() as tx:
        rows: Rows = {SessionRow: [], ExerciseRow: [], AttemptRow: [], ReviewRow: []}
        for number, at in enumerate(_moments(answers, days)):
            ledger.add(replace(added(made, number), day=learner.day(at)))
            if number >= answers - stored:
                _add(rows, learner.id, made[number % len(made)], at, number)
            if len(rows[ExerciseRow]) >= CHUNK:
                await _store(tx, rows)
        await _store(tx, rows)
        await _store(tx, {CardRow: list(_cards(learner.id, known, cards))})
        await ledgers.replace_ledger(tx, learner, ledger)
    return learner


def _entries() -> Callable[[list[Sample], int], Entry]:
    """Return what tells what an answer adds: there are few different ones, each told once."""
    told: dict[tuple[int, int], Entry] = {}

    def added(made: list[Sample], number: int) -> Entry:
        key = number % len(made), number % HEIGHTS
        if key not in told:
            one = made[key[0]]
            told[key] = entry(_counted(one), NOW.date(), [_review(one, NOW, number)], ())
        return told[key]

    return added


def _counted(one: Sample) -> Attempt:
    return attempt_of(
        one.exercise, one.judged, at=NOW, category="", elapsed=4.0, session=one.item.id
    )


def _review(one: Sample, at: datetime, number: int) -> Review:
    rating = Rating.GOOD if one.verdict == "correct" else Rating.AGAIN
    return Review(one.item, rating, at, 1.0, 0.6 + 0.39 * (number % HEIGHTS) / HEIGHTS)


def _moments(answers: int, days: int) -> Iterator[datetime]:
    for number in range(answers):
        day, part = divmod(number * days, answers)
        yield NOW - timedelta(days=days - day) + timedelta(hours=8 * part / answers)


def _session(learner_id: UUID, session_id: UUID, at: datetime) -> dict[str, Any]:
    return {
        "learner_id": learner_id,
        "id": session_id,
        "started_at": at,
        "finished_at": at,
        "plan": {"choices": []},
    }


def _add(rows: Rows, learner_id: UUID, one: Sample, at: datetime, number: int) -> None:
    exercise_id, review = new_id(at), _review(one, at, number)
    if number % PER_SESSION == 0 or not (rows[SessionRow] or rows[ExerciseRow]):
        rows[SessionRow].append(_session(learner_id, new_id(at), at))
    key = {"learner_id": learner_id, "exercise_id": exercise_id}
    rows[ExerciseRow].append(
        {
            "learner_id": learner_id,
            "id": exercise_id,
            "session_id": rows[SessionRow][-1]["id"],
            "position": number % PER_SESSION + 1,
            "issued_at": at,
            "item": one.item.id,
            "body": one.body,
            "content_version": "bench",
            "likeness": one.exercise.likeness,
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
            "rating": int(review.rating),
            "weight": 1.0,
            "recall": review.recall,
        }
    )


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


async def _store(tx: Transaction, rows: Rows) -> None:
    """Store rows, many at a time, and forget them."""
    for table, found in rows.items():
        if found:
            await tx.execute(insert(table), found)
            found.clear()


async def measure(
    database: Database, url: str, known: Course, learner: Learner
) -> dict[str, Times]:
    """Return what each page, and choosing what comes next, takes."""
    found = await _pages(database, url, learner)
    found["start session"], found["next exercise"] = await _choosing(database, known, learner)
    return found


async def _pages(database: Database, url: str, learner: Learner) -> dict[str, Times]:
    """Ask for pages as a browser does: all of it but the wire."""
    async with database.transaction() as tx:
        _, token = await logins.add(tx, learner.id, NOW, lifetime=timedelta(days=1))
    app = create_app(Settings(database_url=url, rate_limit="1000/minute"), clock=lambda: NOW)
    found: dict[str, Times] = {}
    async with (
        app.router.lifespan_context(app),
        AsyncClient(
            transport=ASGITransport(app=app),
            base_url="http://here",
            cookies={identity.COOKIE: token},
            headers={"Accept": "text/html", "Accept-Encoding": "gzip"},
        ) as visitor,
    ):
        await _at_rest(database)
        for name in PAGES:
            for _ in range(RUNS):
                with timing(found.setdefault(name, [])):
                    page = await visitor.get(f"/{name}")
                    page.raise_for_status()
    return found


async def _at_rest(database: Database) -> None:
    """Wait until this process, which does jobs too, has done those that were due or begun.

    And until it has read what its first answers need, in a thread of its own: until it idles.
    """
    due = or_(JobRow.run_after <= NOW, JobRow.attempts > 0)
    left: object = True
    while left is not None:
        await asyncio.sleep(1)
        async with database.transaction(read_only=True) as tx:
            left = await tx.scalar(
                select(JobRow.id).where(JobRow.finished_at.is_(None), due).limit(1)
            )
    busy = 1.0
    while busy > IDLE:
        began = process_time()
        await asyncio.sleep(1)
        busy = process_time() - began


@contextmanager
def timing(into: Times) -> Iterator[None]:
    """Note how long something takes."""
    began, passed = process_time(), perf_counter()
    yield
    into.append(((process_time() - began) * 1000, (perf_counter() - passed) * 1000))


async def _choosing(database: Database, known: Course, learner: Learner) -> tuple[Times, Times]:
    """Start sessions, and practise in the last of them, everything within its transaction."""
    starting: Times = []
    choosing: Times = []
    sessions = []
    for _ in range(RUNS):
        with timing(starting):
            async with database.transaction() as tx:
                sessions.append(
                    await practice.start_session(tx, learner=learner, course=known, now=NOW)
                )
    for run in range(EXERCISES):
        session = sessions[-1]
        with timing(choosing):
            async with database.transaction() as tx:
                issued = await practice.next_exercise(
                    tx, learner=learner, session_id=session.id, course=known, now=NOW, seed=run
                )
        if issued is not None:
            await _answer(database, known, learner, issued)
            continue
        choosing.pop()
        async with database.transaction() as tx:
            sessions.append(
                await practice.start_session(tx, learner=learner, course=known, now=NOW)
            )
    return starting, choosing


async def _answer(database: Database, known: Course, learner: Learner, issued: Issued) -> None:
    async with database.transaction() as tx:
        await answering.submit_answer(
            tx,
            learner=learner,
            exercise_id=issued.id,
            number=1,
            response=Response(issued.exercise.answers[0].text),
            course=known,
            now=NOW,
        )


async def run(url: str, sizes: list[int], stored: int) -> None:
    """Print the curve."""
    known, columns = course(), {}
    practice.warm_up(known)
    for size in sizes:
        database = Database(url)
        await migrate.upgrade(database)
        learner = await seed(database, known, size, stored=stored)
        if not database.is_embedded:
            async with database.transaction() as tx:
                await tx.execute(text("ANALYZE"))
        columns[size] = await measure(database, url, known, learner)
        await database.close()
    print(f"{CARDS} cards, SQL and all; ms of this process, ms passed: fastest (median)\n")
    print(f"{'answers':<22}", *(f"{size:>38,}" for size in sizes))
    for name in columns[sizes[0]]:
        print(f"{name:<22}", *(f"{_cell(columns[size][name]):>38}" for size in sizes))


def _cell(times: Times) -> str:
    return ", ".join(map(_spread, zip(*times, strict=True)))


def _spread(times: Sequence[float]) -> str:
    most = f", {quantiles(times, n=10)[-1]:.1f}" if len(times) > RUNS else ""
    return f"{min(times):.1f} ({median(times):.1f}{most})"


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--answers", type=int, nargs="+", default=[2000, 20_000, 200_000])
    parser.add_argument("--stored", type=int, default=STORED, help="answers kept one by one")
    parser.add_argument("--database", default="", help="an empty database to fill")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        url = given.database or f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}"
        asyncio.run(run(url, given.answers, given.stored))


if __name__ == "__main__":
    main()
