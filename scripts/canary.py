"""Try the move to another Python on a running service: `canary.py --old PYTHON --new PYTHON`.

Two server processes, one of each Python, share a database behind a proxy; learners practise all the
while. First the old process is compared with itself, which says what the figures are worth. Then
the new one gets the shares of requests that `upgrade/gates.toml` names, as long as it stays within
the limits of that file; beyond one of them everything goes back to the old. `--fault` shows it:
`errors` kills the new process, `slow` halts it again and again, each at the second step.
Exit code 0: moved; 1: rolled back; 3: the figures waver too much, or too few came, to tell.
"""

import argparse
import asyncio
import contextlib
import random
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import uvicorn

from chaos import Server, migrated, ojala, postgres, stopping
from practising import Seen, practise, stored, wait_until_ready
from with_services import free_port

GATES = Path(__file__).parent / "upgrade" / "gates.toml"
MOVED, ROLLED_BACK, CANNOT_TELL = 0, 1, 3
SERVER_ERROR = 500
UNAVAILABLE = b'{"type": "/problems/unavailable", "title": "Unavailable", "status": 502}'


@dataclass(frozen=True, slots=True)
class Limits:
    """The steps of the move, and what ends it."""

    steps: tuple[int, ...]
    seconds: float
    requests: int
    error_rate: float
    p99_worse_by: float

    @classmethod
    def read(cls, path: Path, **instead: float | None) -> "Limits":
        """The limits of a gates file; single ones may be given instead."""
        said = tomllib.loads(path.read_text("utf-8"))["canary"]
        said |= said.pop("rollback") | {k: v for k, v in instead.items() if v is not None}
        return cls(**{**said, "steps": tuple(said["steps"])})


