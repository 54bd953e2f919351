"""The trial of two hosts: its learners' way to them, and what it makes of what it saw.

`make hosts` runs it on real hosts.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import ModuleType

import httpx2
import pytest

from tests.service.scripts import reporting

ROW = {"what": "nothing", "accepted": 9, "clear": 0, "cut": 0, "unclear": {}, "lost": 0}


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ModuleType]:
    with reporting("two_hosts", monkeypatch, tmp_path) as module:
        yield module


@asynccontextmanager
async def answering(word: str) -> AsyncIterator[str]:
    """A host whose every answer is one word."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(f"HTTP/1.1 200 OK\r\ncontent-length: {len(word)}\r\n".encode())
            writer.write(f"connection: close\r\n\r\n{word}".encode())
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield "http://{}:{}".format(*server.sockets[0].getsockname())


async def asked(hosts: ModuleType, addresses: list[str], times: int) -> list[str]:
    """What comes back, asked so many times."""
    transport = hosts.EachInTurn(addresses)
    async with httpx2.AsyncClient(base_url=addresses[0], transport=transport) as client:
        return [(await client.get("/")).text for _ in range(times)]


async def test_each_request_goes_to_another_host(hosts: ModuleType) -> None:
    async with answering("one") as one, answering("two") as two:
        assert await asked(hosts, [one, two], 4) == ["one", "two", "one", "two"]


async def test_a_host_that_is_gone_is_passed_over(hosts: ModuleType) -> None:
    async with answering("gone") as gone:
        pass
    async with answering("there") as there:
        assert await asked(hosts, [gone, there], 3) == ["there"] * 3

    with pytest.raises(httpx2.ConnectError):
        await asked(hosts, [gone, there], 1)


@pytest.mark.parametrize(
    ("lost", "kept", "code"),
    [(0, True, 0), (1, True, 1), (0, False, 1)],
    ids=["all kept", "an answer lost", "not shared"],
)
def test_the_page_is_written_when_every_promise_was_kept(
    hosts: ModuleType, monkeypatch: pytest.MonkeyPatch, *, lost: int, kept: bool, code: int
) -> None:
    async def observed(*_: object) -> tuple[list[object], list[object]]:
        row = hosts.Row(**ROW | {"lost": lost, "back": 0.5})
        return [row], [hosts.Finding("forty jobs", "each once", kept)]

    monkeypatch.setattr(hosts, "observed", observed)
    monkeypatch.setattr(hosts, "network", lambda _: contextlib.nullcontext())
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")

    assert hosts.main() == code
    if code:
        assert not hosts.REPORT.exists()
    else:
        page = hosts.REPORT.read_text("utf-8")
        assert "| nothing | 9 | 0 | 0 | 0 | 0 | 0.5 s |" in page
        assert "| forty jobs | each once |" in page


def test_without_the_right_to_make_a_network_it_says_so(
    hosts: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    assert hosts.main() == 1
    assert "need root" in capsys.readouterr().out
