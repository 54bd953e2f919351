"""Two hosts, one database: what they share, and what is lost when one of them dies: `make hosts`.

Each host is a network namespace of its own, with `ojala serve` and `ojala work`; PostgreSQL and
Redis listen at the bridge between them. Learners practise with every request at the other host,
then one host is killed and taken off the net. Where every promise was kept, what was seen goes to
docs/two-hosts.md; else the run fails. It needs root and `ip` (iproute2).
"""

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx2
from sqlalchemy import func, select

from chaos import Row, Server, migrated, ojala, postgres, stopping, trial
from ojala.storage import jobs, switches
from ojala.storage.database import Database
from ojala.storage.switches import Switch
from ojala.storage.tables import JobRow, LearnerRow, SessionRow
from practising import PATIENCE, EachInTurn, wait_until_ready
from with_services import find

REPORT = Path("docs/two-hosts.md")
NETWORK, BRIDGE = "10.213.77", "ojala-bridge"
PORT, DATABASE_PORT, REDIS_PORT = 8000, 5432, 6379
GUESTS = 100
"""How many guests an hour one address may bring, at both hosts together."""
JOBS = 40


@dataclass
class Host:
    """A host: a name, an address, and what runs there."""

    name: str
    address: str
    serving: Server
    working: Server
    log: Path

    @property
    def url(self) -> str:
        """Where its service answers."""
        return f"http://{self.address}:{PORT}"

    def start(self) -> None:
        """Start what runs there."""
        self.serving.start()
        self.working.start()

    def link(self, state: str) -> None:
        """Put it on the net (`up`), or take it off (`down`)."""
        _ip("link", "set", _link(self.name), state)


@dataclass
class Finding:
    """Something that was tried, and what was seen."""

    what: str
    seen: str
    kept: bool


def _ip(*words: str) -> None:
    program = shutil.which("ip") or "ip"
    subprocess.run([program, *words], check=True, stderr=subprocess.PIPE)


def _link(name: str) -> str:
    return f"{name}-link"


@contextlib.contextmanager
def network(names: list[str]) -> Iterator[None]:
    """A bridge, and a namespace for each name with an address behind it."""
    try:
        _ip("link", "add", BRIDGE, "type", "bridge")
        _ip("address", "add", f"{NETWORK}.1/24", "dev", BRIDGE)
        _ip("link", "set", BRIDGE, "up")
        for number, name in enumerate(names, start=2):
            _ip("netns", "add", name)
            _ip("link", "add", _link(name), "type", "veth", "peer", "name", "eth0", "netns", name)
            _ip("link", "set", _link(name), "master", BRIDGE, "up")
            _ip("-n", name, "address", "add", f"{NETWORK}.{number}/24", "dev", "eth0")
            _ip("-n", name, "link", "set", "eth0", "up")
            _ip("-n", name, "link", "set", "lo", "up")
        yield
    finally:
        for words in [*(("netns", "delete", name) for name in names), ("link", "delete", BRIDGE)]:
            with contextlib.suppress(subprocess.CalledProcessError):
                _ip(*words)


def host(number: int, name: str, url: str, folder: Path) -> Host:
    """A host whose processes know of nothing but the database and Redis."""
    address = f"{NETWORK}.{number}"
    environment = {
        "OJALA_DATABASE_URL": url,
        "OJALA_REDIS_URL": f"redis://{NETWORK}.1:{REDIS_PORT}",
        "OJALA_HOST": address,
        "OJALA_PORT": str(PORT),
        "OJALA_LOG_FORMAT": "json",
        "OJALA_RATE_LIMIT": "100000/minute",
        "OJALA_GUEST_LIMIT": f"{GUESTS}/hour",
    }
    log, within = folder / f"{name}-work.log", [shutil.which("ip") or "ip", "netns", "exec", name]
    quiet = environment | {"OJALA_LOG_LEVEL": "warning"}
    serving = ojala("serve", quiet, folder / f"{name}-serve.log", within=within)
    return Host(name, address, serving, ojala("work", environment, log, within=within), log)


