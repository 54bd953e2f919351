import asyncio

import pytest
from typing_extensions import override

from ojala.reading import PIECE, read_in_pieces

MUCH = 8 * PIECE


class Pieces(asyncio.Protocol):
    """Whoever notes how much each read brought."""

    def __init__(self, done: asyncio.Future[list[int]]) -> None:
        self.sizes: list[int] = []
        self.done = done

    @override
    def data_received(self, data: bytes) -> None:
        self.sizes.append(len(data))

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self.done.set_result(self.sizes)


async def test_no_read_asks_for_more_than_a_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asyncio.selector_events._SelectorTransport.max_size", MUCH)
    read_in_pieces()
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    server = await loop.create_server(lambda: Pieces(done), "127.0.0.1", 0)
    async with server:
        _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(bytes(MUCH))
        writer.close()
        sizes = await done

    assert sum(sizes) == MUCH
    assert max(sizes) == PIECE
