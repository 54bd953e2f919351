"""The figures of progress, kept up to date by adding what each answer adds.

They are sums, added within the answer's own transaction, so that a page of progress costs the
same after ten answers and after a million, and are made again from the log by `ojala replay`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, select

from ojala.learning.achievements import Chronicle
from ojala.learning.attempts import Tally
from ojala.learning.calibration import Shelf
from ojala.learning.learner import Learner
from ojala.learning.tallies import Day, Entry, taken_back
from ojala.storage.base import JsonObject
from ojala.storage.database import Transaction
from ojala.storage.tables import ChronicleRow, DayRow, ShelfRow, TallyRow
from ojala.storage.writing import Change, write

TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Told:
    """A learner's chronicle, and when the last attempt in it was recorded."""

    chronicle: Chronicle = field(default_factory=Chronicle)
    latest: datetime | None = None

    def moment(self, now: datetime) -> datetime:
        """Return now, or the first moment after the last attempt where a clock was set back.

        The order of the log is thereby the order in which answers were taken, on every device.
        """
        return now if self.latest is None or self.latest < now else self.latest + TICK


_chronicle, _told = TypeAdapter(Chronicle), TypeAdapter(Told)


async def told(tx: Transaction, learner: Learner) -> Told:
    """A learner's chronicle as far as it goes."""
    query = select(ChronicleRow.body, ChronicleRow.latest)
    found = (await tx.execute(query.where(ChronicleRow.learner_id == learner.id))).one_or_none()
    return told_of(found.body, found.latest) if found else Told()


def told_of(body: JsonObject | None, latest: datetime | None) -> Told:
    """A chronicle as it is stored, or none."""
    return Told(_chronicle.validate_python(body), latest) if body is not None else Told()


async def told_before(tx: Transaction, learner: Learner) -> Told | None:
    """A learner's chronicle without its last attempt; None where that is not known."""
    found = await tx.scalar(
        select(ChronicleRow.before).where(ChronicleRow.learner_id == learner.id)
    )
    return _told.validate_python(found) if found else None


async def tell(
    tx: Transaction, learner: Learner, told: Told, *, before: Told | None = None
) -> None:
    """Store a chronicle, and what it was `before` its last attempt; none where nothing is told."""
    if told.latest is None:
        await tx.execute(delete(ChronicleRow).where(ChronicleRow.learner_id == learner.id))
        return
    await write(tx, [chronicle_of(learner, told, before)])


def chronicle_of(learner: Learner, told: Told, before: Told | None) -> Change:
    """A chronicle that tells something, and what it was before its last attempt."""
    row = {
        "learner_id": learner.id,
        "body": _chronicle.dump_python(told.chronicle, mode="json"),
        "latest": told.latest,
        "before": _told.dump_python(before, mode="json") if before else {},
    }
    return Change(ChronicleRow, [row], alone=True)


def sums_of(learner: Learner, entry: Entry) -> Iterator[Change]:
    """What one answer adds."""
    day = {"learner_id": learner.id, "day": entry.day, **day_columns(entry.answers)}
    yield Change(DayRow, [day], adding=_SUMS[DayRow], alone=True)
    of_month = {"learner_id": learner.id, "month": entry.month}
    tallies = [
        {**of_month, "dimension": dimension, "key": key, **tally_columns(tally)}
        for (dimension, key), tally in entry.counted.items()
    ]
    yield Change(TallyRow, tallies, adding=_SUMS[TallyRow])
    shelves = [
        {**of_month, "number": number, **shelf_columns(shelf)}
        for number, shelf in entry.shelves.items()
    ]
    yield Change(ShelfRow, shelves, adding=_SUMS[ShelfRow])


async def take_back(tx: Transaction, learner: Learner, entry: Entry) -> None:
    """Subtract what one answer added; sums of nothing are removed."""
    await write(tx, sums_of(learner, taken_back(entry)))
    for table, of_then in (
        (DayRow, DayRow.day == entry.day),
        (TallyRow, TallyRow.month == entry.month),
        (ShelfRow, ShelfRow.month == entry.month),
    ):
        await tx.execute(
            delete(table).where(table.learner_id == learner.id, of_then, table.count == 0)
        )


def day_columns(day: Day) -> dict[str, Any]:
    """The columns of a day."""
    return {**tally_columns(day.tally), "points": day.points}


def tally_columns(tally: Tally) -> dict[str, Any]:
    """The columns of a tally."""
    return {
        "count": tally.count,
        "right": tally.right,
        "seconds": tally.seconds,
        "timed": tally.timed,
    }


def shelf_columns(shelf: Shelf) -> dict[str, Any]:
    """The columns of a shelf."""
    return {
        "count": shelf.count,
        "recalled": shelf.recalled,
        "predicted": shelf.predicted,
        "loss": shelf.loss,
    }


_SUMS = {
    DayRow: frozenset(day_columns(Day())),
    TallyRow: frozenset(tally_columns(Tally())),
    ShelfRow: frozenset(shelf_columns(Shelf())),
}
