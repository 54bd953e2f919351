"""The tables of the tutor: who agreed to be helped by a model, what it cost, what it said."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ojala.storage.base import Base, JsonObject


class TutorConsentRow(Base):
    """A learner's word that what they ask may be sent to a host; taken back, there is no row."""

    __tablename__ = "tutor_consents"
    __table_args__ = (ForeignKeyConstraint(["learner_id"], ["learners.id"], ondelete="CASCADE"),)

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    host: Mapped[str] = mapped_column(String(255))
    given_at: Mapped[datetime]


class TutorCallRow(Base):
    """A question to a model, written before it is asked: what may be spent, then what was."""

    __tablename__ = "tutor_calls"
    __table_args__ = (
        ForeignKeyConstraint(["learner_id"], ["learners.id"], ondelete="CASCADE"),
        Index("ix_tutor_calls_learner_id_asked_at", "learner_id", "asked_at"),
        Index("ix_tutor_calls_day", "day"),
    )

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime]
    day: Mapped[date]
    """The same by the calendar of UTC, by which months are reckoned."""
    way: Mapped[str] = mapped_column(String(16))
    model: Mapped[str] = mapped_column(String(100))
    outcome: Mapped[str] = mapped_column(String(16))
    prompt_tokens: Mapped[int]
    completion_tokens: Mapped[int]
    withheld: Mapped[int]


class TutorAnswerRow(Base):
    """What was told about an exercise, kept for a while: the same question has the same answer."""

    __tablename__ = "tutor_answers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "exercise_id"],
            ["exercises.learner_id", "exercises.id"],
            ondelete="CASCADE",
        ),
        Index("ix_tutor_answers_made_at", "made_at"),
    )

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    exercise_id: Mapped[UUID] = mapped_column(primary_key=True)
    question: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """A hash of all that was sent."""
    way: Mapped[str] = mapped_column(String(16))
    asked: Mapped[str] = mapped_column(Text)
    """What the learner wanted to know, in their words."""
    made_at: Mapped[datetime]
    body: Mapped[JsonObject]
