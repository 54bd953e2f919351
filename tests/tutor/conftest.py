"""A tutor with a model that can be made to say anything."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from httpx2 import AsyncClient, Response

from ojala.content.course import course
from ojala.diagnosis import diagnose
from ojala.exercises.exercise import Response as Given
from ojala.exercises.written import Written, checked
from ojala.storage.database import Database
from ojala.tutor.forms import vocabulary
from ojala.tutor.own import case_of
from ojala.tutor.values import Case
from tests.accounts.conftest import House
from tests.tutor.model_server import KEY, MODEL, Parrot, parrot

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
EXERCISE = UUID(int=7)
SENTENCE = "No creo que Ana [tenga] razón."
KNOWN = vocabulary(course())


def case(given: str = "tiene", sentence: str = SENTENCE, language: str = "en") -> Case:
    """An exercise to which something was answered."""
    made = checked(Written(sentence, "I don't think Ana is right."))
    judged = diagnose(made, Given(given))
    return case_of(EXERCISE, made, judged, given, course(), language)


@pytest.fixture
async def model() -> AsyncIterator[Parrot]:
    """A model on loopback."""
    async with parrot() as made:
        made.says("After *no creo que* comes the subjunctive: *tenga*.")
        yield made


@dataclass
class School:
    """The service with a tutor, and a learner who has answered an exercise."""

    house: House
    model: Parrot
    program: AsyncClient
    exercise: str

    @property
    def address(self) -> str:
        """Where the tutor is asked about the exercise."""
        return f"/api/v1/exercises/{self.exercise}/tutor"

    async def ask(self, way: str = "explain", **body: object) -> Response:
        """Ask by program."""
        return await self.program.post(self.address, json={"way": way, **body})

    async def heard(self, way: str = "explain", **body: object) -> list[tuple[str, str]]:
        """What is told: each part by its kind and its text."""
        reply = await self.ask(way, **body)
        assert reply.status_code == 200, reply.text
        return [(part["kind"], part["text"]) for part in reply.json()["parts"]]

    async def standing(self) -> dict[str, Any]:
        """How the learner stands to the tutor."""
        found: dict[str, Any] = (await self.program.get("/api/v1/tutor")).json()
        return found


def settings(model: Parrot, **others: object) -> dict[str, Any]:
    """The settings of a service with a tutor."""
    given = {"tutor_url": model.url, "tutor_key": KEY, "tutor_model": MODEL}
    return {**given, "tutor_patience": 5, **others}


@asynccontextmanager
async def opened(
    database: Database, url: str, model: Parrot, **others: object
) -> AsyncIterator[School]:
    """A school with settings of its own; the learner is a guest who has agreed."""
    house = House(database, url, settings=settings(model, **others))
    await house.open()
    async with house.stack:
        program = await newcomer(house)
        yield School(house, model, program, await answered(program))


async def newcomer(house: House) -> AsyncClient:
    """A program of a new guest who has agreed."""
    program = await house.program()
    token = (await program.post("/api/v1/sessions")).json()["token"]
    program.headers["Authorization"] = f"Bearer {token}"
    reply = await program.put("/api/v1/tutor", json={"consent": True})
    assert reply.status_code == 200, reply.text
    return program


async def answered(program: AsyncClient, *, settle: bool = True) -> str:
    """Begin a session and give up its first exercise; its id."""
    session = (await program.post("/api/v1/sessions")).json()["id"]
    issued = (await program.post(f"/api/v1/sessions/{session}/exercises")).json()
    if settle:
        address = f"/api/v1/exercises/{issued['id']}/answer"
        assert (await program.post(address, json={"reveal": True})).status_code == 200
    return str(issued["id"])


@pytest.fixture
async def school(database: Database, database_url: str, model: Parrot) -> AsyncIterator[School]:
    """A school."""
    async with opened(database, database_url, model) as made:
        yield made
