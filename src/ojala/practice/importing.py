"""Importing: a learner's own export read back, every row checked and added once, or none at all."""

import asyncio
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice
from typing import IO, cast

import ijson
from typing_extensions import override

from ojala.content.course import Course
from ojala.errors import UploadRefused
from ojala.learning.learner import Learner
from ojala.practice.records import NoRecordError, record
from ojala.practice.values import FIRST
from ojala.storage import arrivals, memories, rebuilding
from ojala.storage.arrivals import FORMAT, TABLES, VERSION, Key, Row, key_of
from ojala.storage.base import Base
from ojala.storage.database import Transaction
from ojala.storage.learners import lock

BATCH = 500
MOST_FAULTS = 20
"""How many faults of a file are told one by one."""
LARGEST = 1_000_000_000
"""How many bytes a compressed file may unpack to."""
GZIP = b"\x1f\x8b"
_REFERS = {
    "exercises": ("sessions", ("session_id",)),
    "hints": ("exercises", ("exercise_id",)),
    "attempts": ("exercises", ("exercise_id",)),
    "remarks": ("attempts", ("exercise_id", "number")),
    "objections": ("exercises", ("exercise_id",)),
    "reviews": ("exercises", ("exercise_id",)),
}
"""The table that each row refers to, and by what."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be taken: where it stands, counted from 1, and why."""

    table: str
    number: int
    reason: str


@dataclass(slots=True)
class Report:
    """What a file holds, what is wrong with it, and what of it was new."""

    read: dict[str, int] = field(default_factory=dict)
    """How many rows of each table there are."""
    added: dict[str, int] = field(default_factory=dict)
    faulty: int = 0
    faults: list[Fault] = field(default_factory=list)
    """The first faults; where there is one, nothing is taken."""


@dataclass(slots=True)
class _Seen:
    """What a file has told so far: nothing twice, and nothing of what it does not hold."""

    keys: dict[str, set[Key]] = field(default_factory=dict)
    places: set[Key] = field(default_factory=set)

    def note(self, table: type[Base], row: Row) -> None:
        """Take note of a row; raises `NoRecordError` where it does not fit those before."""
        name, key = table.__tablename__, key_of(table, row)
        if name in _REFERS:
            other, columns = _REFERS[name]
            if tuple(row[column] for column in columns) not in self.keys.get(other, ()):
                raise NoRecordError(f"belongs to nothing under {other}")
        place = (row["session_id"], row["position"]) if "position" in row else None
        if key in self.keys.setdefault(name, set()) or place in self.places:
            raise NoRecordError("is there twice")
        self.keys[name].add(key)
        if place:
            self.places.add(place)


class _Bounded(gzip.GzipFile):
    """A compressed file that does not unpack without end."""

    @override
    def read(self, size: int | None = -1) -> bytes:
        if self.tell() > LARGEST:
            raise UploadRefused("The file unpacks to more than can be taken.")
        return super().read(size)


def unpacked(file: IO[bytes]) -> IO[bytes]:
    """Return a file to read an export from, whether it is compressed or not."""
    file.seek(0)
    beginning = file.read(len(GZIP))
    file.seek(0)
    return cast("IO[bytes]", _Bounded(fileobj=file, mode="rb")) if beginning == GZIP else file


def check(file: IO[bytes], now: datetime) -> Report:
    """Check every row of an export; raises `UploadRefused` where it is none."""
    report, seen = Report(), _Seen()
    with _refusing():
        head = [next(_items(file, name), None) for name in ("format", "version")]
        if head != [FORMAT, VERSION]:
            raise UploadRefused("This is no export of ours, or of another version.")
        for table in TABLES:
            name = table.__tablename__
            report.read[name] = 0
            for number, row in enumerate(_items(file, f"{name}.item"), 1):
                report.read[name] = number
                try:
                    seen.note(table, record(name, row, now))
                except NoRecordError as fault:
                    report.faulty += 1
                    if len(report.faults) < MOST_FAULTS:
                        report.faults.append(Fault(name, number, str(fault)))
    return report


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except (ijson.JSONError, UnicodeDecodeError, OSError, EOFError, zlib.error):
        raise UploadRefused("The file is not JSON, or it is cut off.") from None


def _items(file: IO[bytes], prefix: str) -> Iterator[object]:
    """Yield what stands under a prefix, from the beginning of a file, one by one."""
    file.seek(0)
    yield from ijson.items(file, prefix, use_float=True)


async def bring(
    tx: Transaction,
    *,
    learner: Learner,
    course: Course,
    file: IO[bytes],
    report: Report,
    now: datetime,
) -> Report:
    """Add what a checked file holds and is not there yet; cards and figures follow.

    What is there stays as it is: an answer that was given to the same exercise here counts, and
    the reviews of the other one are left out with it.
    """
    await lock(tx, learner)
    log = _Log()
    for table in TABLES:
        name = table.__tablename__
        rows = _records(file, name, now)
        report.added[name] = 0
        while batch := await asyncio.to_thread(partial(_next, rows)):
            arrived = await arrivals.add(tx, learner, table, log.own(name, batch))
            report.added[name] += len(arrived.added)
            log.note(name, arrived)
    if any(report.added.values()):
        await arrivals.remove_undone(tx, learner)
        await memories.rebuild(tx, learner)
        await rebuilding.rebuild(tx, learner, course.category, course.categories)
    return report


@dataclass(slots=True)
class _Log:
    """What the rows to come may hang on: exercises that are there, answers that are new."""

    refused: set[object] = field(default_factory=set)
    answered: set[object] = field(default_factory=set)

    def own(self, table: str, rows: list[Row]) -> list[Row]:
        """Return the rows that hang on what is there; reviews, on answers that are new."""
        kept = [row for row in rows if row.get("exercise_id") not in self.refused]
        if table in {"remarks", "reviews"}:
            return [row for row in kept if row["exercise_id"] in self.answered]
        return kept

    def note(self, table: str, arrived: arrivals.Arrived) -> None:
        """Take note of what has arrived."""
        if table == "exercises":
            self.refused |= {row["id"] for row in arrived.refused}
        if table == "attempts":
            first = (row for row in arrived.added if row["number"] == FIRST)
            self.answered |= {row["exercise_id"] for row in first}


def _records(file: IO[bytes], table: str, now: datetime) -> Iterator[Row]:
    return (record(table, row, now) for row in _items(file, f"{table}.item"))


def _next(rows: Iterator[Row]) -> list[Row]:
    return list(islice(rows, BATCH))
