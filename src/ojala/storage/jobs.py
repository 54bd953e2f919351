"""The outbox: work to be done after a transaction, and only if it is committed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ojala.storage.database import Transaction
from ojala.storage.ids import new_id
from ojala.storage.tables import JobRow


async def enqueue(
    tx: Transaction,
    name: str,
    arguments: Mapping[str, Any],
    *,
    now: datetime,
    run_after: datetime | None = None,
) -> UUID:
    """Ask for a job by its name, at once or after a moment; its id."""
    row = JobRow(
        id=new_id(now),
        name=name,
        arguments=dict(arguments),
        created_at=now,
        run_after=run_after or now,
        attempts=0,
        finished_at=None,
        error=None,
    )
    tx.add(row)
    await tx.flush()
    return row.id
