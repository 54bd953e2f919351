"""The tables of the figures of progress, all of them projections of the log."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ojala.storage.base import Base, JsonObject


class DayRow(Base):
    """What one of a learner's days held: a projection of attempts and reviews."""

    __tablename__ = "days"
    __table_args__ = (
        ForeignKeyConstraint(["learner_id"], ["learners.id"], ondelete="CASCADE"),
        Index("ix_days_day", "day"),
    )

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int]
    right: Mapped[int]
    seconds: Mapped[float]
    timed: Mapped[int]
    points: Mapped[int]


class TallyRow(Base):
    """A month's answers by tense, trigger and so on: a projection of the attempts."""

    __tablename__ = "tallies"
    __table_args__ = (ForeignKeyConstraint(["learner_id"], ["learners.id"], ondelete="CASCADE"),)

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    dimension: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    count: Mapped[int]
    right: Mapped[int]
    seconds: Mapped[float]
    timed: Mapped[int]


class ShelfRow(Base):
    """A month's predictions of about the same height: a projection of the reviews."""

    __tablename__ = "shelves"
    __table_args__ = (ForeignKeyConstraint(["learner_id"], ["learners.id"], ondelete="CASCADE"),)

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    count: Mapped[int]
    recalled: Mapped[int]
    predicted: Mapped[float]
    loss: Mapped[float]


class ChronicleRow(Base):
    """A learner's log of attempts in a few figures, and what was reached when: a projection."""

    __tablename__ = "chronicles"
    __table_args__ = (ForeignKeyConstraint(["learner_id"], ["learners.id"], ondelete="CASCADE"),)

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    body: Mapped[JsonObject]
    latest: Mapped[datetime]
    """When the last attempt was recorded: the log of one learner never runs backwards."""
    before: Mapped[JsonObject] = mapped_column(server_default=text("'{}'"))
    """The same before the last attempt, so that it can be taken back; empty where it was."""
