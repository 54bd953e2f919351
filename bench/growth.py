"""Measure what a request costs as the service grows: `python -m bench.growth [--attempts N]`.

Two databases of one PostgreSQL server (where OJALA_TEST_POSTGRES says) are filled alike: learners
of 100 answers each, in one database few, in the other very many. The rows of all learners are
mixed as they come in life: everybody's first session, then everybody's second. Then learners
drawn by chance practise and look at their progress, here and there in turn. Printed are the
processor time of this process, the time that passes, and the pages of 8 kB that PostgreSQL
touched, which no other work on the machine disturbs.
"""

import argparse
import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from random import Random
from statistics import median, quantiles
from time import perf_counter
from uuid import uuid4

from rich.console import Console
from rich.table import Table
from sqlalchemy import Table as SqlTable
from sqlalchemy import text

from bench.progress import NOW, PER_SESSION, Times, seed, timing
from bench.report import write
from ojala.content.course import Course, course
from ojala.exercises.exercise import Response
from ojala.practice import answering
from ojala.practice import service as practice
from ojala.progress import service as progress
from ojala.storage import migrate
from ojala.storage.database import Database
from ojala.storage.learners import find
from ojala.storage.tables import Base

MODELS, ANSWERS, CARDS, DAYS = 10, 100, 100, 20
"""How many learners are made by our own code, of whom the others are copies, and how large."""
SMALL, LARGE = 10_000, 10_000_000
BLOCKS, DRAWN = 6, 10
"""How often the databases take turns, and how many learners are drawn each time."""
PAGES = text("SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = current_database()")
_OF_EXERCISE = (
    "JOIN exercises e ON e.learner_id = t.learner_id AND e.id = t.exercise_id "
    "JOIN slices ON slices.learner_id = e.learner_id AND slices.session_id = e.session_id"
)
WITHIN = {
    "sessions": "JOIN slices ON slices.learner_id = t.learner_id AND slices.session_id = t.id",
    "exercises": "JOIN slices USING (learner_id, session_id)",
    "attempts": _OF_EXERCISE,
    "reviews": _OF_EXERCISE,
}
"""The tables whose rows belong to a session, and how one finds which."""
Found = dict[str, tuple[Times, list[float]]]
"""Use → what it took, run by run, and the pages touched per run, block by block."""


async def grow(database: Database, attempts: int) -> float:
    """Fill a database that has its models with copies of them; return the seconds it took."""
    began, times = perf_counter(), attempts // ANSWERS // MODELS - 1
    alone = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with alone.connect() as connection:
        for statement in _statements():
            await connection.execute(text(statement), {"times": times})
    return perf_counter() - began


