"""The tables of who is let in: accounts, and what they are entered by."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ojala.storage.base import Base, JsonObject


class AccountRow(Base):
    """What a learner who is no guest is known by; only a hash of the password is kept."""

    __tablename__ = "accounts"

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learners.id", ondelete="CASCADE"), primary_key=True
    )
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(8))
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str] = mapped_column(String(255))
    totp_secret: Mapped[str | None] = mapped_column(Text)
    """Sealed; what makes the codes of the second step."""
    totp_step: Mapped[int | None]
    """The time step of the last code taken, so that none is taken twice."""
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    deletion_due: Mapped[datetime | None]


class IdentityRow(Base):
    """Who somebody is at another service that they may sign in by."""

    __tablename__ = "identities"

    issuer: Mapped[str] = mapped_column(String(200), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learners.id", ondelete="CASCADE"), index=True
    )
    linked_at: Mapped[datetime]


class RecoveryCodeRow(Base):
    """A code that stands in for a lost second step, once."""

    __tablename__ = "recovery_codes"

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learners.id", ondelete="CASCADE"), primary_key=True
    )
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)


class TicketRow(Base):
    """A secret that was sent or shown to somebody, good for one thing, once, for a while."""

    __tablename__ = "tickets"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    learner_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("learners.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[str] = mapped_column(String(16))
    data: Mapped[JsonObject]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class LoginRow(Base):
    """A browser, program or token known to be a learner's; only a hash of its secret is kept."""

    __tablename__ = "logins"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learners.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(80))
    """What its owner knows it by: the browser and system, or the name they gave a token."""
    scopes: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
