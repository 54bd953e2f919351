"""Whether a hundred people can practise for ten minutes without a fault or a growing memory.

`python scripts/with_services.py python -m bench.steady [--learners 100] [--minutes 10]` starts
`ojala serve` with two workers and `ojala work` on PostgreSQL and Redis. Every learner, from an
address of their own, opens the login page and signs in, practises a whole session by the pages as
a browser with scripts asks for them, reads what it came to and three pages of progress, and signs
out; then the next session begins. Who has nothing due for the day goes on with a new account.
Between two actions they think for three to six seconds.
Printed are how long each page took, every answer that was no success, and how the memory of each
process grew, in MB an hour: lines by least squares, with the half-width of their 95 % interval,
through each third of the run, which show caches that fill and what is loaded at its first use,
and through its last half, which shows what is lost. The run fails when a request did. All of it
goes to build/bench.json.
"""

import argparse
import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import astuple, dataclass, field
from pathlib import Path
from random import Random
from statistics import fmean, linear_regression

import httpx2
from rich.console import Console
from rich.table import Table
from typing_extensions import override

from bench.clients import PASSWORD, PATIENCE, Times, accounts, database, report, wait_for
from bench.report import write

PAUSE = (3.0, 6.0)
NOTHING_DUE = "/practice/nothing-due"
LASTS = 4.0
"""For how many minutes an account has something to practise, at least."""
PROGRESS = ("/progress", "/progress/accuracy", "/progress/achievements")
_MEGA = 2**20
_EVERY = 5.0
"""Seconds between two looks at the memory."""
PARTS = {
    "first third": (0.0, 1 / 3),
    "second third": (1 / 3, 2 / 3),
    "last third": (2 / 3, 1.0),
    "last half": (1 / 2, 1.0),
}
"""The parts of the run whose slopes are told, as shares of it."""
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
_ANSWER = re.compile(r'action="(/practice/exercises/[0-9a-f-]+)/answer"')
_NEXT = re.compile(r'action="(/practice/sessions/[0-9a-f-]+/exercises)"')
_NUMBER = re.compile(r'name="number" value="(\d+)"')


@dataclass
class Met:
    """What all learners met."""

    times: Times = field(default_factory=lambda: defaultdict(list))
    faults: Counter[str] = field(default_factory=Counter)
    sessions: int = 0
    idle: int = 0
    """How often there was nothing to practise."""
    answers: int = 0


class Failed(Exception):
    """An answer that was no success; the learner begins anew."""


class Learner:
    """Somebody with a browser."""

    def __init__(self, http: httpx2.AsyncClient, met: Met, chance: Random) -> None:
        self.http, self.met, self.chance = http, met, chance

    async def ask(self, name: str, method: str, path: str, **data: str) -> httpx2.Response:
        """Ask, follow where it leads, and note how long it took."""
        started = time.perf_counter()
        try:
            answer = await self.http.request(method, path, data=data or None)
        except httpx2.TransportError as error:
            self.met.faults[f"{name}: {error!r}"] += 1
            raise Failed from error
        self.met.times[name].append(time.perf_counter() - started)
        if not answer.is_success:
            self.met.faults[f"{name}: {answer.status_code}"] += 1
            raise Failed
        return answer

    async def think(self) -> None:
        """Let some seconds pass."""
        await asyncio.sleep(self.chance.uniform(*PAUSE))

    async def live(self, emails: Sequence[str], until: float) -> None:
        """One session after another, with one account as long as it has something to practise."""
        await asyncio.sleep(self.chance.uniform(0, PAUSE[1]))
        left = list(emails)
        while time.monotonic() < until:
            try:
                if not await self.visit(left[0], until) and len(left) > 1:
                    del left[0]
            except Failed:
                self.http.cookies.clear()
                await self.think()

    async def visit(self, email: str, until: float) -> bool:
        """Sign in, practise, see how far it goes, sign out; whether something was practised."""
        form = _found(_TOKEN, await self.ask("login page", "GET", "/login"))
        await self.think()
        signing = {"email": email, "password": PASSWORD, "form_token": form}
        await self.ask("log in", "POST", "/login", **signing)
        practised = await self.practise(until)
        for path in PROGRESS:
            await self.ask(path, "GET", path)
            await self.think()
        page = await self.ask("account", "GET", "/account")
        await self.ask("log out", "POST", "/logout", form_token=_found(_TOKEN, page))
        if email in (await self.http.get("/account")).text:
            self.met.faults["signed out, and still known"] += 1
        return practised

    async def practise(self, until: float) -> bool:
        """A session to its summary, or until time is up; whether there was anything to practise."""
        page = await self.ask("begin", "POST", "/practice/sessions", length="usual")
        if page.url.path == NOTHING_DUE:
            self.met.idle += 1
            return False
        self.http.headers["Ojala-Fragment"] = "1"
        try:
            while (at := _ANSWER.search(page.text)) and time.monotonic() < until:
                page = await self.settle(at[1], page)
                onward = _found(_NEXT, page)
                await self.think()
                page = await self.ask("next exercise", "POST", onward)
            self.met.sessions += at is None
        finally:
            del self.http.headers["Ojala-Fragment"]
        return True

    async def settle(self, at: str, page: httpx2.Response) -> httpx2.Response:
        """Answer as many times as it takes, then have the answer shown."""
        await self.think()
        number = _found(_NUMBER, page)
        told = await self.ask(
            "answer", "POST", f"{at}/answer", text="tenga", number=number, elapsed="4.0"
        )
        self.met.answers += 1
        if f"{at}/reveal" not in told.text:
            return told
        await self.think()
        self.met.answers += 1
        return await self.ask("give up", "POST", f"{at}/reveal", number=_found(_NUMBER, told))


