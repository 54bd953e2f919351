"""What one answer costs, beside the least that Python and PostgreSQL can spend on it.

`python -m bench.answer [--rounds N] [--block N] [--connections N]` lets these take turns, in
blocks within one run, each a single process on a copy of one database:

- `ours`: `POST /api/v1/exercises/{id}/answer` as it is served, its log written as JSON,
- `bare`: bare ASGI and raw asyncpg with six round trips (`bench/rivals/bare.py`),
- `stock`: FastAPI and ORM objects (`bench/rivals/stock.py`),
- `pgbench`: the six statements of `bare` by pgbench, as many clients as there are connections.

On a machine shared with others only the ratios mean something. They are printed with the CPU per
request, the memory, p50, p95 and p99, and written to build/bench.json. OJALA_TEST_POSTGRES says
where PostgreSQL is. The embedded database, which has no rival, is measured by itself.
"""

import argparse
import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx2
from rich.console import Console
from rich.table import Table
from sqlalchemy import make_url, text

from bench.crowd import Crowd, gather
from bench.report import write
from ojala.storage.database import Database

CLOCK_TICKS = os.sysconf("SC_CLK_TCK")
RESTING = 0.05
"""Seconds of CPU in one second, below which a process is taken to rest."""
WARMING = 200
"""Answers before the first block."""
OURS = ("ojala.app:from_environment", "--factory")
RIVALS = {"bare": ("bench.rivals.bare:app",), "stock": ("bench.rivals.stock:app",)}
SIX = Path(__file__).with_name("rivals") / "six.sql"


