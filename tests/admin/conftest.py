"""Administrators at work, with a browser and with a program."""

from uuid import UUID

import pytest
from httpx2 import AsyncClient

from tests.accounts.conftest import Browser, House, house

__all__ = ["house"]

BOSS = "boss@example.com"
RIGHTS = {"role": "admin", "totp_secret": "sealed"}


@pytest.fixture
async def boss(house: House) -> AsyncClient:
    """A program of an administrator."""
    program = await house.signed_in(BOSS)
    await house.change(BOSS, **RIGHTS)
    return program


@pytest.fixture
async def desk(house: House) -> Browser:
    """A browser of an administrator."""
    browser = await house.browser()
    await browser.sign_up(BOSS)
    await house.change(BOSS, **RIGHTS)
    return browser


async def id_of(program: AsyncClient) -> UUID:
    """The id of whoever a program works for."""
    return UUID((await program.get("/api/v1/me")).json()["id"])


async def contested(program: AsyncClient, text: str = "zapato", kind: str = "right") -> str:
    """Answer an exercise and object to the verdict; the exercise's id."""
    session = (await program.post("/api/v1/sessions")).json()["id"]
    issued = (await program.post(f"/api/v1/sessions/{session}/exercises")).json()
    address = f"/api/v1/exercises/{issued['id']}"
    await program.post(f"{address}/answer", json={"text": text})
    reply = await program.post(f"{address}/objections", json={"kind": kind})
    assert reply.status_code == 204
    return str(issued["id"])
