"""Review files: histories of reviews as CSV, with the columns that fitting tools agree on."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from ojala.learning.memory import Rating

COLUMNS = ("card_id", "review_rating", "review_time")
UNRATED = "0"
"""Written by Anki where a card was moved by hand: no review."""


class ReviewFileError(ValueError):
    """A text that cannot be read as a file of reviews; its message names the line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One review of a file."""

    card: str
    rating: Rating
    at: datetime


def read(lines: Iterable[str]) -> list[Row]:
    """Return the reviews of a CSV file; other columns are ignored, times without zone are UTC."""
    table = csv.DictReader(lines)
    missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
    if missing:
        raise ReviewFileError(f"line 1: no column {', '.join(missing)}")
    return [_row(table.line_num, row) for row in table if row["review_rating"] != UNRATED]


def write(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a file that `read` gives the same reviews back from."""
    yield ",".join(COLUMNS) + "\n"
    for row in rows:
        name = row.card.replace('"', '""')
        yield f'"{name}",{int(row.rating)},{row.at.isoformat()}\n'


def _row(line: int, row: dict[str, str]) -> Row:
    try:
        rating, moment = Rating(int(row["review_rating"])), _moment(row["review_time"])
    except (TypeError, ValueError) as reason:
        raise ReviewFileError(f"line {line}: {reason}") from None
    return Row(row["card_id"], rating, moment)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text.strip())
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
