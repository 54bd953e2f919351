"""Replies kept under the keys that programs gave, so that what was asked twice is done once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from ojala.storage.database import Transaction
from ojala.storage.tables import ReplyRow


@dataclass(frozen=True, slots=True)
class Reply:
    """What was asked under a key, and what was answered: no status while that is open."""

    fingerprint: bytes
    status: int | None
    headers: dict[str, str]
    body: bytes


async def find(tx: Transaction, owner: bytes, key: str) -> Reply | None:
    """What is kept under a key."""
    row = await tx.get(ReplyRow, (owner, key))
    return Reply(row.fingerprint, row.status, row.headers, row.body) if row else None


async def begin(tx: Transaction, owner: bytes, key: str, fingerprint: bytes, now: datetime) -> None:
    """Take a key; raises `IntegrityError` where somebody took it a moment ago."""
    tx.add(
        ReplyRow(
            owner=owner,
            key=key,
            fingerprint=fingerprint,
            status=None,
            headers={},
            body=b"",
            begun_at=now,
        )
    )
    await tx.flush()


async def keep(
    tx: Transaction, owner: bytes, key: str, reply: Reply, learner_id: UUID | None
) -> None:
    """Keep an answer under its key, as long as whoever it was given to is there."""
    row = await tx.get_one(ReplyRow, (owner, key))
    row.learner_id = learner_id
    row.status, row.headers, row.body = reply.status, reply.headers, reply.body
    await tx.flush()


async def forget(tx: Transaction, owner: bytes, key: str) -> None:
    """Give a key back: nothing was done under it."""
    await tx.execute(delete(ReplyRow).where(ReplyRow.owner == owner, ReplyRow.key == key))


async def prune(tx: Transaction, before: datetime) -> None:
    """Forget the keys taken before a moment."""
    await tx.execute(delete(ReplyRow).where(ReplyRow.begun_at < before))
