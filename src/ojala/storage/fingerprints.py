"""Fingerprints of a database's contents: the same rows give the same on SQLite and PostgreSQL."""

import hashlib
import json
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select

from ojala.storage.database import Transaction
from ojala.storage.tables import Base

BATCH = 1000
"""How many rows are held at a time."""
_SPAN = 2**128


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How many rows a table has, and the sum of their hashes, in whatever order they come."""

    rows: int
    digest: str


def tables() -> Sequence[Table]:
    """Every table, those first to which others refer."""
    return Base.metadata.sorted_tables


async def batches(tx: Transaction, table: Table) -> AsyncIterator[list[dict[str, Any]]]:
    """The rows of a table, so many at a time that any number of them fits into memory."""
    rows = await tx.stream(select(table).execution_options(yield_per=BATCH))
    async for part in rows.mappings().partitions(BATCH):
        yield [dict(row) for row in part]


async def fingerprint(tx: Transaction, table: Table) -> Fingerprint:
    """The fingerprint of one table."""
    rows, total = 0, 0
    async for batch in batches(tx, table):
        rows += len(batch)
        total += sum(map(_hash, batch))
    return Fingerprint(rows, f"{total % _SPAN:032x}")


async def fingerprints(
    tx: Transaction, wanted: Iterable[Table] | None = None
) -> dict[str, Fingerprint]:
    """The fingerprint of every table, by its name."""
    chosen = tables() if wanted is None else wanted
    return {table.name: await fingerprint(tx, table) for table in chosen}


def _hash(row: dict[str, Any]) -> int:
    text = json.dumps(row, sort_keys=True, default=_plain, ensure_ascii=False)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:16])


def _plain(value: object) -> str:
    if isinstance(value, date):  # moments are dates too
        return value.isoformat()
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"no column holds a {type(value).__name__}")
