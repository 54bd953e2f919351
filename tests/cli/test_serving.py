import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from ojala.cli import serving
from ojala.config import Settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(folder: Path, workers: int) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The real command, in a process of its own: its address and the process."""
    port = free_port()
    environment = {
        **os.environ,
        "OJALA_DATA_DIR": str(folder),
        "OJALA_PORT": str(port),
        "OJALA_WORKERS": str(workers),
        "OJALA_LOG_FORMAT": "json",
    }
    with (folder / "log").open("wb") as log:
        command = [sys.executable, "-c", "from ojala.cli import main; main()", "serve"]
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, env=environment, stdout=log, stderr=log
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx2.get(f"{address}/health/live", timeout=5).raise_for_status()
                break
            except httpx2.TransportError:
                time.sleep(0.05)
        yield address, process
    finally:
        process.terminate()
        process.wait(60)


async def test_a_request_under_way_is_answered_after_the_signal_to_stop(tmp_path: Path) -> None:
    with served(tmp_path, workers=1) as (address, process):
        host, _, port = address.removeprefix("http://").partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        idle_reader, idle_writer = await asyncio.open_connection(host, int(port))
        # An idle connection that has been used, and a request of which half has arrived.
        idle_writer.write(b"GET /health/live HTTP/1.1\r\nHost: here\r\n\r\n")
        await idle_reader.readuntil(b"}")
        writer.write(b"POST /api/v1/sessions HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\n")
        await asyncio.sleep(0.3)
        process.terminate()
        await asyncio.sleep(0.5)
        writer.write(b"{}")
        idle_writer.write(b"GET /health/live HTTP/1.1\r\nHost: here\r\n\r\n")
        answered = await reader.read()
        late = await idle_reader.read()
        writer.close()
        idle_writer.close()
        process.wait(30)

    assert answered.startswith(b"HTTP/1.1 201")
    assert b"connection: close" in answered.lower()
    assert late.startswith(b"HTTP/1.1 200")
    assert b"connection: close" in late.lower()


def test_only_several_workers_are_replaced_after_many_requests() -> None:
    alone, several = serving.options(Settings()), serving.options(Settings(workers=3))

    assert alone["limit_max_requests"] is None
    assert several["limit_max_requests"] == Settings().worker_requests
    assert several["limit_max_requests_jitter"] > 0


def test_proxies_are_believed_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OJALA_TRUSTED_PROXIES", "10.0.0.0/8")

    assert serving.options(Settings())["forwarded_allow_ips"] == "10.0.0.0/8"


def test_what_no_request_needs_at_once_is_not_loaded_before_the_first() -> None:
    rare = {"alembic", "authlib.oauth1", "taskiq", "aiohttp"}
    code = f"import sys, ojala.app; print(*({rare} & sys.modules.keys()))"

    told = subprocess.check_output([sys.executable, "-c", code], text=True)  # noqa: S603 - our own

    assert told.split() == []