async def shared_limits(hosts: list[Host], database: Database) -> Finding:
    """Come as a new guest, at each host in turn, until both refuse."""
    refused: Counter[str] = Counter()
    transport = EachInTurn([one.url for one in hosts])
    async with httpx2.AsyncClient(base_url=hosts[0].url, transport=transport) as client:
        for _ in range(GUESTS + len(hosts)):
            client.cookies.clear()  # somebody else each time
            came = await client.post("/api/v1/sessions")
            if came.status_code == 429:  # noqa: PLR2004 - too many
                refused[str(came.request.url.host)] += 1
    async with database.transaction(read_only=True) as tx:
        guests = await tx.scalar(select(func.count()).select_from(LearnerRow))
    return Finding(
        f"a limit of {GUESTS} guests an hour, asked at each host in turn",
        f"{guests} came in, then {len(refused)} hosts refused",
        guests == GUESTS and len(refused) == len(hosts),
    )


async def shared_logins(hosts: list[Host], database: Database, token: str) -> Finding:
    """Begin one session by two requests with one key, the second at the other host."""
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "the same at both"}
    ids = set()
    for one in hosts:
        async with httpx2.AsyncClient(base_url=one.url) as client:
            begun = await client.post("/api/v1/sessions", headers=headers)
            ids.add(begun.json().get("id"))
    async with database.transaction(read_only=True) as tx:
        found = await tx.scalar(
            select(func.count()).select_from(SessionRow).where(SessionRow.id.in_(ids))
        )
    return Finding(
        "a login made at one host and used at both; a write sent to both under one key",
        f"known at both; {found} session begun",
        len(ids) == 1 and found == 1,
    )


async def shared_jobs(hosts: list[Host], database: Database) -> Finding:
    """Ask for jobs, and count which host did how many."""
    now = datetime.now(UTC)
    async with database.transaction() as tx:
        asked = {str(await jobs.enqueue(tx, "jobs.prune", {}, now=now)) for _ in range(JOBS)}
    left: int | None = JOBS
    ends = time.monotonic() + PATIENCE
    while left and time.monotonic() < ends:
        await asyncio.sleep(0.5)
        async with database.transaction(read_only=True) as tx:
            waiting = JobRow.id.in_(asked) & JobRow.finished_at.is_(None)
            left = await tx.scalar(select(func.count()).select_from(JobRow).where(waiting))
    done = {one.name: Counter(_done(one.log, asked)) for one in hosts}
    times = sum(done.values(), Counter[str]())
    each = ", ".join(f"{found.total()} by {name}" for name, found in done.items())
    once = set(times) == asked and set(times.values()) == {1}
    return Finding(f"{JOBS} jobs in one outbox", f"{each}; each once" if once else each, once)


def _done(log: Path, asked: set[str]) -> Iterator[str]:
    for line in log.read_text().splitlines():
        told = json.loads(line)
        if told["event"] == "job done" and told["id"] in asked:
            yield told["id"]


async def shared_switches(hosts: list[Host], database: Database, token: str) -> Finding:
    """Switch something off in the database, and wait until every host obeys."""
    async with database.transaction() as tx:
        await switches.turn(tx, Switch.LEADERBOARDS, on=False, now=datetime.now(UTC))
    began, told = time.monotonic(), 0
    while told < len(hosts) and time.monotonic() - began < PATIENCE:
        told = 0
        for one in hosts:
            async with httpx2.AsyncClient(base_url=one.url) as client:
                headers = {"Authorization": f"Bearer {token}"}
                asked = await client.get("/api/v1/leaderboards", headers=headers)
                told += "switched-off" in asked.text
        await asyncio.sleep(0.2)
    took = time.monotonic() - began
    return Finding(
        "a switch, which each process keeps in mind for five seconds",
        f"obeyed by {told} hosts after {took:.1f} s",
        told == len(hosts) and took < 6,  # noqa: PLR2004 - five seconds, and a moment to ask
    )