def _found(what: re.Pattern[str], page: httpx2.Response) -> str:
    match = what.search(page.text)
    if match is None:
        raise SystemExit(f"no {what.pattern} at {page.url}:\n{page.text}")
    return match[1]


async def ready(address: str) -> None:
    """Wait until the service can work; its port is open before."""
    async with httpx2.AsyncClient(base_url=address, timeout=PATIENCE) as http:
        for _ in range(2 * PATIENCE):
            if (await http.get("/health/ready")).is_success:
                return
            await asyncio.sleep(0.5)
    sys.exit("the server did not become ready")


async def practising(address: str, crowd: Sequence[Sequence[str]], minutes: float) -> Met:
    """All of them, each from an address of their own: attempts to sign in are counted by it."""
    met, until = Met(), time.monotonic() + 60 * minutes

    async def one(number: int) -> None:
        chance = Random(number)  # noqa: S311 - nothing secret
        # An idle connection ends after three seconds, as those of the proxy do: the server's five
        # would fall amid the pauses, and a request may not be sent while its connection is closed.
        kept = httpx2.Limits(keepalive_expiry=3)
        way = httpx2.AsyncHTTPTransport(local_address=f"127.0.1.{number + 1}", limits=kept)
        async with httpx2.AsyncClient(
            base_url=address, timeout=PATIENCE, transport=way, follow_redirects=True
        ) as http:
            await Learner(http, met, chance).live(crowd[number], until)

    await asyncio.gather(*(one(number) for number in range(len(crowd))))
    return met


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """The web server and the job runner, by their names."""
    code = "from ojala.cli import main; main()"
    known = {**os.environ, **environment}
    running = {
        name: subprocess.Popen([sys.executable, "-c", code, name], env=known)
        for name in ("serve", "work")
    }
    try:
        wait_for(int(environment["OJALA_PORT"]))
        yield running
    finally:
        for process in running.values():
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def family(parent: int) -> list[int]:
    """A process and those that it started, but for the one that only watches what they share."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    commands = {int(pid): (Path("/proc") / pid / "cmdline").read_bytes() for pid in listed}
    return [parent, *(pid for pid, command in commands.items() if b"spawn_main" in command)]


def memory(pid: int) -> float:
    """What a process holds, in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MEGA


Held = dict[str, list[tuple[float, float]]]
"""What each process held, and after how many seconds."""


@asynccontextmanager
async def watching(running: dict[str, subprocess.Popen[bytes]]) -> AsyncIterator[Held]:
    """Note the memory of every process again and again."""
    held: Held = defaultdict(list)
    started = time.monotonic()

    async def watch() -> None:
        while True:
            for name, process in running.items():
                for nth, pid in enumerate(family(process.pid)):
                    mark = f"{name} {'parent' if not nth else f'worker {nth}'}"
                    held[mark].append((time.monotonic() - started, memory(pid)))
            await asyncio.sleep(_EVERY)

    task = asyncio.create_task(watch())
    yield held
    task.cancel()


