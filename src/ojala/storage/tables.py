"""The whole schema on one page.

Every table of a learner's rows has `learner_id` first in its primary key, so that the rows of one
learner lie together and can be partitioned or sharded. Attempts and reviews are only ever added;
cards, and the figures of progress (days, tallies, shelves, chronicles), are projections of them
and can be rebuilt.
"""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    func,
    select,
    text,
)
from sqlalchemy.orm import (
    Mapped,
    column_property,
    mapped_column,
)

from ojala.storage.administration import AuditRow, SwitchRow
from ojala.storage.base import Base, JsonObject
from ojala.storage.entrances import (
    AccountRow,
    IdentityRow,
    LoginRow,
    RecoveryCodeRow,
    TicketRow,
)
from ojala.storage.projections import ChronicleRow, DayRow, ShelfRow, TallyRow
from ojala.storage.tutoring import TutorAnswerRow, TutorCallRow, TutorConsentRow

__all__ = [
    "AccountRow",
    "AuditRow",
    "Base",
    "ChronicleRow",
    "DayRow",
    "IdentityRow",
    "LoginRow",
    "RecoveryCodeRow",
    "ShelfRow",
    "SwitchRow",
    "TallyRow",
    "TicketRow",
    "TutorAnswerRow",
    "TutorCallRow",
    "TutorConsentRow",
]
"""What is defined elsewhere and found here all the same, beside the tables of this page."""

T = TypeVar("T")


class LearnerRow(Base):
    """A learner: a guest until there is an account."""

    __tablename__ = "learners"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    preferences: Mapped[JsonObject]
    turn: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Counts whoever took the learner's lock to change something; not kept by SQLite."""


class SessionRow(Base):
    """A practice session and what it set out to practise."""

    __tablename__ = "sessions"
    __table_args__ = (Index("ix_sessions_learner_id_started_at", "learner_id", "started_at"),)

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learners.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    plan: Mapped[JsonObject]


class ExerciseRow(Base):
    """An exercise as it was issued, never changed afterwards."""

    __tablename__ = "exercises"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "session_id"],
            ["sessions.learner_id", "sessions.id"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("learner_id", "session_id", "position"),
        Index("ix_exercises_learner_id_issued_at", "learner_id", "issued_at"),
    )

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    session_id: Mapped[UUID]
    position: Mapped[int]
    issued_at: Mapped[datetime]
    item: Mapped[str] = mapped_column(Text)
    body: Mapped[JsonObject]
    content_version: Mapped[str] = mapped_column(String(64))
    likeness: Mapped[str | None] = mapped_column(Text)
    """What tells it from others, of hundreds at a time: read from the body where there is none."""


class HintRow(Base):
    """A hint that was asked for before an answer; `level` counts from 1."""

    __tablename__ = "hints"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "exercise_id"],
            ["exercises.learner_id", "exercises.id"],
            ondelete="CASCADE",
        ),
    )

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    exercise_id: Mapped[UUID] = mapped_column(primary_key=True)
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    given_at: Mapped[datetime]


class RemarkRow(Base):
    """A past answer judged anew; the latest of an answer's stands, and none is ever changed."""

    __tablename__ = "remarks"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "exercise_id", "number"],
            ["attempts.learner_id", "attempts.exercise_id", "attempts.number"],
            ondelete="CASCADE",
        ),
    )

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    exercise_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[datetime] = mapped_column(primary_key=True)
    verdict: Mapped[str] = mapped_column(String(16))
    diagnosis: Mapped[JsonObject]
    engine_version: Mapped[str] = mapped_column(String(32))
    replaced: Mapped[JsonObject]
    """The reviews that stood until then: rating and weight by item."""


def _standing(said: Mapped[T], then: Mapped[T], *key: Mapped[Any]) -> ColumnElement[T]:
    """What the latest remark on an attempt says; where there is none, what was said then."""
    learner_id, exercise_id, number = key
    latest = (
        select(said)
        .where(
            RemarkRow.learner_id == learner_id,
            RemarkRow.exercise_id == exercise_id,
            RemarkRow.number == number,
        )
        .order_by(RemarkRow.made_at.desc())
        .limit(1)
        .correlate_except(RemarkRow)
        .scalar_subquery()
    )
    return func.coalesce(latest, then)


