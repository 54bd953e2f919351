"""Learners who practise without a pause, and an account of what they met."""

import asyncio
import contextlib
import itertools
import sys
import time
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import httpx2
from sqlalchemy import select
from typing_extensions import override

from ojala.storage.database import Database
from ojala.storage.tables import AttemptRow

PATIENCE = 120.0
_CLEAR = {"/problems/unavailable", "/problems/too-many"}


@dataclass
class Seen:
    """What the learners met within one trial."""

    accepted: set[UUID] = field(default_factory=set)
    answered: list[float] = field(default_factory=list)
    """The moments at which answers were accepted."""
    refused: Counter[str] = field(default_factory=Counter)
    """Errors that said clearly what was the matter."""
    unclear: Counter[str] = field(default_factory=Counter)


class EachInTurn(httpx2.AsyncHTTPTransport):
    """Sends each request to another host, as a proxy does; one that cannot be reached is passed."""

    def __init__(self, addresses: Sequence[str]) -> None:
        super().__init__()
        self._addresses = [httpx2.URL(address) for address in addresses]
        self._turn = itertools.count()

    @override
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request to the host whose turn it is, or to the next that can be reached."""
        for left in reversed(range(len(self._addresses))):
            host = self._addresses[next(self._turn) % len(self._addresses)]
            request.url = request.url.copy_with(host=host.host, port=host.port)
            try:
                return await super().handle_async_request(request)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):  # it has not been sent
                if not left:
                    raise
        raise AssertionError("there is no host")


async def practise(addresses: Sequence[str], seen: Seen, stop: asyncio.Event) -> None:
    """Practise until told to stop, each request at another host; what failed is asked again."""
    patience = httpx2.Timeout(30, connect=2)
    async with httpx2.AsyncClient(
        base_url=addresses[0],
        timeout=patience,
        transport=EachInTurn(addresses),
    ) as client:
        token = ""
        while not stop.is_set():
            try:
                token = await _session(client, token, seen, stop)
            except httpx2.TransportError:
                seen.refused["cut"] += 1
                await asyncio.sleep(0.2)


async def _session(client: httpx2.AsyncClient, token: str, seen: Seen, stop: asyncio.Event) -> str:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    started = await client.post("/api/v1/sessions", headers=headers)
    if not await _well(started, seen):
        return token
    known: str = started.json().get("token") or token
    headers = {"Authorization": f"Bearer {known}"}
    while not stop.is_set():
        at = f"/api/v1/sessions/{started.json()['id']}/exercises"
        issued = await client.post(at, headers=headers)
        if not await _well(issued, seen, also={409}):
            continue
        if issued.status_code == 409:  # noqa: PLR2004 - nothing remains
            return known
        answer = f"/api/v1/exercises/{issued.json()['id']}/answer"
        told = await client.post(answer, json={"reveal": True}, headers=headers)
        if await _well(told, seen):
            seen.accepted.add(UUID(issued.json()["id"]))
            seen.answered.append(time.monotonic())
        await asyncio.sleep(0.05)
    return known


async def _well(response: httpx2.Response, seen: Seen, also: Container[int] = ()) -> bool:
    if response.is_success or response.status_code in also:
        return True
    try:
        kind = str(response.json()["type"])
    except ValueError:
        kind = f"status {response.status_code}"
    (seen.refused if kind in _CLEAR else seen.unclear)[kind] += 1
    await asyncio.sleep(0.2)
    return False


async def stored(url: str) -> set[UUID]:
    """The exercises that have an attempt in the database."""
    database = Database(url)
    async with database.transaction(read_only=True) as tx:
        found = set(await tx.scalars(select(AttemptRow.exercise_id)))
    await database.close()
    return found


async def wait_until_ready(address: str) -> None:
    """Wait until the service can work."""
    async with httpx2.AsyncClient(base_url=address, timeout=10) as client:
        for _ in range(int(PATIENCE * 4)):
            with contextlib.suppress(httpx2.TransportError):
                if (await client.get("/health/ready")).is_success:
                    return
            await asyncio.sleep(0.25)
    sys.exit("the service did not start")
