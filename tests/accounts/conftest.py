"""Somebody at the doors: a browser without scripts, a program, and the mail they get."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx2 import ASGITransport, AsyncClient, Response
from sqlalchemy import select, update

from ojala.app import create_app
from ojala.config import Settings
from ojala.storage.database import Database
from ojala.storage.tables import AccountRow, JobRow

EMAIL = "ana@example.com"
PASSWORD = "correcto caballo pila grapa"
BETTER = "siete nubes verdes cantan"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@dataclass
class House:
    """The service, its clock and its database."""

    database: Database
    url: str
    now: datetime = datetime(2026, 11, 23, 9, tzinfo=UTC)
    settings: dict[str, Any] = field(default_factory=dict)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def open(self) -> None:
        """Start the service."""
        given = {
            "rate_limit": "1000/minute",
            "login_limit": "50/minute",
            "smtp_url": "smtp://127.0.0.1:1",  # nobody there: letters stay where they can be read
            **self.settings,
        }
        self.app = create_app(Settings(database_url=self.url, **given), clock=self.tick)
        await self.stack.enter_async_context(self.app.router.lifespan_context(self.app))

    def tick(self) -> datetime:
        """What the clock says, a moment later each time it is asked."""
        self.now += timedelta(milliseconds=10)
        return self.now

    def wait(self, time: timedelta) -> None:
        """Let time go by."""
        self.now += time

    async def browser(self, **headers: str) -> "Browser":
        """Somebody with a browser."""
        client = await self._client({"Accept": "text/html", "User-Agent": FIREFOX, **headers})
        return Browser(client, self)

    async def program(self, **headers: str) -> AsyncClient:
        """A program."""
        return await self._client(headers)

    async def _client(self, headers: Mapping[str, str]) -> AsyncClient:
        client = AsyncClient(
            transport=ASGITransport(app=self.app),
            base_url="http://here",
            headers={"Accept-Language": "en", **headers},
            follow_redirects=True,
        )
        return await self.stack.enter_async_context(client)

    async def mails(self) -> list[dict[str, Any]]:
        """The mails that were asked for, the oldest first."""
        async with self.database.transaction(read_only=True) as tx:
            jobs = select(JobRow).where(JobRow.name == "accounts.mail")
            rows = await tx.scalars(jobs.order_by(JobRow.created_at, JobRow.id))
            return [row.arguments for row in rows]

    async def secret(self) -> str:
        """The secret of the link in the newest mail."""
        path: str = (await self.mails())[-1]["context"]["path"]
        return path.partition("token=")[2]

    async def change(self, email: str = EMAIL, **values: object) -> None:
        """Change an account behind its owner's back."""
        async with self.database.transaction() as tx:
            await tx.execute(update(AccountRow).where(AccountRow.email == email).values(**values))

    async def account(self, email: str = EMAIL, password: str = PASSWORD) -> dict[str, Any]:
        """Sign somebody up by API; what their program carries."""
        program = await self.program()
        await program.post("/api/v1/auth/signup", json={"email": email, "password": password})
        reply = await program.post(
            "/api/v1/auth/verify", json={"token": await self.secret(), "password": password}
        )
        assert reply.status_code == 200, reply.text
        tokens: dict[str, Any] = reply.json()
        return tokens

    async def signed_in(self, email: str = EMAIL, password: str = PASSWORD) -> AsyncClient:
        """A program of somebody new that is signed in."""
        tokens = await self.account(email, password)
        return await self.program(Authorization=f"Bearer {tokens['access_token']}")


@dataclass
class Browser:
    """A browser without scripts: it gets pages and sends their forms."""

    client: AsyncClient
    house: House
    page: str = ""

    async def get(self, address: str) -> Response:
        """Open a page."""
        reply = await self.client.get(address)
        self.page = reply.text
        return reply

    async def send(self, action: str, **fields: str) -> Response:
        """Send the form of this page that leads to an address, hidden fields included."""
        form = re.search(rf'action="{re.escape(action)}".*?</form>', self.page, re.DOTALL)
        assert form is not None, action
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form.group()))
        reply = await self.client.post(action, data={**hidden, **fields})
        self.page = reply.text
        return reply

    async def sign_up(self, email: str = EMAIL, password: str = PASSWORD) -> Response:
        """Sign up, read the mail, and finish."""
        await self.get("/signup")
        await self.send("/signup", email=email, password=password, name="Ana")
        await self.get((await self.house.mails())[-1]["context"]["path"])
        return await self.send("/verify", password=password)

    async def sign_in(self, email: str = EMAIL, password: str = PASSWORD) -> Response:
        """Sign in."""
        await self.get("/login?next=/account")
        return await self.send("/login", email=email, password=password)

    async def practise(self) -> Response:
        """Answer the sentence of the first page."""
        await self.get("/")
        if 'action="/start"' in self.page:
            return await self.send("/start", text="zapato")
        return await self.get("/practice")


@pytest.fixture
async def house(database: Database, database_url: str) -> AsyncIterator[House]:
    """The service, on each kind of database in turn."""
    house = House(database, database_url)
    async with house.stack:
        await house.open()
        yield house


@pytest.fixture
async def browser(house: House) -> Browser:
    """Somebody with a browser."""
    return await house.browser()


@pytest.fixture
async def program(house: House) -> AsyncClient:
    """A program that nobody has signed in."""
    return await house.program()


def problem(response: Response) -> tuple[int, str]:
    """The status of a problem, and its name."""
    return response.status_code, response.json()["type"].removeprefix("/problems/")
