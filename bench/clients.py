"""A hundred learners at once, each a client of its own, and how long each of them waited.

`python -m bench.clients [--clients 100] [--rounds 3]` starts `ojala serve` on PostgreSQL (where
OJALA_TEST_POSTGRES says where it is) or on the embedded database, and has every client sign in,
begin a session, ask for exercises, answer them, read how far it has come, refresh its tokens and
look at its progress. Any answer but 2xx is an error, and makes the run fail. p50, p95 and p99 are
printed for each request and written to build/bench.json; on a shared machine they say more about
its neighbours than about the service.
"""

import argparse
import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx2
from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from bench.report import write
from ojala.accounts import passwords, service
from ojala.learning.learner import Preferences
from ojala.storage import migrate
from ojala.storage.database import Database

SHARES = (0.5, 0.95, 0.99)
PATIENCE = 120
PASSWORD = "una taza de chocolate espeso"  # noqa: S105 - that of learners made up for the bench
Times = dict[str, list[float]]


@contextmanager
def serving(database_url: str) -> Iterator[str]:
    """A server process on a free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="ojala-clients-") as folder:
        names = ("OJALA_RATE_LIMIT", "OJALA_GUEST_LIMIT", "OJALA_LOGIN_LIMIT")
        environment = {
            **os.environ,
            **dict.fromkeys(names, "1000000/minute"),
            "OJALA_DATABASE_URL": database_url,
            "OJALA_DATA_DIR": folder,
            "OJALA_LOG_LEVEL": "error",
        }
        command = [sys.executable, "-c", "from ojala.cli import main; main()", "serve"]
        process = subprocess.Popen(
            [*command, "--port", str(port)], env=environment, start_new_session=True
        )
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}/api/v1"
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(PATIENCE)


def wait_for(port: int) -> None:
    """Wait until somebody listens."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    sys.exit("the server did not start")


class Client:
    """One learner's program, which notes how long each request took."""

    def __init__(self, http: httpx2.AsyncClient, times: Times) -> None:
        self.http, self.times = http, times

    async def ask(self, name: str, method: str, path: str, **sent: Any) -> Any:  # noqa: ANN401 - JSON
        """Ask once; anything but a yes ends the run."""
        started = time.perf_counter()
        answer = await self.http.request(method, path, **sent)
        self.times[name].append(time.perf_counter() - started)
        answer.raise_for_status()
        return answer.json()

    async def practise(self, email: str, rounds: int) -> None:
        """Sign in, and a session from its beginning."""
        signing = {"email": email, "password": PASSWORD}
        tokens = await self.ask("sign in", "POST", "/auth/login", json=signing)
        self.use(tokens)
        session = await self.ask("begin", "POST", "/sessions")
        for _ in range(rounds):
            issued = await self.ask("exercise", "POST", f"/sessions/{session['id']}/exercises")
            answer = {"text": "tenga", "elapsed": 4.0}
            await self.ask("submit", "POST", f"/exercises/{issued['id']}/answer", json=answer)
            await self.ask("read", "GET", f"/sessions/{session['id']}")
        again = {"refresh_token": tokens["refresh_token"]}
        self.use(await self.ask("refresh", "POST", "/auth/refresh", json=again))
        await self.ask("progress", "GET", "/progress")

    def use(self, tokens: Any) -> None:  # noqa: ANN401 - JSON
        """Send an access token along from now on."""
        self.http.headers["Authorization"] = f"Bearer {tokens['access_token']}"


async def run(url: str, emails: list[str], rounds: int) -> Times:
    """All clients at once, after one has gone first."""
    times: Times = defaultdict(list)

    async def one(number: int, into: Times) -> None:
        # From an address of its own, for attempts to sign in are counted by address.
        way = httpx2.AsyncHTTPTransport(local_address=f"127.0.1.{number + 1}")
        async with httpx2.AsyncClient(base_url=url, timeout=PATIENCE, transport=way) as http:
            await Client(http, into).practise(emails[number], rounds)

    await one(0, defaultdict(list))
    await asyncio.gather(*(one(number, times) for number in range(1, len(emails))))
    return times


async def accounts(database_url: str, count: int) -> list[str]:
    """The addresses of so many new accounts."""
    database, now = Database(database_url), datetime.now(UTC)
    await migrate.upgrade(database)
    password = await passwords.hashed(PASSWORD)
    emails = [f"learner{number}@example.org" for number in range(count)]
    async with database.transaction() as tx:
        for email in emails:
            said = {"email": email, "name": "", "language": "en", "password": password}
            await service.found(tx, None, said, now, Preferences())
    await database.close()
    return emails


def at(values: list[float], share: float) -> float:
    """The value below which a share of the values lies, in milliseconds."""
    ordered = sorted(values)
    return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)


def report(engine: str, times: Times) -> dict[str, Any]:
    """Print the table of one database."""
    table = Table(title=f"{engine}, milliseconds")
    for heading in ("request", "count", *(f"p{int(100 * share)}" for share in SHARES)):
        table.add_column(heading, justify="right" if heading != "request" else "left")
    rows = {name: [at(values, share) for share in SHARES] for name, values in times.items()}
    for name, row in rows.items():
        table.add_row(name, str(len(times[name])), *map(str, row))
    Console().print(table)
    return {"engine": engine, "p50_p95_p99": rows}


async def database(address: str) -> str:
    """A new, empty PostgreSQL database."""
    name = f"clients_{uuid4().hex}"
    admin = Database(f"{address}/postgres")
    autocommit = admin.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with autocommit.connect() as connection:
        await connection.execute(text(f'CREATE DATABASE "{name}"'))
    await admin.close()
    return f"{address}/{name}"


def main() -> None:
    """Measure every database at hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    address = os.environ.get("OJALA_TEST_POSTGRES", "")
    with tempfile.TemporaryDirectory(prefix="ojala-clients-") as folder:
        engines = {"SQLite": f"sqlite+aiosqlite:///{folder}/bench.db"}
        if address:
            engines["PostgreSQL"] = asyncio.run(database(address))
        found = []
        for engine, database_url in engines.items():
            emails = asyncio.run(accounts(database_url, chosen.clients + 1))
            with serving(database_url) as url:
                found.append(report(engine, asyncio.run(run(url, emails, chosen.rounds))))
    write("clients", {"clients": chosen.clients, "runs": found})


if __name__ == "__main__":
    main()
