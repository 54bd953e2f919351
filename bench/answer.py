"""What one answer costs over HTTP, beside an empty endpoint and the same SQL by the bare driver.

`python -m bench.answer [--rounds N] [--block N]` opens exercises in a database, captures the SQL of
each submission once, and then, in blocks that take turns within one run,

- asks the server for an empty JSON document (`empty`),
- submits answers through it (`answer`),
- replays the captured SQL by the bare driver on a copy of the database (`driver`).

On a machine shared with others only the ratios mean something. They are printed with p50, p95 and
p99 and written to build/bench.json. The embedded database is measured, and PostgreSQL where
OJALA_TEST_POSTGRES says where it is.
"""

import argparse
import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import aiosqlite
import asyncpg
import httpx2
from rich.console import Console
from rich.table import Table
from sqlalchemy import event, text

from bench.report import write
from ojala.content.course import course
from ojala.exercises.exercise import Response
from ojala.learning.learner import Learner, Preferences
from ojala.practice import service
from ojala.storage import logins, migrate
from ojala.storage.database import Database
from ojala.web import identity

CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Task:
    """One open exercise, whose it is, and the SQL that answering it took."""

    learner: Learner
    token: str
    exercise_id: UUID
    answer: str
    statements: list[tuple[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Series:
    """The seconds that each call of one kind took, and the CPU the server spent on them."""

    name: str
    seconds: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def percentile(self, share: float) -> float:
        """A percentile, in milliseconds."""
        ordered = sorted(self.seconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000

    def figures(self) -> dict[str, float]:
        """What the report keeps of a series."""
        return {
            "p50_ms": self.percentile(0.5),
            "p95_ms": self.percentile(0.95),
            "p99_ms": self.percentile(0.99),
            "cpu_ms": self.cpu / len(self.seconds) * 1000,
            "calls": len(self.seconds),
        }


async def prepare(url: str, number: int) -> list[Task]:
    """Migrate a database and open one exercise for each of so many guests."""
    database, now = Database(url), datetime.now(UTC)
    await migrate.upgrade(database)
    tasks = []
    for seed in range(number):
        async with database.transaction() as tx:
            learner, token = await identity.create_guest(tx, now, Preferences())
            session = await service.start_session(tx, learner=learner, course=course(), now=now)
            issued = await service.next_exercise(
                tx, learner=learner, session_id=session.id, course=course(), now=now, seed=seed
            )
        if issued is None:
            raise RuntimeError("a newcomer has nothing to practise")
        tasks.append(Task(learner, token, issued.id, issued.exercise.answers[0].text))
    await database.close()
    return tasks


async def capture(url: str, tasks: Sequence[Task]) -> None:
    """Answer every exercise once in this process, noting the SQL it takes."""
    database, current = Database(url), list[tuple[str, Any]]()

    def note(_c: object, _cu: object, statement: str, parameters: object, *_: object) -> None:
        current.append((statement, parameters))

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    for task in tasks:
        current.clear()
        async with database.transaction() as tx:
            login = await logins.find(tx, task.token, datetime.now(UTC))
            if login is None:
                raise RuntimeError("the guest is gone")
            await service.submit_answer(
                tx,
                learner=login.learner,
                exercise_id=task.exercise_id,
                number=1,
                response=Response(task.answer, 4.0),
                course=course(),
                now=datetime.now(UTC),
            )
        task.statements.extend(current)
    await database.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(url: str) -> Iterator[tuple[str, int]]:
    """A server of its own process on the database: its address and process id."""
    port = free_port()
    environment = {
        **os.environ,
        "OJALA_DATABASE_URL": url,
        "OJALA_LOG_LEVEL": "error",
        "OJALA_RATE_LIMIT": "1000000/minute",
    }
    command = [sys.executable, "-m", "uvicorn", "ojala.app:from_environment", "--factory"]
    options = ["--port", str(port), "--loop", "asyncio", "--no-access-log", "--log-level", "error"]
    process = subprocess.Popen([*command, *options], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                httpx2.get(f"{address}/health/live", timeout=1)
                break
            except httpx2.TransportError:
                time.sleep(0.1)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(20)


def cpu_seconds(pid: int) -> float:
    """The CPU time a process has used so far."""
    values = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(values[11]) + int(values[12])) / CLOCK_TICKS


async def replay_sqlite(path: str) -> tuple[Callable[[Task], Awaitable[None]], Callable[[], Any]]:
    """Run captured statements by aiosqlite."""
    connection = await aiosqlite.connect(path, isolation_level=None)
    await connection.execute("PRAGMA journal_mode = WAL")
    await connection.execute("PRAGMA synchronous = FULL")

    async def run(task: Task) -> None:
        await connection.execute("BEGIN IMMEDIATE")
        for statement, parameters in task.statements:
            if statement.startswith(("BEGIN", "PRAGMA")):
                continue
            many = isinstance(parameters, list)
            call = connection.executemany if many else connection.execute
            cursor = await call(statement, parameters)
            if cursor.description:
                await cursor.fetchall()
        await connection.commit()

    return run, connection.close


async def replay_postgresql(
    dsn: str,
) -> tuple[Callable[[Task], Awaitable[None]], Callable[[], Any]]:
    """Run captured statements by asyncpg."""
    connection = await asyncpg.connect(dsn)
    for name in ("json", "jsonb"):
        await connection.set_type_codec(
            name, encoder=str, decoder=str, schema="pg_catalog", format="text"
        )

    async def run(task: Task) -> None:
        async with connection.transaction():
            for statement, parameters in task.statements:
                rows = parameters if isinstance(parameters, list) else [parameters]
                for row in rows:
                    await connection.fetch(statement, *row)

    return run, connection.close


async def measure(
    series: Series, calls: Sequence[Callable[[], Awaitable[Any]]], pid: int | None
) -> None:
    """Time each of a block of calls, and the server's CPU over the block."""
    before = cpu_seconds(pid) if pid else time.process_time()
    for call in calls:
        started = time.perf_counter()
        await call()
        series.seconds.append(time.perf_counter() - started)
    series.cpu += (cpu_seconds(pid) if pid else time.process_time()) - before


async def compare(
    served: str, copy: str, tasks: Sequence[Task], block: int
) -> dict[str, dict[str, float]]:
    """Let the three take turns, block by block."""
    replaying = replay_postgresql if copy.startswith("postgresql") else replay_sqlite
    replay, close = await replaying(
        copy.replace("sqlite+aiosqlite:///", "").replace("+asyncpg", "")
    )
    empty, answer, driver = Series("empty"), Series("answer"), Series("driver")
    with serving(served) as (address, pid):
        async with httpx2.AsyncClient(base_url=address) as client:

            async def submit(task: Task) -> None:
                response = await client.post(
                    f"/api/v1/exercises/{task.exercise_id}/answer",
                    json={"text": task.answer, "elapsed": 4.0},
                    headers={"Authorization": f"Bearer {task.token}"},
                )
                response.raise_for_status()

            async def ask() -> None:
                (await client.get("/health/live")).raise_for_status()

            for _ in range(block):
                await ask()
            for start in range(0, len(tasks), block):
                turn = tasks[start : start + block]
                await measure(empty, [ask for _ in turn], pid)
                await measure(answer, [lambda t=t: submit(t) for t in turn], pid)
                await measure(driver, [lambda t=t: replay(t) for t in turn], None)
    await close()
    return {series.name: series.figures() for series in (empty, answer, driver)}


async def run_sqlite(folder: Path, number: int, block: int) -> dict[str, dict[str, float]]:
    """Measure on the embedded database."""
    served, copies = folder / "served.db", [folder / "captured.db", folder / "replayed.db"]
    tasks = await prepare(f"sqlite+aiosqlite:///{served}", number)
    for copy in copies:
        copy.write_bytes(served.read_bytes())
    await capture(f"sqlite+aiosqlite:///{copies[0]}", tasks)
    return await compare(
        f"sqlite+aiosqlite:///{served}", f"sqlite+aiosqlite:///{copies[1]}", tasks, block
    )


async def run_postgresql(address: str, number: int, block: int) -> dict[str, dict[str, float]]:
    """Measure on PostgreSQL, in three databases that are dropped afterwards."""
    names = [f"bench_{uuid4().hex}" for _ in range(3)]
    admin = Database(f"{address}/postgres")
    autocommit = admin.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with autocommit.connect() as connection:
        await connection.execute(text(f'CREATE DATABASE "{names[0]}"'))
        tasks = await prepare(f"{address}/{names[0]}", number)
        for name in names[1:]:
            await connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{names[0]}"'))
        try:
            await capture(f"{address}/{names[1]}", tasks)
            return await compare(f"{address}/{names[0]}", f"{address}/{names[2]}", tasks, block)
        finally:
            for name in names:
                await connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
            await admin.close()


def ratios(figures: dict[str, dict[str, float]]) -> dict[str, float]:
    """What the answer costs beside the other two."""
    answer, empty, driver = figures["answer"], figures["empty"], figures["driver"]
    return {
        "over_empty_p50": answer["p50_ms"] / empty["p50_ms"],
        "over_driver_p50": answer["p50_ms"] / driver["p50_ms"],
        "over_both_p50": answer["p50_ms"] / (empty["p50_ms"] + driver["p50_ms"]),
        "p99_over_p50": answer["p99_ms"] / answer["p50_ms"],
        "cpu_over_empty": answer["cpu_ms"] / empty["cpu_ms"],
    }


def show(console: Console, backend: str, figures: dict[str, dict[str, float]]) -> None:
    """Print one backend's table."""
    table = Table(title=f"One answer, {backend}")
    for column in ("", "p50 ms", "p95 ms", "p99 ms", "CPU ms"):
        table.add_column(column, justify="right" if column else "left")
    for name, row in figures.items():
        cells = [f"{row[key]:.2f}" for key in ("p50_ms", "p95_ms", "p99_ms", "cpu_ms")]
        table.add_row(name, *cells)
    console.print(table)
    for name, value in ratios(figures).items():
        console.print(f"  {name:18} {value:6.2f}")


async def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=12, help="blocks of each kind")
    parser.add_argument("--block", type=int, default=25, help="calls in a block")
    chosen = parser.parse_args()
    number, console, results = chosen.rounds * chosen.block, Console(), {}
    with tempfile.TemporaryDirectory() as folder:
        results["sqlite"] = await run_sqlite(Path(folder), number, chosen.block)
    if address := os.environ.get("OJALA_TEST_POSTGRES"):
        results["postgresql"] = await run_postgresql(address, number, chosen.block)
    for backend, figures in results.items():
        show(console, backend, figures)
    named = {
        backend: {"series": figures, "ratios": ratios(figures)}
        for backend, figures in results.items()
    }
    write("submission", named)


if __name__ == "__main__":
    asyncio.run(main())
