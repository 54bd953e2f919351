"""The tables of those who run the service: what is switched off, and what was done by whom."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ojala.storage.base import Base, JsonObject


class SwitchRow(Base):
    """A part of the service that was switched off, or on again; without a row it is on."""

    __tablename__ = "switches"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    is_on: Mapped[bool]
    changed_at: Mapped[datetime]


class AuditRow(Base):
    """A privileged act; the database refuses to change or remove a row.

    People are named by a mark that is made of their id and leads back to nobody once they left.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject_id", "subject", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    done_at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(32))
    act: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(64))
    details: Mapped[JsonObject]