@dataclass(slots=True)
class Series:
    """What the blocks of one contender took altogether."""

    seconds: list[float] = field(default_factory=list)
    elapsed: float = 0.0
    refused: int = 0
    cpu: float = 0.0
    memory: float = 0.0
    """Resident, in MB, at the end."""

    def percentile(self, share: float) -> float:
        """A percentile, in milliseconds."""
        ordered = sorted(self.seconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000

    def figures(self) -> dict[str, float]:
        """What the report keeps of a series."""
        return {
            "cpu_ms": self.cpu / len(self.seconds) * 1000,
            "rps": len(self.seconds) / self.elapsed,
            "p50_ms": self.percentile(0.5),
            "p95_ms": self.percentile(0.95),
            "p99_ms": self.percentile(0.99),
            "memory_mb": self.memory,
            "answers": len(self.seconds),
            "refused": self.refused,
        }


Asking = Callable[[Series, int, int], None]
"""Asks so many of the crowd from a first one on, and notes what it took."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(url: str, application: Sequence[str] = OURS) -> Iterator[tuple[str, int]]:
    """A server of its own process on the database: its address and process id."""
    port = free_port()
    environment = {
        **os.environ,
        "OJALA_DATABASE_URL": url,
        "OJALA_LOG_FORMAT": "json",
        "OJALA_RATE_LIMIT": "1000000/minute",
    }
    command = [sys.executable, "-m", "uvicorn", *application, "--http", "httptools"]
    options = ["--port", str(port), "--loop", "asyncio", "--no-access-log", "--log-level", "error"]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen([*command, *options], env=environment, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(300):
                try:
                    httpx2.get(f"{address}/health/live", timeout=1)
                    break
                except httpx2.TransportError:
                    time.sleep(0.1)
            let_it_rest(process.pid)
            yield address, process.pid
        finally:
            process.terminate()
            process.wait(20)


def cpu_seconds(pid: int) -> float:
    """The CPU time a process has used so far."""
    values = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(values[11]) + int(values[12])) / CLOCK_TICKS


def let_it_rest(pid: int) -> None:
    """Wait for a second in which a process does little: it has done what follows its start."""
    for _ in range(60):
        before = cpu_seconds(pid)
        time.sleep(1)
        if cpu_seconds(pid) - before < RESTING:
            return


def memory_of(pid: int) -> float:
    """The resident memory of a process, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def over_http(address: str, pid: int, crowd: Crowd, connections: int) -> Asking:
    """Ask a server."""
    port = address.rpartition(":")[2]

    def ask(series: Series, first: int, count: int) -> None:
        command = [sys.executable, "-m", "bench.load", port, str(crowd.exercise)]
        chosen = [str(first), str(count), str(connections), *crowd.answers]
        before = cpu_seconds(pid)
        said = subprocess.run([*command, *chosen], capture_output=True, check=True)
        series.cpu += cpu_seconds(pid) - before
        found = json.loads(said.stdout)
        series.seconds += found["seconds"]
        series.elapsed += found["elapsed"]
        series.refused += found["refused"]
        series.memory = memory_of(pid)

    return ask


def by_pgbench(url: str, crowd: Crowd, connections: int, folder: Path) -> Asking:
    """Ask PostgreSQL itself."""
    at = make_url(url)
    where = ["-h", str(at.host), "-p", str(at.port), "-U", str(at.username), str(at.database)]
    command = ["pgbench", "-n", "-M", "prepared", "-f", str(SIX), "--log", "-c", str(connections)]

    def ask(series: Series, first: int, count: int) -> None:
        variables = {
            "first": first,
            "i": -1,
            "connections": connections,
            "exercise": crowd.exercise,
            "item": crowd.item,
        }
        given = [part for name, value in variables.items() for part in ("-D", f"{name}={value}")]
        turns = ["-t", str(count // connections), f"--log-prefix={folder / uuid4().hex}"]
        said = subprocess.run(
            [*command, *turns, *given, *where], capture_output=True, check=True, text=True
        )
        found = re.search(r"tps = ([\d.]+) \(without", said.stdout)
        if found is None:
            raise RuntimeError(said.stdout + said.stderr)
        [log] = folder.glob("*.*")
        times = [int(line.split()[2]) / 1e6 for line in log.read_text().splitlines()]
        log.unlink()
        series.seconds += times
        series.elapsed += len(times) / float(found[1])

    return ask


def take_turns(asking: Mapping[str, Asking], rounds: int, block: int) -> dict[str, Series]:
    """Let the contenders take turns, block by block, after each has warmed up."""
    for ask in asking.values():
        ask(Series(), 0, WARMING)
    all_series = {name: Series() for name in asking}
    for turn in range(rounds):
        for name, ask in asking.items():
            ask(all_series[name], WARMING + turn * block, block)
    return all_series


async def on_postgresql(
    address: str, rounds: int, block: int, connections: int
) -> dict[str, Series]:
    """Measure all on PostgreSQL, each in a database of its own that is dropped afterwards."""
    names = {name: f"bench_{uuid4().hex}" for name in ("ours", *RIVALS, "pgbench")}
    urls = {name: f"{address}/{database}" for name, database in names.items()}
    admin = Database(f"{address}/postgres")
    autocommit = admin.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with autocommit.connect() as connection:
        await connection.execute(text(f'CREATE DATABASE "{names["ours"]}"'))
        try:
            crowd = await gather(urls["ours"], WARMING + rounds * block)
            for name in (*RIVALS, "pgbench"):
                copied = f'CREATE DATABASE "{names[name]}" TEMPLATE "{names["ours"]}"'
                await connection.execute(text(copied))
            return await asyncio.to_thread(_contend, urls, crowd, rounds, block, connections)
        finally:
            for database in names.values():
                await connection.execute(text(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)'))
            await admin.close()


def _contend(
    urls: Mapping[str, str], crowd: Crowd, rounds: int, block: int, connections: int
) -> dict[str, Series]:
    with ExitStack() as open_ones:
        folder = Path(open_ones.enter_context(tempfile.TemporaryDirectory()))
        asking = {
            name: over_http(
                *open_ones.enter_context(serving(urls[name], application)), crowd, connections
            )
            for name, application in {"ours": OURS, **RIVALS}.items()
        }
        asking["pgbench"] = by_pgbench(urls["pgbench"], crowd, connections, folder)
        return take_turns(asking, rounds, block)


async def on_sqlite(rounds: int, block: int, connections: int) -> dict[str, Series]:
    """Measure ours on the embedded database."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}"
        crowd = await gather(url, WARMING + rounds * block)
        with serving(url) as (address, pid):
            ask = over_http(address, pid, crowd, connections)
            return await asyncio.to_thread(take_turns, {"ours": ask}, rounds, block)


def ratios(figures: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The goals: ours beside the others."""
    ours, pgbench = figures["ours"], figures["pgbench"]
    return {
        "cpu_ratio": ours["cpu_ms"] / figures["bare"]["cpu_ms"],
        "cpu_over_stock": ours["cpu_ms"] / figures["stock"]["cpu_ms"],
        "rps_over_pgbench": ours["rps"] / pgbench["rps"],
        "p99_over_pgbench": ours["p99_ms"] / pgbench["p99_ms"],
        "p99_over_p50": ours["p99_ms"] / ours["p50_ms"],
    }


def show(console: Console, title: str, figures: Mapping[str, Mapping[str, float]]) -> None:
    """Print a table."""
    columns = ("cpu_ms", "rps", "p50_ms", "p95_ms", "p99_ms", "memory_mb", "answers", "refused")
    table = Table("", *(name.replace("_", " ") for name in columns), title=title)
    for name, row in figures.items():
        cells = [f"{row[key]:.2f}" for key in columns[:-3]]
        table.add_row(name, *cells, *(f"{row[key]:.0f}" for key in columns[-3:]))
    console.print(table)


async def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="blocks of each")
    parser.add_argument("--block", type=int, default=1000, help="answers in a block")
    parser.add_argument("--connections", type=int, default=100)
    chosen = parser.parse_args()
    console, results = Console(), dict[str, object]()
    if address := os.environ.get("OJALA_TEST_POSTGRES"):
        series = await on_postgresql(address, chosen.rounds, chosen.block, chosen.connections)
        figures = {name: one.figures() for name, one in series.items()}
        results |= {**ratios(figures), "postgresql": figures}
        show(console, "One answer, PostgreSQL", figures)
        for name, value in ratios(figures).items():
            console.print(f"  {name:18} {value:6.2f}")
    series = await on_sqlite(1, chosen.block, chosen.connections)
    results["sqlite"] = {name: one.figures() for name, one in series.items()}
    show(console, "One answer, embedded", {name: one.figures() for name, one in series.items()})
    write("answer", results)


if __name__ == "__main__":
    asyncio.run(main())
