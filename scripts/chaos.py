"""Break what the service depends on while people practise, and tell what they met: `make chaos`.

Two workers, a job runner, PostgreSQL and Redis run on loopback, each disturbed in turn; then a
worker on an embedded database whose disk is full. Learners practise all the while. An answer
counts as accepted when its 200 arrived; afterwards every accepted answer must be in the database.
Where every promise was kept, what was seen goes to docs/reliability.md; else the run fails.
"""

import argparse
import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from ojala.storage import migrate
from ojala.storage.database import Database
from practising import PATIENCE, Seen, practise, stored, wait_until_ready
from with_services import find, free_port, unprivileged_user

REPORT = Path("docs/reliability.md")


@dataclass
class Row:
    """One line of the table."""

    what: str
    accepted: int
    clear: int
    cut: int
    unclear: dict[str, int]
    lost: int
    back: float
    """Seconds from the end of the disturbance to the next accepted answer."""
    failure: str = ""
    """Why the disturbance could not be carried out."""

    @property
    def kept(self) -> bool:
        """Whether every promise was kept."""
        quiet = not self.lost and not self.unclear and not self.failure
        return quiet and self.accepted > 0 and self.back < PATIENCE


class Server:
    """A program that can be started, stopped and killed, always on the same port."""

    def __init__(self, command: list[str], log: Path, **options: object) -> None:
        self.command, self.log, self.options = command, log, options
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, in a group of its own."""
        with self.log.open("ab") as sink:
            self.process = subprocess.Popen(
                self.command,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
                **self.options,  # type: ignore[call-overload] # as Popen has them
            )

    def end(self, how: signal.Signals) -> None:
        """Send a signal and wait until it is gone."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)


def ojala(
    command: str,
    environment: dict[str, str],
    log: Path,
    python: str = sys.executable,
    within: Sequence[str] = (),
) -> Server:
    """One of our own processes, started by another command where it is to run `within` one."""
    code = "from ojala.cli import main; main()"
    whole = [*within, python, "-c", code, command]
    return Server(whole, log, env={**os.environ, **environment})


def postgres(folder: Path, port: int, listen: str = "127.0.0.1") -> Server:
    """PostgreSQL with an empty cluster that survives being stopped: fsync is on.

    Whoever shares the network of the address it listens at may come in.
    """
    program, user = Path(find("postgres") or "postgres").resolve(), unprivileged_user()
    data = folder / "data"
    data.mkdir()
    if user:
        shutil.chown(data, user)
    initdb = [str(program.with_name("initdb")), "-D", str(data), "-U", "ojala", "--auth=trust"]
    subprocess.run([*initdb, "--no-locale", "--encoding=UTF8"], user=user, check=True, cwd="/",
                   stdout=subprocess.DEVNULL)  # fmt: skip
    with (data / "pg_hba.conf").open("a") as doors:
        doors.write(f"host all all {listen}/24 trust\n")
    command = [str(program), "-D", str(data), "-p", str(port), "-c", f"listen_addresses={listen}"]
    return Server(
        [*command, "-c", "unix_socket_directories="], folder / "pg.log", user=user, cwd="/"
    )


async def trial(
    what: str,
    addresses: Sequence[str],
    url: str,
    disturb: Callable[[], Awaitable[None]],
    seconds: float,
    learners: int,
) -> Row:
    """Let learners practise, disturb them, and count what became of their answers."""
    seen, stop = Seen(), asyncio.Event()
    practising = [asyncio.create_task(practise(addresses, seen, stop)) for _ in range(learners)]
    await _until(lambda: len(seen.answered) >= learners)
    await asyncio.sleep(seconds)
    failure = ""
    try:
        await disturb()
    except TimeoutError as error:  # the trials after this one still tell something
        failure = str(error) or "it took too long"
    ended = time.monotonic()
    await _until(lambda: any(moment > ended for moment in seen.answered))
    await asyncio.sleep(seconds)
    stop.set()
    await asyncio.gather(*practising)
    back = next((moment - ended for moment in seen.answered if moment > ended), PATIENCE)
    lost = len(seen.accepted - await stored(url))
    cut = seen.refused.pop("cut", 0)
    clear = seen.refused.total()
    return Row(what, len(seen.accepted), clear, cut, dict(seen.unclear), lost, back, failure)


async def _until(true: Callable[[], bool]) -> None:
    for _ in range(int(PATIENCE * 10)):
        if true():
            return
        await asyncio.sleep(0.1)