async def observed(folder: Path, seconds: float, learners: int) -> tuple[list[Row], list[Finding]]:
    """Practise at both hosts, kill one, and try what they share."""
    database_server = postgres(folder, DATABASE_PORT, f"{NETWORK}.1")
    redis = Server(
        [find("redis-server") or "redis-server", "--port", str(REDIS_PORT), "--save", "",
         "--bind", f"{NETWORK}.1", "--protected-mode", "no"],
        folder / "redis.log",
    )  # fmt: skip
    url = f"postgresql+asyncpg://ojala@{NETWORK}.1:{DATABASE_PORT}/postgres"
    hosts = [host(number, name, url, folder) for number, name in enumerate(NAMES, start=2)]
    addresses = [one.url for one in hosts]
    servers = [server for one in hosts for server in (one.serving, one.working)]
    dying = hosts[1]

    async def nothing() -> None:
        await asyncio.sleep(seconds)

    async def die() -> None:
        for server in (dying.serving, dying.working):
            assert server.process is not None  # noqa: S101 - it was started below
            os.killpg(server.process.pid, signal.SIGKILL)
            server.process.wait()
        dying.link("down")

    with stopping(*servers, redis, database_server):
        database_server.start()
        redis.start()
        await migrated(url)
        for one in hosts:
            one.start()
        for address in addresses:
            await wait_until_ready(address)
        rows = [
            await trial("nothing", addresses, url, nothing, seconds, learners),
            await trial("one of the hosts", addresses, url, die, seconds, learners),
        ]
        dying.link("up")
        dying.start()
        await wait_until_ready(dying.url)
        database = Database(url)
        token = await _newcomer(hosts[0])
        findings = [
            await shared_logins(hosts, database, token),
            await shared_jobs(hosts, database),
            await shared_switches(hosts, database, token),
            await shared_limits(hosts, database),
        ]
        await database.close()
    return rows, findings


async def _newcomer(one: Host) -> str:
    """The token of a new guest."""
    async with httpx2.AsyncClient(base_url=one.url) as client:
        token: str = (await client.post("/api/v1/sessions")).json()["token"]
    return token


NAMES = ["ojala-one", "ojala-two"]


def written(rows: list[Row], findings: list[Finding], learners: int) -> str:
    """The page."""
    practised = "\n".join(
        f"| {row.what} | {row.accepted} | {row.clear} | {row.cut} | {sum(row.unclear.values())} "
        f"| {row.lost} | {row.back:.1f} s |"
        for row in rows
    )
    shared = "\n".join(f"| {one.what} | {one.seen} |" for one in findings)
    day = f"{datetime.now(UTC):%d %B %Y}"
    return PAGE.format(day=day, learners=learners, practised=practised, shared=shared)


PAGE = """\
# Two hosts

Made by `make hosts` on {day}: two network namespaces, each with `ojala serve` and `ojala work` and
an address of its own, and one PostgreSQL and one Redis, which they reach over a bridge. Nothing
else is shared: no file, no memory.

## One of them dies

{learners} learners practise at once, each with every request at the other host; whoever cannot be
reached is passed over. *Killed* is `-9` for everything on a host, and its link taken away. The
columns mean what they mean in [reliability.md](reliability.md).

| what is killed | accepted | clear errors | cut | faults | accepted and lost | back after |
|---|---|---|---|---|---|---|
{practised}

## What they share

| tried | seen |
|---|---|
{shared}
"""


def main() -> int:
    """Observe and write; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8, help="practice before and after")
    parser.add_argument("--learners", type=int, default=20)
    chosen = parser.parse_args()
    if os.geteuid() != 0 or not shutil.which("ip"):
        print("Network namespaces need root and the command `ip` (iproute2).")
        return 1
    folder = Path(tempfile.mkdtemp(prefix="ojala-hosts-"))
    folder.chmod(0o755)
    try:
        with network(NAMES):
            rows, findings = asyncio.run(observed(folder, chosen.seconds, chosen.learners))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    everything: list[Row | Finding] = [*rows, *findings]
    for one in everything:
        print("kept  " if one.kept else "BROKEN", one)
    if not all(one.kept for one in everything):
        print(f"A promise was broken: {REPORT} stays as it is.")
        return 1
    REPORT.write_text(written(rows, findings, chosen.learners))
    return 0


if __name__ == "__main__":
    sys.exit(main())