def _statements() -> Iterator[str]:
    """Yield what copies all that the models have; what belongs to sessions, session by session."""
    yield "SET session_replication_role = replica"
    yield "SET synchronous_commit = off"
    yield (
        "CREATE TABLE copies AS SELECT gen_random_uuid() AS id, learners.id AS model "
        "FROM learners, generate_series(1, CAST(:times AS integer))"
    )
    yield (
        "CREATE TABLE slices AS SELECT learner_id, id AS session_id, row_number() "
        "OVER (PARTITION BY learner_id ORDER BY started_at) AS slice FROM sessions"
    )
    tables = [t for t in Base.metadata.sorted_tables if "learner_id" in t.primary_key.columns]
    for table in tables:
        yield _aside(table)
    yield _copied(Base.metadata.tables["learners"], "learners", "id", "TRUE")
    for number in range(1, ANSWERS // PER_SESSION + 1):
        for table in tables:
            if table.name in WITHIN:
                yield _copied(table, f"models_{table.name}", "learner_id", f"t.slice = {number}")
    for table in tables:
        if table.name not in WITHIN:
            yield _copied(table, f"models_{table.name}", "learner_id", "TRUE")
    for table in tables:
        yield f"DROP TABLE models_{table.name}"
    yield "VACUUM ANALYZE"


def _aside(table: SqlTable) -> str:
    """Return what puts the models' rows of a table aside, each with its session's number."""
    joined = WITHIN.get(table.name, "")
    slice_ = "slices.slice" if joined else "0 AS slice"
    return f"CREATE TABLE models_{table.name} AS SELECT t.*, {slice_} FROM {table.name} t {joined}"  # noqa: S608 - our own names


def _copied(table: SqlTable, source: str, owner: str, where: str) -> str:
    """Return what copies rows of each model for each of its copies."""
    names = [f'"{column.name}"' for column in table.columns]
    chosen = ["copies.id" if name == f'"{owner}"' else f"t.{name}" for name in names]
    return (
        f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {', '.join(chosen)} "  # noqa: S608 - our own names
        f"FROM copies JOIN {source} t ON t.{owner} = copies.model WHERE {where}"
    )


async def measure(address: str, known: Course, block: int, seeds: Random, found: Found) -> None:
    """Let a few learners, others in each block, practise and look at their progress."""
    database = Database(address)
    async with database.transaction(read_only=True) as tx:
        drawn = await tx.scalars(
            text("SELECT id FROM copies ORDER BY id OFFSET :begin LIMIT :number"),
            {"begin": block * DRAWN, "number": DRAWN},
        )
        learners = [learner for id_ in drawn.all() if (learner := await find(tx, id_))]
    await database.close()
    issued = {}
    async with _counted(address, "next exercise", found) as database:
        for learner in learners:
            with timing(found["next exercise"][0]):
                async with database.transaction() as tx:
                    session = await practice.start_session(
                        tx, learner=learner, course=known, now=NOW
                    )
                    issued[learner.id] = await practice.next_exercise(
                        tx, learner=learner, session_id=session.id, course=known, now=NOW,
                        seed=seeds.randrange(10**6),
                    )  # fmt: skip
    async with _counted(address, "answer", found) as database:
        for learner in learners:
            exercise = issued[learner.id]
            if exercise is None:
                raise RuntimeError("a learner with due cards has nothing to practise")
            with timing(found["answer"][0]):
                async with database.transaction() as tx:
                    await answering.submit_answer(
                        tx, learner=learner, exercise_id=exercise.id, number=1,
                        response=Response(exercise.exercise.answers[0].text), course=known, now=NOW,
                    )  # fmt: skip
    async with _counted(address, "progress page", found) as database:
        for learner in learners:
            with timing(found["progress page"][0]):
                async with database.transaction(read_only=True) as tx:
                    await progress.overview(tx, learner=learner, course=known, now=NOW)


@asynccontextmanager
async def _counted(address: str, name: str, found: Found) -> AsyncIterator[Database]:
    """A database connected anew, whose touched pages are counted once it is left."""
    _, pages = found.setdefault(name, ([], []))
    before = await _touched(address)
    database = Database(address)
    async with database.transaction(read_only=True) as tx:
        await tx.execute(text("SELECT 1"))
    yield database
    await database.close()
    pages.append((await _touched(address) - before) / DRAWN)


async def _touched(address: str) -> int:
    """Return the pages touched so far; a connection tells when it ends, so a moment later."""
    await asyncio.sleep(0.5)
    database = Database(address)
    async with database.transaction(read_only=True) as tx:
        count = int((await tx.execute(PAGES)).scalar_one())
    await database.close()
    return count


async def run(server: str, attempts: int) -> None:
    """Fill, measure and print."""
    known, console = course(), Console()
    practice.warm_up(known)
    names = {size: f"growth_{uuid4().hex}" for size in (SMALL, attempts)}
    admin = Database(f"{server}/postgres")
    autocommit = admin.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with autocommit.connect() as connection:
        small, large = names.values()
        await connection.execute(text(f'CREATE DATABASE "{small}"'))
        try:
            await _models(f"{server}/{small}", known)
            await connection.execute(text(f'CREATE DATABASE "{large}" TEMPLATE "{small}"'))
            for size, name in names.items():
                await _filled(console, f"{server}/{name}", size)
            found: dict[int, Found] = {size: {} for size in names}
            seeds = Random(3)  # noqa: S311 - a bench is to be repeatable
            for block in range(BLOCKS + 1):
                for size, name in names.items():
                    # In the first block happens what happens once only: it is not counted.
                    into = found[size] if block else {}
                    await measure(f"{server}/{name}", known, block, seeds, into)
            _report(console, found)
        finally:
            for name in names.values():
                await connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
            await admin.close()


async def _models(address: str, known: Course) -> None:
    database = Database(address)
    await migrate.upgrade(database)
    for _ in range(MODELS):
        await seed(database, known, ANSWERS, cards=CARDS, days=DAYS)
    await database.close()


async def _filled(console: Console, address: str, attempts: int) -> None:
    database = Database(address)
    seconds = await grow(database, attempts)
    async with database.transaction(read_only=True) as tx:
        size = await tx.execute(text("SELECT pg_database_size(current_database()) / 1e9"))
        counted = await tx.execute(text("SELECT count(*) FROM attempts"))
        console.print(
            f"{counted.scalar_one():,} attempts, {attempts // ANSWERS:,} learners: "
            f"{size.scalar_one():.2f} GB, filled in {seconds:.0f} s"
        )
        for row in await tx.execute(
            text(
                "SELECT relname, n_live_tup, pg_table_size(relid) / 1e6, "
                "pg_indexes_size(relid) / 1e6 FROM pg_stat_user_tables "
                "WHERE n_live_tup > 0 ORDER BY pg_total_relation_size(relid) DESC LIMIT 8"
            )
        ):
            console.print(f"  {row[0]:<12} {row[1]:>12,} rows {row[2]:>10,.1f} MB + {row[3]:,.1f}")
    await database.close()


def _report(console: Console, found: dict[int, Found]) -> None:
    table = Table(title="One request, SQL and all")
    for heading in ("", "attempts", "CPU ms", "ms passed", "95th", "pages of 8 kB"):
        table.add_column(heading, justify="right" if heading else "left")
    figures: dict[str, dict[str, float]] = {}
    for name in next(iter(found.values())):
        for size, uses in found.items():
            times, pages = uses[name]
            own, passed = zip(*times, strict=True)
            row = [median(own), median(passed), quantiles(passed, n=20)[-1], median(pages)]
            figures[f"{name} {size}"] = dict(zip(("cpu", "p50", "p95", "pages"), row, strict=True))
            table.add_row(name, f"{size:,}", *(f"{value:,.1f}" for value in row))
    console.print(table)
    write("growth", figures)


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--attempts", type=int, default=LARGE)
    server = os.environ.get("OJALA_TEST_POSTGRES")
    if not server:
        parser.error("OJALA_TEST_POSTGRES says where PostgreSQL is: scripts/with_services.py")
    asyncio.run(run(server, parser.parse_args().attempts))


if __name__ == "__main__":
    main()
