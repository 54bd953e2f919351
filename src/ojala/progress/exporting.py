"""Exporting: everything that is kept of a learner, in pieces, so that a long log fits as well."""

import csv
import json
from collections.abc import AsyncIterator
from datetime import datetime
from io import StringIO
from typing import Any

from sqlalchemy import inspect, select

from ojala.learning.learner import Learner
from ojala.storage.arrivals import FORMAT, OWNER, TABLES, VERSION
from ojala.storage.base import Base
from ojala.storage.database import Transaction
from ojala.storage.learners import dump_preferences
from ojala.storage.tables import AttemptRow, ExerciseRow, ReviewRow

PAGE = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def everything(tx: Transaction, *, learner: Learner, now: datetime) -> AsyncIterator[str]:
    """Yield one JSON document with every row of a learner, a table at a time."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now.isoformat(),
        "preferences": dump_preferences(learner.preferences),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1]
    for table in TABLES:
        yield f',\n"{table.__tablename__}": ['
        first = True
        async for row in _rows(tx, learner, table):
            yield ("\n" if first else ",\n") + json.dumps(row, ensure_ascii=False, default=_plain)
            first = False
        yield "\n]"
    yield "}\n"


async def answers(tx: Transaction, *, learner: Learner) -> AsyncIterator[str]:
    """Yield every answer as CSV, the oldest first."""
    yield _line("given_at", "sentence", "verb", "given", "right", "verdict", "number", "seconds")
    exercise = ExerciseRow.body["exercise"]
    rows = await tx.stream(
        select(
            AttemptRow.given_at,
            exercise["sentence"].as_string(),
            exercise["lemma"].as_string(),
            AttemptRow.response,
            exercise["answers"][0]["text"].as_string(),
            AttemptRow.verdict,
            AttemptRow.number,
            AttemptRow.elapsed,
        )
        .join(
            ExerciseRow,
            (ExerciseRow.learner_id == AttemptRow.learner_id)
            & (ExerciseRow.id == AttemptRow.exercise_id),
        )
        .where(AttemptRow.learner_id == learner.id)
        .order_by(AttemptRow.given_at)
    )
    async for row in rows:
        yield _line(*row)


async def reviews(tx: Transaction, *, learner: Learner) -> AsyncIterator[str]:
    """Yield every review as CSV, as `ojala bench memory` reads it."""
    yield _line("card_id", "review_rating", "review_time", "weight", "predicted_recall")
    rows = await tx.stream(
        select(
            ReviewRow.item,
            ReviewRow.rating,
            ReviewRow.reviewed_at,
            ReviewRow.weight,
            ReviewRow.recall,
        )
        .where(ReviewRow.learner_id == learner.id)
        .order_by(ReviewRow.reviewed_at)
    )
    async for row in rows:
        yield _line(*row)


async def _rows(
    tx: Transaction, learner: Learner, table: type[Base]
) -> AsyncIterator[dict[str, Any]]:
    """Yield the rows of a learner as documents, without saying whose they are."""
    stored = inspect(table).local_table.columns  # without what is only read, as a standing verdict
    columns = [column for column in stored if column.name != OWNER]
    owner = stored[OWNER]
    rows = await tx.stream(
        select(*columns)
        .where(owner == learner.id)
        .order_by(*(column for column in columns if column.primary_key))
        .execution_options(yield_per=PAGE)
    )
    names = [column.name for column in columns]
    async for row in rows:
        yield dict(zip(names, row, strict=True))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _line(*cells: object) -> str:
    held = StringIO()
    csv.writer(held).writerow(_cell(cell) for cell in cells)
    return held.getvalue()


def _cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
