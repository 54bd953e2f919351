"""The service as it is run: a process of its own, on a free port."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PATIENCE = 120
COMMAND = (sys.executable, "-c", "from ojala.cli import main; main()")
LIMITS = {"OJALA_RATE_LIMIT": "1000000/minute", "OJALA_GUEST_LIMIT": "1000000/minute"}


@dataclass
class Served:
    """A running server process with all that it started."""

    url: str
    process: subprocess.Popen[bytes]
    database_url: str

    def kill(self) -> None:
        """End it at once, as a power cut would; nothing gets to tidy up."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)


def serve(folder: Path, database_url: str) -> Served:
    """Start a server and wait until it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        **LIMITS,
        "OJALA_DATABASE_URL": database_url,
        "OJALA_DATA_DIR": str(folder),
        "OJALA_LOG_LEVEL": "error",
    }
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*COMMAND, "serve", "--port", str(port)],
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    served = Served(f"http://127.0.0.1:{port}", process, database_url)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return served
        time.sleep(0.1)
    served.kill()
    pytest.fail((folder / "server.log").read_text("utf-8"))


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with the embedded database, for a module of tests."""
    folder = tmp_path_factory.mktemp("served")
    served = serve(folder, f"sqlite+aiosqlite:///{folder / 'test.db'}")
    yield served
    served.kill()