def workers(parent: int) -> list[int]:
    """The processes that serve for a parent."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [
        int(child)
        for child in listed
        if b"spawn_main" in (Path("/proc") / child / "cmdline").read_bytes()
    ]


async def on_servers(folder: Path, seconds: float, learners: int) -> list[Row]:
    """The trials on PostgreSQL and Redis."""
    database_port, redis_port, port = free_port(), free_port(), free_port()
    database = postgres(folder, database_port)
    redis_program = find("redis-server") or "redis-server"
    redis = Server(
        [redis_program, "--port", str(redis_port), "--bind", "127.0.0.1", "--save", ""],
        folder / "redis.log",
    )
    url = f"postgresql+asyncpg://ojala@127.0.0.1:{database_port}/postgres"
    environment = {
        "OJALA_DATABASE_URL": url,
        "OJALA_REDIS_URL": f"redis://127.0.0.1:{redis_port}",
        "OJALA_PORT": str(port),
        "OJALA_WORKERS": "2",
        "OJALA_LOG_LEVEL": "warning",
        "OJALA_LOG_FORMAT": "json",
        "OJALA_RATE_LIMIT": "100000/minute",
        "OJALA_GUEST_LIMIT": "100000/hour",
    }
    app, jobs = (ojala(name, environment, folder / f"{name}.log") for name in ("serve", "work"))
    address = f"http://127.0.0.1:{port}"

    async def restart_database() -> None:
        await asyncio.to_thread(database.end, signal.SIGINT)
        await asyncio.sleep(2)
        database.start()

    async def kill_redis() -> None:
        redis.end(signal.SIGKILL)
        await asyncio.sleep(2)
        redis.start()

    async def kill_worker() -> None:
        assert app.process is not None  # noqa: S101 - it was started below
        os.kill(workers(app.process.pid)[0], signal.SIGKILL)

    async def kill_jobs() -> None:
        jobs.end(signal.SIGKILL)
        jobs.start()

    async def replace_workers() -> None:
        assert app.process is not None  # noqa: S101
        before = set(workers(app.process.pid))
        app.process.send_signal(signal.SIGHUP)
        pid = app.process.pid
        await _until(lambda: len(workers(pid)) > 1 and not before & set(workers(pid)))
        if before & set(workers(pid)):
            raise TimeoutError("the workers were not replaced")

    with stopping(app, jobs, redis, database):
        database.start()
        redis.start()
        await migrated(url)
        app.start()
        jobs.start()
        await wait_until_ready(address)
        trials = {
            "workers replaced one by one (`SIGHUP`)": replace_workers,
            "PostgreSQL stopped for two seconds and started": restart_database,
            "Redis killed, started after two seconds": kill_redis,
            "a worker killed with `-9`": kill_worker,
            "the job runner killed with `-9`": kill_jobs,
        }
        return [
            await trial(what, [address], url, disturb, seconds, learners)
            for what, disturb in trials.items()
        ]


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A disk of 24 MB; None where one may not mount any."""
    disk = folder / "disk"
    disk.mkdir()
    mount, umount = (shutil.which(name) or name for name in ("mount", "umount"))
    command = [mount, "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)]
    if subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode:
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run([umount, str(disk)], check=False)


async def on_a_full_disk(folder: Path, disk: Path, seconds: float, learners: int) -> Row:
    """The trial on an embedded database whose disk fills and is freed."""
    port, ballast = free_port(), disk / "ballast"
    url = f"sqlite+aiosqlite:///{disk / 'ojala.db'}"
    environment = {
        "OJALA_DATA_DIR": str(disk),
        "OJALA_PORT": str(port),
        "OJALA_LOG_LEVEL": "warning",
        "OJALA_RATE_LIMIT": "100000/minute",
        "OJALA_GUEST_LIMIT": "100000/hour",
    }
    app = ojala("serve", environment, folder / "embedded.log")

    def fill() -> None:
        with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(b"\0" * 4096)

    async def fill_disk() -> None:
        await asyncio.to_thread(fill)
        await asyncio.sleep(5)
        ballast.unlink()

    with stopping(app):
        app.start()
        address = f"http://127.0.0.1:{port}"
        await wait_until_ready(address)
        what = "the disk full for five seconds (embedded database)"
        return await trial(what, [address], url, fill_disk, seconds, learners)


async def migrated(url: str) -> None:
    """Bring the schema of a database up to date, as soon as it can be asked."""
    for _ in range(100):
        database = Database(url)
        with contextlib.suppress(OSError, DBAPIError):  # it may not listen, or say that it starts
            await migrate.upgrade(database)
            await database.close()
            return
        await database.close()
        await asyncio.sleep(0.2)


@contextlib.contextmanager
def stopping(*servers: Server) -> Iterator[None]:
    """End the servers when the block ends, the first first."""
    try:
        yield
    finally:
        for server in servers:
            server.end(signal.SIGINT)


def written(rows: list[Row], learners: int) -> str:
    """The page."""
    lines = [
        f"| {row.what} | {row.accepted} | {row.clear} | {row.cut} | {sum(row.unclear.values())} "
        f"| {row.lost} | {row.back:.1f} s |"
        for row in rows
    ]
    day = f"{datetime.now(UTC):%d %B %Y}"
    return PAGE.format(day=day, learners=learners, table="\n".join(lines))


PAGE = """\
# Reliability

Made by `make chaos` on {day}: {learners} learners practise at once while something breaks. An
answer is *accepted* when its 200 arrived. *Clear errors* are RFC 9457 problems that say what to do
(503 `unavailable`, with `Retry-After`); *cut* are connections that ended without an answer, which a
client repeats without harm; *faults* are anything else.

| what breaks | accepted | clear errors | cut | faults | accepted and lost | back after |
|---|---|---|---|---|---|---|
{table}

*Back after* counts from the end of the disturbance to the next accepted answer; nothing is
restarted by hand. An answer counts once however often it is sent: it carries its number, and a
repetition gets the verdict of the first.

Why nothing is lost: the transaction is committed before the response leaves; each connection is
tried before it is used if it has rested; rate limits count within the process while Redis is
away; jobs lie in the database until they are done, and one whose worker vanished is due again when
its lease ends.
"""


def main() -> int:
    """Break, count, write; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="practice before and after")
    parser.add_argument("--learners", type=int, default=20)
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="ojala-chaos-"))
    folder.chmod(0o755)
    how = (chosen.seconds, chosen.learners)
    try:
        rows = asyncio.run(on_servers(folder, *how))
        with small_disk(folder) as disk:
            if disk is None:
                print("No right to mount a small disk: the trial of a full one is left out.")
            else:
                rows.append(asyncio.run(on_a_full_disk(folder, disk, *how)))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for row in rows:
        print("kept  " if row.kept else "BROKEN", row)
    if not all(row.kept for row in rows):
        print(f"A promise was broken: {REPORT} stays as it is.")
        return 1
    REPORT.write_text(written(rows, chosen.learners))
    return 0


if __name__ == "__main__":
    sys.exit(main())
