"""The load of `bench.answer`: so many connections, each sending its next answer when told.

`python -m bench.load PORT EXERCISE FIRST COUNT CONNECTIONS TEXT …`, a process of its own, speaks
HTTP by raw sockets so that asking costs little beside answering. It prints, as JSON, the seconds
each answer took, the seconds all took together, and how many were refused.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator

from typing_extensions import override

_HEAD_ENDS = b"\r\n\r\n"
_LENGTH = b"content-length: "


class Asker(asyncio.Protocol):
    """One connection, which asks until nothing is left to ask."""

    def __init__(self, requests: Iterator[bytes], seconds: list[float]) -> None:
        self.requests, self.seconds = requests, seconds
        self.refused, self.started, self.received = 0, 0.0, b""
        self.done = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError(transport)
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        """Send the next request; end where there is none."""
        request = next(self.requests, None)
        if request is None:
            self.done.set_result(self.refused)
            self.transport.close()
            return
        self.started = time.perf_counter()
        self.transport.write(request)

    @override
    def data_received(self, data: bytes) -> None:
        self.received += data
        head, separator, body = self.received.partition(_HEAD_ENDS)
        if not separator:
            return
        length = head.lower().partition(_LENGTH)[2].partition(b"\r\n")[0]
        if len(body) < int(length):
            return
        self.seconds.append(time.perf_counter() - self.started)
        self.refused += not head.startswith(b"HTTP/1.1 200")
        self.received = b""
        self.ask()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server hung up"))


def request(exercise: str, number: int, text: str) -> bytes:
    """The answer of one learner of the crowd."""
    body = json.dumps({"text": text, "elapsed": 4.0}).encode()
    head = (
        f"POST /api/v1/exercises/{exercise}/answer HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Authorization: Bearer bench-{number}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def main() -> None:
    """Ask, and print how long it took."""
    port, exercise, first, count, connections, *texts = sys.argv[1:]
    numbers = range(int(first), int(first) + int(count))
    requests = iter([request(exercise, n, texts[n % len(texts)]) for n in numbers])
    seconds: list[float] = []
    loop, started = asyncio.get_running_loop(), time.perf_counter()
    pairs = [
        await loop.create_connection(lambda: Asker(requests, seconds), "127.0.0.1", int(port))
        for _ in range(int(connections))
    ]
    refused = sum([await asker.done for _, asker in pairs])
    elapsed = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "elapsed": elapsed, "refused": refused}))


if __name__ == "__main__":
    asyncio.run(main())