@dataclass(slots=True)
class Figures:
    """What the requests of one side within one step took, and how many failed."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0

    def add(self, seconds: float, *, failed: bool) -> None:
        """Count one request."""
        self.seconds.append(seconds)
        self.errors += failed

    @property
    def number(self) -> int:
        """How many requests there were."""
        return len(self.seconds)

    @property
    def p99(self) -> float:
        """The 99th percentile in milliseconds."""
        ordered = sorted(self.seconds) or [0.0]
        return ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)] * 1000


def breach(limits: Limits, old: Figures, new: Figures) -> str:
    """Which limit the new side is beyond, or nothing; errors count before enough is seen."""
    allowed = limits.error_rate * max(new.number, limits.requests)
    if new.errors > allowed:
        return f"{new.errors} errors of {new.number} requests, above {limits.error_rate:.1%}"
    if new.number < limits.requests or old.p99 == 0:
        return ""
    worse = new.p99 / old.p99 - 1
    if worse > limits.p99_worse_by:
        return f"p99 worse by {worse:.0%}, above {limits.p99_worse_by:.0%}"
    return ""


@dataclass(frozen=True, slots=True)
class Row:
    """One step as it came out."""

    share: str
    old: Figures
    new: Figures
    result: str

    def line(self) -> str:
        """The row of a Markdown table."""
        sides = [f"{f.number} | {f.errors} | {f.p99:.0f} ms" for f in (self.old, self.new)]
        return f"| {self.share} | {' | '.join(sides)} | {self.result} |"


class Proxy:
    """Sends each request to one of two servers: so many in a hundred to the second."""

    def __init__(self, old: str, new: str, seed: int) -> None:
        self.addresses = (old, new)
        self.chance = random.Random(seed)  # noqa: S311 - a coin, not a secret
        # Connections end here before the servers, whose patience is five seconds, end them.
        self.client = httpx2.AsyncClient(timeout=30, limits=httpx2.Limits(keepalive_expiry=3))
        self.begin(0)

    def begin(self, share: int, *, against_itself: bool = False) -> None:
        """Begin a step: count anew; against itself, the first server has both halves."""
        self.share = 50 if against_itself else share
        self.to = (self.addresses[0],) * 2 if against_itself else self.addresses
        self.seen = (Figures(), Figures())

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
        """Pass one request on, and its answer back."""
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        side = int(self.chance.random() * 100 < self.share)
        figures, target = self.seen[side], self.to[side]
        headers = [h for h in scope["headers"] if h[0] not in (b"host", b"accept-encoding")]
        query = scope["query_string"].decode()
        url = f"{target}{scope['raw_path'].decode()}" + (f"?{query}" if query else "")
        started = time.perf_counter()
        try:
            answer = await self.client.request(
                scope["method"],
                url,
                headers=[*headers, (b"accept-encoding", b"identity")],
                content=body,
            )
            status, told, said = answer.status_code, answer.headers.raw, answer.content
        except httpx2.TransportError:
            status, told, said = 502, [(b"content-type", b"application/problem+json")], UNAVAILABLE
        figures.add(time.perf_counter() - started, failed=status >= SERVER_ERROR)
        skipped = (b"transfer-encoding", b"connection", b"content-length")
        kept = [(k.lower(), v) for k, v in told if k.lower() not in skipped]
        kept.append((b"content-length", str(len(said)).encode()))
        await send({"type": "http.response.start", "status": status, "headers": kept})
        await send({"type": "http.response.body", "body": said})


async def watch(
    proxy: Proxy, limits: Limits, reference: Figures | None, *, patiently: bool = False
) -> str:
    """Let a step take its time; end it at the first breach, and say which (`?`: too few came).

    Patiently, a breach counts at the end of the step alone: the first requests are no measure.
    """
    old, new = proxy.seen
    started = time.monotonic()
    while True:
        await asyncio.sleep(0.2)
        took = time.monotonic() - started
        over = took >= limits.seconds and new.number >= limits.requests
        found = breach(limits, reference or old, new)
        if over or (found and not patiently):
            return found
        if took > limits.seconds * 10 + 30:
            return f"? only {new.number} requests came to the new processes"


async def move(
    proxy: Proxy, limits: Limits, spoil: Callable[[], Coroutine[Any, Any, None]]
) -> tuple[list[Row], int]:
    """Go step by step, and back at the first breach."""
    proxy.begin(0, against_itself=True)
    found = await watch(proxy, limits, None, patiently=True)
    alone = Figures([*proxy.seen[0].seconds, *proxy.seen[1].seconds])
    rows = [Row("0 %, old against itself", *proxy.seen, found or "quiet enough to tell")]
    if found:
        return rows, CANNOT_TELL
    for number, share in enumerate(limits.steps):
        proxy.begin(share)
        spoiling = asyncio.create_task(spoil()) if number == 1 else None
        found = await watch(proxy, limits, alone if share == 100 else None)  # noqa: PLR2004 - all
        rows.append(Row(f"{share} %", *proxy.seen, found or "proceed"))
        if found:
            proxy.begin(0)
        if spoiling:
            spoiling.cancel()
        if found:
            rows[-1] = Row(rows[-1].share, rows[-1].old, rows[-1].new, f"**roll back**: {found}")
            await asyncio.sleep(limits.seconds)
            rows.append(Row("0 %, rolled back", *proxy.seen, "all on the old again"))
            return rows, CANNOT_TELL if found.startswith("?") else ROLLED_BACK
    return rows, MOVED


def spoiler(fault: str, server: Server) -> Callable[[], Coroutine[Any, Any, None]]:
    """What is done to the new process in the second step."""

    async def spoil() -> None:
        if server.process is None or not fault:
            return
        if fault == "errors":
            server.process.kill()
            return
        try:
            while True:
                server.process.send_signal(signal.SIGSTOP)
                await asyncio.sleep(1)
                server.process.send_signal(signal.SIGCONT)
                await asyncio.sleep(0.2)
        finally:
            server.process.send_signal(signal.SIGCONT)

    return spoil


@contextlib.asynccontextmanager
async def proxied(proxy: Proxy, port: int) -> AsyncIterator[None]:
    """The proxy, listening for as long as the block runs."""
    config = uvicorn.Config(proxy, port=port, lifespan="off", log_level="warning")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        await serving
        await proxy.client.aclose()


async def trial(chosen: argparse.Namespace, limits: Limits, folder: Path) -> int:
    """Start everything, move, and print what was seen."""
    ports = free_port(), free_port(), free_port()
    addresses = [f"http://127.0.0.1:{port}" for port in ports]
    if chosen.embedded:
        database, url = None, f"sqlite+aiosqlite:///{folder}/ojala.db"
    else:
        port = free_port()
        database = postgres(folder, port)
        url = f"postgresql+asyncpg://ojala@127.0.0.1:{port}/postgres"
    environment = {
        "OJALA_DATABASE_URL": url,
        "OJALA_DATA_DIR": str(folder),
        "OJALA_LOG_LEVEL": "warning",
        "OJALA_RATE_LIMIT": "100000/minute",
        "OJALA_GUEST_LIMIT": "100000/hour",
    }
    old, new = (
        ojala("serve", {**environment, "OJALA_PORT": str(port)}, folder / f"{port}.log", python)
        for python, port in zip((chosen.old, chosen.new), ports, strict=False)
    )
    seen, stop = Seen(), asyncio.Event()
    proxy = Proxy(addresses[0], addresses[1], chosen.seed)
    with stopping(new, old, *([database] if database else [])):
        if database:
            database.start()
        await migrated(url)
        for server, address in zip((old, new), addresses, strict=False):
            server.start()
            await wait_until_ready(address)
        async with proxied(proxy, ports[2]):
            learners = [
                asyncio.create_task(practise([addresses[2]], seen, stop))
                for _ in range(chosen.learners)
            ]
            rows, code = await move(proxy, limits, spoiler(chosen.fault, new))
            stop.set()
            await asyncio.gather(*learners)
        lost = len(seen.accepted - await stored(url))
    print("| to the new | old: requests | errors | p99 | new: requests | errors | p99 | result |")
    print("|---|---|---|---|---|---|---|---|", *(row.line() for row in rows), sep="\n")
    met = ", ".join(f"{n} x {kind}" for kind, n in (seen.refused + seen.unclear).items())
    print(
        f"\n{len(seen.accepted)} answers accepted, {lost} of them lost; met: {met or 'no error'}."
    )
    return code if not lost else ROLLED_BACK


def main() -> int:
    """Read the command line and try the move."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--old", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--new", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--gates", type=Path, default=GATES, metavar="FILE")
    parser.add_argument("--fault", default="", choices=["errors", "slow"])
    parser.add_argument("--embedded", action="store_true", help="SQLite instead of PostgreSQL")
    parser.add_argument("--seconds", type=float, help="of a step, instead of the file's")
    parser.add_argument("--requests", type=int, help="before a step is judged, likewise")
    parser.add_argument("--learners", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    limits = Limits.read(chosen.gates, seconds=chosen.seconds, requests=chosen.requests)
    folder = Path(tempfile.mkdtemp(prefix="ojala-canary-"))
    folder.chmod(0o755)
    try:
        return asyncio.run(trial(chosen, limits, folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
