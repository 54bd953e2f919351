"""The audit log: every privileged act, written in its own transaction and never changed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from ojala.storage.database import Transaction
from ojala.storage.ids import new_id
from ojala.storage.tables import AuditRow

COMMAND_LINE = "command line"
"""Who acts where somebody has the host itself."""
_MARK = 16


class Act(StrEnum):
    """What somebody may do by right of their role."""

    APPOINTED = "appointed"
    ROLE = "role"
    DISABLED = "disabled"
    ENABLED = "enabled"
    SIGNED_OUT = "signed-out"
    REMARKED = "remarked"
    SETTLED = "settled"
    RETRIED = "retried"
    SWITCHED = "switched"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log."""

    id: UUID
    done_at: datetime
    actor: str
    act: Act
    subject: str
    details: dict[str, str]


def mark(of: UUID) -> str:
    """What stands for somebody, or something of theirs: always the same, and no way back."""
    return hashlib.sha256(of.bytes).hexdigest()[:_MARK]


async def write(
    tx: Transaction, act: Act, *, actor: str, subject: str, now: datetime, **details: str
) -> None:
    """Note an act; should the transaction fail, neither has happened."""
    tx.add(
        AuditRow(
            id=new_id(now),
            done_at=now,
            actor=actor,
            act=act.value,
            subject=subject,
            details=details,
        )
    )
    await tx.flush()


async def entries(
    tx: Transaction, *, before: UUID | None = None, limit: int, subject: str = ""
) -> list[Entry]:
    """The acts before one of them (or the latest), latest first; all, or those about a subject."""
    chosen = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
    if before is not None:
        chosen = chosen.where(AuditRow.id < before)
    if subject:
        chosen = chosen.where(AuditRow.subject == subject)
    return [
        Entry(row.id, row.done_at, row.actor, Act(row.act), row.subject, row.details)
        for row in await tx.scalars(chosen)
    ]