@dataclass(frozen=True, slots=True)
class Slope:
    """How memory grew, in MB an hour, and the half-width of its 95 % interval."""

    rise: float
    give: float

    @override
    def __str__(self) -> str:
        return f"{self.rise:+.1f} ± {self.give:.1f}"


def slope(held: Sequence[tuple[float, float]]) -> Slope:
    """A line through what was held at each second, by least squares."""
    hours = [second / 3600 for second, _ in held]
    sizes = [size for _, size in held]
    line = linear_regression(hours, sizes)
    middle = fmean(hours)
    left = sum(
        (y - line.intercept - line.slope * x) ** 2 for x, y in zip(hours, sizes, strict=True)
    )
    spread = sum((x - middle) ** 2 for x in hours)
    return Slope(line.slope, 1.96 * (left / (len(held) - 2) / spread) ** 0.5)


def slopes(held: Sequence[tuple[float, float]]) -> dict[str, Slope]:
    """The slope of each part of a run."""
    end = held[-1][0]
    return {
        name: slope([each for each in held if first * end <= each[0] <= last * end])
        for name, (first, last) in PARTS.items()
    }


async def run(address: str, crowd: Sequence[Sequence[str]], minutes: float,
              running: dict[str, subprocess.Popen[bytes]]) -> tuple[Met, Held]:  # fmt: skip
    """Practise and watch."""
    await ready(address)
    async with watching(running) as held:
        return await practising(address, crowd, minutes), held


def main() -> int:
    """Let them practise; 1 when a request failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=10)
    chosen = parser.parse_args()
    try:
        url = asyncio.run(database(os.environ["OJALA_TEST_POSTGRES"]))
        redis = os.environ["OJALA_TEST_REDIS"]
    except KeyError:
        sys.exit("it needs PostgreSQL and Redis: run it by scripts/with_services.py")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    each = 1 + int(chosen.minutes / LASTS)
    emails = asyncio.run(accounts(url, each * chosen.learners))
    crowd = [emails[number :: chosen.learners] for number in range(chosen.learners)]
    with tempfile.TemporaryDirectory(prefix="ojala-steady-") as folder:
        environment = {
            "OJALA_DATABASE_URL": url,
            "OJALA_REDIS_URL": redis,
            "OJALA_DATA_DIR": folder,
            "OJALA_PORT": port,
            "OJALA_WORKERS": "2",
            "OJALA_LOG_LEVEL": "warning",
            "OJALA_LOGIN_LIMIT": "1000/hour",  # who has finished signs in again, ten times and more
        }
        with serving(environment) as running:
            address = f"http://127.0.0.1:{port}"
            met, held = asyncio.run(run(address, crowd, chosen.minutes, running))
    return told(met, held, chosen.learners)


def told(met: Met, held: Held, learners: int) -> int:
    """Print and write what was seen; 1 when something failed."""
    console, seconds = Console(), max(sizes[-1][0] for sizes in held.values())
    rates = report(f"{learners} learners, {seconds / 60:.1f} minutes", met.times)
    asked = sum(map(len, met.times.values()))
    console.print(f"{asked} requests ({asked / seconds:.1f} a second), {met.answers} answers "
                  f"({met.answers / seconds:.1f} a second), {met.sessions} whole sessions, "
                  f"{met.idle} times nothing due, "
                  f"{met.faults.total()} failed {dict(met.faults) or ''}")  # fmt: skip
    grown = {name: slopes(sizes) for name, sizes in held.items()}
    console.print(_memory(held, grown))
    figures = {
        "learners": learners,
        "seconds": seconds,
        "requests": asked,
        "answers": met.answers,
        "sessions": met.sessions,
        "nothing_due": met.idle,
        "failed": dict(met.faults),
        "memory": {name: sizes[-1][1] for name, sizes in held.items()},
        "memory_slopes": {
            name: {part: astuple(one) for part, one in parts.items()}
            for name, parts in grown.items()
        },
        **rates,
    }
    write("steady", figures)
    return 1 if met.faults or not met.sessions else 0


def _memory(held: Held, grown: Mapping[str, Mapping[str, Slope]]) -> Table:
    table = Table(title="memory, MB, and its growth, MB an hour")
    for heading in ("process", "at first", "at last", *PARTS):
        table.add_column(heading, justify="right" if heading != "process" else "left")
    for name, parts in grown.items():
        ends = (f"{held[name][at][1]:.0f}" for at in (0, -1))
        table.add_row(name, *ends, *map(str, parts.values()))
    return table


if __name__ == "__main__":
    sys.exit(main())
