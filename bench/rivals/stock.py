"""The same endpoint as tutorials write it: FastAPI, dependencies, ORM objects, one commit.

Like the bare one it compares, and keeps one card; what differs is how it is written.
"""

import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel
from sqlalchemy import DateTime, ForeignKey, ForeignKeyConstraint, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

engine = create_async_engine(os.environ["OJALA_DATABASE_URL"])
sessions = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """What all tables share."""

    type_annotation_map = {datetime: DateTime(timezone=True), dict[str, Any]: JSONB}  # noqa: RUF012


class Learner(Base):
    """Whoever practises."""

    __tablename__ = "learners"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    preferences: Mapped[dict[str, Any]]


class Login(Base):
    """A token and whose it is."""

    __tablename__ = "logins"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learners.id"))
    expires_at: Mapped[datetime]
    learner: Mapped[Learner] = relationship(lazy="selectin")


class Exercise(Base):
    """What was asked."""

    __tablename__ = "exercises"

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    item: Mapped[str]
    body: Mapped[dict[str, Any]]
    attempts: Mapped[list["Attempt"]] = relationship(lazy="selectin")


class Attempt(Base):
    """What was answered."""

    __tablename__ = "attempts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "exercise_id"], ["exercises.learner_id", "exercises.id"]
        ),
    )

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    exercise_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    given_at: Mapped[datetime]
    response: Mapped[str]
    elapsed: Mapped[float | None]
    verdict: Mapped[str]
    diagnosis: Mapped[dict[str, Any]]
    engine_version: Mapped[str]


class Card(Base):
    """When an item comes back."""

    __tablename__ = "cards"

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    stability: Mapped[float]
    difficulty: Mapped[float]
    last_review: Mapped[datetime]
    due: Mapped[datetime]
    reviews: Mapped[int]
    lapses: Mapped[int]
    version: Mapped[int]


class Given(BaseModel):
    """What is sent."""

    text: str
    elapsed: float | None = None


class Told(BaseModel):
    """What is said."""

    verdict: str
    answers: list[str]
    returns: datetime


async def _session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


Database = Annotated[AsyncSession, Depends(_session)]


async def _learner(session: Database, authorization: Annotated[str, Header()]) -> Learner:
    digest = hashlib.sha256(authorization.removeprefix("Bearer ").encode()).digest()
    query = select(Login).where(Login.token_hash == digest, Login.expires_at > datetime.now(UTC))
    login = await session.scalar(query)
    if login is None:
        raise HTTPException(401)
    return login.learner


@asynccontextmanager
async def _living(_app: FastAPI) -> AsyncIterator[None]:
    yield
    await engine.dispose()


app = FastAPI(lifespan=_living)


@app.post("/api/v1/exercises/{exercise_id}/answer")
async def answer(
    exercise_id: UUID,
    given: Given,
    session: Database,
    learner: Annotated[Learner, Depends(_learner)],
) -> Told:
    """Compare an answer with what is right, store it, and put its card off."""
    await session.refresh(learner, with_for_update=True)
    exercise = await session.get(Exercise, (learner.id, exercise_id))
    if exercise is None:
        raise HTTPException(404)
    if exercise.attempts:
        raise HTTPException(409)
    now = datetime.now(UTC)
    answers = [one["text"] for one in exercise.body["exercise"]["answers"]]
    verdict = "correct" if given.text in answers else "wrong"
    exercise.attempts.append(
        Attempt(
            number=1,
            given_at=now,
            response=given.text,
            elapsed=given.elapsed,
            verdict=verdict,
            diagnosis={"verdict": verdict},
            engine_version="bench",
        )
    )
    card = await session.get(Card, (learner.id, exercise.item))
    if card is None:
        card = Card(
            learner_id=learner.id, item=exercise.item, stability=0.5, difficulty=5.0, reviews=0
        )
        card.lapses, card.version = 0, 1
        session.add(card)
    card.stability *= 2
    card.last_review, card.due = now, now + timedelta(days=card.stability)
    card.reviews += 1
    await session.commit()
    return Told(verdict=verdict, answers=answers, returns=card.due)
