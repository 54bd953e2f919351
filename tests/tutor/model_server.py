"""A server on loopback that speaks the protocol of chat completions, and breaks it when told to."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

KEY = "the key of the house"
MODEL = "parrot-1"
OK = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"

Act = Callable[[asyncio.StreamWriter], Awaitable[None]]
"""What is answered to one request."""


@dataclass
class Parrot:
    """The server: what it was asked, and what it will do next, the last thing again and again."""

    url: str = ""
    acts: list[Act] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    """Somebody hung up before the end."""

    def will(self, *acts: Act) -> None:
        """Do these, one for each request."""
        self.acts = list(acts)

    def says(self, *lines: str) -> None:
        """Say this from now on."""
        self.will(say(*lines))

    @property
    def told(self) -> dict[str, Any]:
        """The facts of the last question."""
        facts: dict[str, Any] = json.loads(self.asked[-1]["messages"][1]["content"])
        return facts

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request, then hang up."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            pairs = (line.partition(": ") for line in head.split("\r\n")[1:] if line)
            headers = {name.lower(): value for name, _, value in pairs}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            self.headers.append(headers)
            self.asked.append(json.loads(body or b"{}"))
            act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
            await self._act(act(writer), reader)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # whoever asked has left
        finally:
            writer.close()

    async def _act(self, act: Awaitable[None], reader: asyncio.StreamReader) -> None:
        """Do something until it is done or nobody listens."""
        acting = asyncio.ensure_future(act)
        hearing = asyncio.ensure_future(reader.read())
        await asyncio.wait({acting, hearing}, return_when=asyncio.FIRST_COMPLETED)
        if not acting.done():
            self.left.set()
        for task in (acting, hearing):
            task.cancel()
        await asyncio.gather(acting, hearing, return_exceptions=True)


@asynccontextmanager
async def parrot() -> AsyncIterator[Parrot]:
    """A server on a free port of its own."""
    made = Parrot()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield made
    finally:
        server.close()


def chunk(**fields: object) -> str:
    """A piece of a streamed completion."""
    whole = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": MODEL}
    return f"data: {json.dumps({**whole, 'choices': [], **fields})}\n\n"


def words(text: str, end: str | None = None) -> str:
    """Some words, or the end of the answer."""
    return chunk(choices=[{"index": 0, "delta": {"content": text}, "finish_reason": end}])


async def send(writer: asyncio.StreamWriter, text: str) -> None:
    """Send a piece of a body."""
    data = text.encode()
    writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
    await writer.drain()


def say(*lines: str, usage: tuple[int, int] | None = (120, 45), end: str = "stop") -> Act:
    """Say some lines, a few letters at a time, and what it cost."""

    async def act(writer: asyncio.StreamWriter) -> None:
        writer.write(OK.encode())
        text = "\n".join(lines)
        for start in range(0, len(text), 7):
            await send(writer, words(text[start : start + 7]))
        await send(writer, words("", end))
        if usage:
            counted = {"prompt_tokens": usage[0], "completion_tokens": usage[1]}
            await send(writer, chunk(usage={**counted, "total_tokens": sum(usage)}))
        await send(writer, "data: [DONE]\n\n")
        writer.write(b"0\r\n\r\n")
        await writer.drain()

    return act


def pieces(*parts: str) -> Act:
    """Send these bodies as they are, and hang up in the middle of the answer."""

    async def act(writer: asyncio.StreamWriter) -> None:
        writer.write(OK.encode())
        for part in parts:
            await send(writer, part)

    return act


def status(code: int, **headers: str) -> Act:
    """Refuse."""

    async def act(writer: asyncio.StreamWriter) -> None:
        body = b'{"error": {"message": "no", "type": "x", "code": null, "param": null}}'
        lines = [f"HTTP/1.1 {code} No", "Content-Type: application/json"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        lines += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        await writer.drain()

    return act


def page(text: str, kind: str = "text/html") -> Act:
    """Answer with something else altogether."""

    async def act(writer: asyncio.StreamWriter) -> None:
        body = text.encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()

    return act


async def nothing(_writer: asyncio.StreamWriter) -> None:
    """Take a question and never answer it."""
    await asyncio.Event().wait()


def begin(*parts: str) -> Act:
    """Send these bodies as they are, and say no more."""

    async def act(writer: asyncio.StreamWriter) -> None:
        await pieces(*parts)(writer)
        await nothing(writer)

    return act
