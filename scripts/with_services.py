"""Run a command with PostgreSQL, Redis and Chromium at hand: `with_services.py COMMAND …`.

What is missing is installed from the system's packages where that is allowed (Debian's `apt-get`,
as root or by `sudo` without a password); else the run says what to install and fails. The servers
listen on loopback, on free ports, keep their data in a temporary folder, and end with the command,
which finds them in OJALA_TEST_POSTGRES, OJALA_TEST_REDIS and OJALA_TEST_CHROMIUM.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PACKAGES = {"postgres": "postgresql", "redis-server": "redis-server", "chromium": "chromium"}
ALIASES = {"chromium": ("chromium", "chromium-browser", "google-chrome")}
PATIENCE = 60


def find(program: str) -> str | None:
    """Where a program is: on PATH, or where Debian keeps servers."""
    for name in ALIASES.get(program, (program,)):
        if found := shutil.which(name):
            return found
        for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
            if (folder / name).exists():
                return str(folder / name)
    return None


def install(programs: list[str]) -> None:
    """Install the packages of these programs, or say that it cannot be done."""
    packages = [PACKAGES[program] for program in programs]
    root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if not shutil.which("apt-get") or (root and not shutil.which("sudo")):
        sys.exit(f"The tests need {', '.join(packages)}: install them and run this again.")
    print(f"Installing {', '.join(packages)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = [*root, "apt-get", "-qq"]
    try:
        subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL, check=True)
        options = ["install", "--yes", "--no-install-recommends"]
        command = [*apt, *options, *packages]
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    except subprocess.CalledProcessError:
        sys.exit(f"The tests need {', '.join(packages)}, and installing them failed.")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until somebody listens on the port."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    sys.exit(f"{process.args!r} did not start:\n{log.read_text(errors='replace')}")


@contextlib.contextmanager
def server(command: list[str], port: int, log: Path, user: str | None) -> Iterator[None]:
    """A server process, for as long as the block runs."""
    with log.open("wb") as sink:
        process = subprocess.Popen(
            command, stdout=sink, stderr=sink, user=user, start_new_session=True, cwd="/"
        )
    try:
        wait_for(port, process, log)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def unprivileged_user() -> str | None:
    """Whom to run PostgreSQL as: it refuses to be root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A PostgreSQL server with an empty cluster; its address, without a database name."""
    program, user = Path(find("postgres") or "postgres"), unprivileged_user()
    data, port = folder / "postgres", free_port()
    data.mkdir()
    if user:
        shutil.chown(folder, user)
        shutil.chown(data, user)
    real = program.resolve()
    initdb = [str(real.with_name("initdb")), "-D", str(data), "-U", "ojala"]
    options = ["--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
    subprocess.run([*initdb, *options], user=user, check=True, stdout=subprocess.DEVNULL, cwd="/")
    settings = [
        "fsync=off",
        "max_connections=200",
        "unix_socket_directories=",
        "listen_addresses=127.0.0.1",
    ]
    command = [str(real), "-D", str(data), "-p", str(port)]
    for setting in settings:
        command += ["-c", setting]
    with server(command, port, folder / "postgres.log", user):
        yield f"postgresql+asyncpg://ojala@127.0.0.1:{port}"


@contextlib.contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A Redis server that keeps nothing."""
    port = free_port()
    program = find("redis-server") or "redis-server"
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with server(command, port, folder / "redis.log", None):
        yield f"redis://127.0.0.1:{port}"


def main() -> int:
    """Start what the command needs, run it, and end with its exit code."""
    missing = [program for program in PACKAGES if not find(program)]
    if missing:
        install(missing)
    folder = Path(tempfile.mkdtemp(prefix="ojala-services-"))
    folder.chmod(0o755)
    try:
        with postgres(folder) as postgres_url, redis(folder) as redis_url:
            environment = {
                **os.environ,
                "OJALA_TEST_POSTGRES": postgres_url,
                "OJALA_TEST_REDIS": redis_url,
                "OJALA_TEST_CHROMIUM": find("chromium") or "chromium",
            }
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
