"""Measure what dividing the log of answers would give: `python -m bench.partitions [--rows N]`.

The table of attempts is filled three times alike on the PostgreSQL server of OJALA_TEST_POSTGRES:
in one piece, in sixteen by a hash of the learner, and in one for each month. Each gets what the
service does (answers added, an answer sought by its key, a learner's newest answers read) and what
its keepers do (a learner removed, the oldest month dropped, a vacuum). The three take turns.
"""

# ruff: noqa: S608 - the statements are made of our own names

import argparse
import asyncio
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from random import Random
from statistics import median
from time import perf_counter
from uuid import UUID, uuid4

import asyncpg
from asyncpg import Connection
from rich.console import Console
from rich.table import Table

from bench.report import write

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
MONTHS, PER_LEARNER, HASHES = 24, 500, 16
ADDED, READ, TURNS = 2000, 200, 5
COLUMNS = """
    learner_id uuid NOT NULL, exercise_id uuid NOT NULL, number integer NOT NULL,
    given_at timestamptz NOT NULL, response text NOT NULL, elapsed double precision,
    verdict varchar(16) NOT NULL, diagnosis json NOT NULL, engine_version varchar(32) NOT NULL,
    policy json NOT NULL
"""
ANSWER = """
    1 AS number, {moment} AS given_at, 'tenga' AS response, 4.0 AS elapsed, 'correct' AS verdict,
    json_build_object('note', repeat(md5(random()::text), 18)) AS diagnosis, 'bench' AS engine,
    '{{}}'::json AS policy
"""
"""What follows the keys of a row that is made up: about as long as a real one."""
KEYS = {
    "in one piece": "learner_id, exercise_id, number",
    "by learner": "learner_id, exercise_id, number",
    "by month": "learner_id, exercise_id, number, given_at",
}
"""What is unique: within a partition only, so that by month the key has to name the moment."""
Series = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to keep the log, and what was measured of it."""

    name: str
    table: str
    measured: Series = field(default_factory=dict)

    def statements(self) -> list[str]:
        """Return what creates it, without its indexes."""
        divided = {"by learner": "HASH (learner_id)", "by month": "RANGE (given_at)"}
        how = divided.get(self.name)
        made = [f"CREATE TABLE {self.table} ({COLUMNS})" + (f" PARTITION BY {how}" if how else "")]
        part = f"CREATE TABLE {self.table}_{{}} PARTITION OF {self.table} FOR VALUES {{}}"
        if self.name == "by learner":
            values = [f"WITH (MODULUS {HASHES}, REMAINDER {n})" for n in range(HASHES)]
        elif self.name == "by month":
            firsts = [_month(number) for number in range(MONTHS + 1)]
            values = [f"FROM ('{a:%Y-%m-%d}') TO ('{b:%Y-%m-%d}')" for a, b in pairwise(firsts)]
        else:
            values = []
        return [*made, *(part.format(number, one) for number, one in enumerate(values))]

    def indexes(self) -> list[str]:
        """Return what makes its indexes, those of the product."""
        return [
            f"ALTER TABLE {self.table} ADD PRIMARY KEY ({KEYS[self.name]})",
            f"CREATE INDEX ON {self.table} (learner_id, given_at)",
        ]


LAYOUTS = tuple(Layout(name, f"log_{number}") for number, name in enumerate(KEYS))


def _month(number: int) -> datetime:
    """The first of a month, in UTC."""
    years, months = divmod(number, 12)
    return BEGIN.replace(year=BEGIN.year + years, month=1 + months)


async def fill(connection: Connection, rows: int) -> None:
    """Write the same answers in each of the layouts, in the order in which they were given."""
    await connection.execute("SET timezone = 'UTC'")
    await connection.execute("SET synchronous_commit = off")
    learners = rows // PER_LEARNER
    days = (_month(MONTHS) - BEGIN).days
    await connection.execute(
        f"CREATE TABLE who AS SELECT gen_random_uuid() AS id FROM generate_series(1, {learners})"
    )
    moment = (
        f"'{BEGIN:%Y-%m-%d}'::timestamptz + (n::float / {PER_LEARNER}) * interval '{days} days'"
    )
    await connection.execute(
        "CREATE TABLE answers AS "
        f"SELECT who.id AS learner_id, gen_random_uuid() AS exercise_id, "
        f"{ANSWER.format(moment=moment)} FROM generate_series(0, {PER_LEARNER - 1}) n, who"
    )
    for layout in LAYOUTS:
        for statement in layout.statements():
            await connection.execute(statement)
        await connection.execute(f"INSERT INTO {layout.table} SELECT * FROM answers")
        for statement in layout.indexes():
            await connection.execute(statement)
    await connection.execute("DROP TABLE answers")
    await connection.execute("VACUUM ANALYZE")


async def learners_drawn(connection: Connection, dice: Random) -> list[UUID]:
    """Return learners by chance, others each turn."""
    known = [row["id"] for row in await connection.fetch("SELECT id FROM who ORDER BY id")]
    return dice.sample(known, READ)


@dataclass(frozen=True, slots=True)
class Turn:
    """One layout doing everything once, for the same learners as the others."""

    connection: Connection
    layout: Layout
    drawn: list[UUID]
    month: int

    async def take(self) -> None:
        """Do each thing, and note how many microseconds it took."""
        keys = [await self.connection.fetchval(self._of("exercise_id", 1), w) for w in self.drawn]
        uses = {
            "add an answer, us": (self._add(), ADDED),
            "seek one by its key, us": (self._seek(keys), READ),
            "read a learner's newest 50, us": (self._read(), READ),
            "remove a learner, us": (self._remove(), 1),
            "drop the oldest month, us": (self._expire(), 1),
            "vacuum after that, us": (self.connection.execute(f"VACUUM {self.layout.table}"), 1),
        }
        for name, (use, number) in uses.items():
            began = perf_counter()
            await use
            took = (perf_counter() - began) / number * 1e6
            self.layout.measured.setdefault(name, []).append(took)

    def _of(self, what: str, limit: int) -> str:
        table = self.layout.table
        return (
            f"SELECT {what} FROM {table} WHERE learner_id = $1 ORDER BY given_at DESC LIMIT {limit}"
        )

    async def _add(self) -> None:
        moment = f"'{_month(MONTHS):%Y-%m-%d}'::timestamptz - interval '1 hour'"
        statement = (
            f"INSERT INTO {self.layout.table} "
            f"SELECT $1::uuid, gen_random_uuid(), {ANSWER.format(moment=moment)}"
        )
        for one in self.drawn * (ADDED // READ):
            await self.connection.execute(statement, one)

    async def _seek(self, keys: list[UUID]) -> None:
        statement = (
            f"SELECT * FROM {self.layout.table} "
            "WHERE learner_id = $1 AND exercise_id = $2 AND number = 1"
        )
        for one, key in zip(self.drawn, keys, strict=True):
            await self.connection.fetch(statement, one, key)

    async def _read(self) -> None:
        for one in self.drawn:
            await self.connection.fetch(self._of("*", 50), one)

    async def _remove(self) -> None:
        await self.connection.execute(
            f"DELETE FROM {self.layout.table} WHERE learner_id = $1", self.drawn[0]
        )

    async def _expire(self) -> None:
        table = self.layout.table
        if self.layout.name == "by month":
            await self.connection.execute(f"DROP TABLE {table}_{self.month}")
        else:
            until = f"{_month(self.month + 1):%Y-%m-%d}"
            await self.connection.execute(f"DELETE FROM {table} WHERE given_at < '{until}'")


async def run(server: str, rows: int) -> None:
    """Fill, measure in turns, and print."""
    address, name = server.replace("+asyncpg", ""), f"partitions_{uuid4().hex}"
    admin = await asyncpg.connect(f"{address}/postgres")
    await admin.execute(f'CREATE DATABASE "{name}"')
    try:
        connection = await asyncpg.connect(f"{address}/{name}")
        await fill(connection, rows)
        dice = Random(5)  # noqa: S311 - a bench is to be repeatable
        for month in range(TURNS):
            drawn = await learners_drawn(connection, dice)
            for layout in dice.sample(LAYOUTS, len(LAYOUTS)):
                await Turn(connection, layout, drawn, month).take()
            await connection.execute("DELETE FROM who WHERE id = $1", drawn[0])
        sizes = [
            await connection.fetchval(
                "SELECT sum(pg_indexes_size(relid)) / 1e6 FROM pg_stat_user_tables "
                f"WHERE relname LIKE '{layout.table}%'"
            )
            for layout in LAYOUTS
        ]
        await connection.close()
        _report(rows, sizes)
    finally:
        await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        await admin.close()


def _report(rows: int, sizes: list[float]) -> None:
    table = Table("", *(layout.name for layout in LAYOUTS), title=f"{rows:,} answers, medians")
    table.add_row("indexes, MB", *(f"{size:,.0f}" for size in sizes))
    for name in LAYOUTS[0].measured:
        table.add_row(name, *(f"{median(layout.measured[name]):,.0f}" for layout in LAYOUTS))
    Console().print(table)
    write("partitions", {layout.name: dict(layout.measured) for layout in LAYOUTS})


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=2_000_000)
    server = os.environ.get("OJALA_TEST_POSTGRES")
    if not server:
        parser.error("OJALA_TEST_POSTGRES says where PostgreSQL is: scripts/with_services.py")
    asyncio.run(run(server, parser.parse_args().rows))


if __name__ == "__main__":
    main()