class AttemptRow(Base):
    """A recorded response and the diagnosis it met; `number` counts the tries from 1.

    A row is only ever added. What is read as `verdict` and `diagnosis` is the judgement that
    stands: that of the latest remark, or else the one of its day.
    """

    __tablename__ = "attempts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "exercise_id"],
            ["exercises.learner_id", "exercises.id"],
            ondelete="CASCADE",
        ),
        Index("ix_attempts_learner_id_given_at", "learner_id", "given_at"),
    )

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    exercise_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    given_at: Mapped[datetime]
    response: Mapped[str] = mapped_column(Text)
    elapsed: Mapped[float | None]
    verdict_then: Mapped[str] = mapped_column("verdict", String(16))
    diagnosis_then: Mapped[JsonObject] = mapped_column("diagnosis")
    engine_version: Mapped[str] = mapped_column(String(32))
    policy: Mapped[JsonObject] = mapped_column(server_default=text("'{}'"))
    """The settings it was judged by, so that it can be judged anew by the same."""

    verdict: Mapped[str] = column_property(
        _standing(RemarkRow.verdict, verdict_then, learner_id, exercise_id, number)
    )
    diagnosis: Mapped[JsonObject] = column_property(
        _standing(RemarkRow.diagnosis, diagnosis_then, learner_id, exercise_id, number)
    )


class ObjectionRow(Base):
    """A learner's word against a verdict (`right`) or a sentence (`report`), and its outcome."""

    __tablename__ = "objections"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "exercise_id"],
            ["exercises.learner_id", "exercises.id"],
            ondelete="CASCADE",
        ),
        Index("ix_objections_settled_at_exercise_id", "settled_at", "exercise_id"),
    )

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    exercise_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    made_at: Mapped[datetime]
    engine_version: Mapped[str] = mapped_column(String(32))
    settled_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(16))


class ReviewRow(Base):
    """One item's rated event within an attempt."""

    __tablename__ = "reviews"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "exercise_id"],
            ["exercises.learner_id", "exercises.id"],
            ondelete="CASCADE",
        ),
        Index("ix_reviews_learner_id_item_reviewed_at", "learner_id", "item", "reviewed_at"),
    )

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    exercise_id: Mapped[UUID] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(Text, primary_key=True)
    reviewed_at: Mapped[datetime]
    rating: Mapped[int]
    weight: Mapped[float]
    """How much of a full review it counts for: less where an answer may have been a lucky guess."""
    recall: Mapped[float | None]
    """What was predicted of it; nothing of an item that was new, or reviewed the same day."""


class CardRow(Base):
    """One learner's memory of one item: a projection of the reviews."""

    __tablename__ = "cards"
    __table_args__ = (
        ForeignKeyConstraint(["learner_id"], ["learners.id"], ondelete="CASCADE"),
        Index("ix_cards_learner_id_due", "learner_id", "due"),
    )

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(Text, primary_key=True)
    stability: Mapped[float]
    difficulty: Mapped[float]
    last_review: Mapped[datetime]
    due: Mapped[datetime]
    reviews: Mapped[int]
    lapses: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    """How often it was written."""


class OwnSetRow(Base):
    """A set of exercises that a learner wrote."""

    __tablename__ = "own_sets"

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learners.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class OwnExerciseRow(Base):
    """An exercise of a set: as it was written, and what the engine made of it."""

    __tablename__ = "own_exercises"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "set_id"],
            ["own_sets.learner_id", "own_sets.id"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("learner_id", "set_id", "text"),
    )

    learner_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    set_id: Mapped[UUID]
    text: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
    written: Mapped[JsonObject]
    body: Mapped[JsonObject]


class ReplyRow(Base):
    """What was answered to a write under a program's idempotency key, kept for a day."""

    __tablename__ = "replies"

    owner: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """A hash of the credentials that asked."""
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    learner_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("learners.id", ondelete="CASCADE"), index=True
    )
    """Whose answer it is, with whom it goes."""
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32))
    status: Mapped[int | None]
    headers: Mapped[JsonObject]
    body: Mapped[bytes]
    begun_at: Mapped[datetime] = mapped_column(index=True)


class JobRow(Base):
    """Work to be done after the transaction that asked for it."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_finished_at_run_after", "finished_at", "run_after"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64))
    arguments: Mapped[JsonObject]
    created_at: Mapped[datetime]
    run_after: Mapped[datetime]
    attempts: Mapped[int]
    finished_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)


class MailRow(Base):
    """What became of a letter; its id is that of the job that sent it."""

    __tablename__ = "mails"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    template: Mapped[str] = mapped_column(String(64))
    to: Mapped[str] = mapped_column(String(254))
    """Masked: the log tells nobody's address."""
    language: Mapped[str] = mapped_column(String(8))
    outcome: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text)
    logged_at: Mapped[datetime] = mapped_column(index=True)
