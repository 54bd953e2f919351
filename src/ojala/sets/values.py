"""What sets are made of, as frozen values."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ojala.exercises.exercise import Exercise
from ojala.exercises.written import Fault, Written

MOST_SETS = 100
MOST_EXERCISES = 500
"""How many exercises a set holds, and how many rows an upload."""
LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class OwnSet:
    """A set and how many exercises it holds."""

    id: UUID
    title: str
    created_at: datetime
    changed_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class OwnExercise:
    """An exercise of a set: as it was written, and what the engine makes of it."""

    id: UUID
    changed_at: datetime
    written: Written
    exercise: Exercise


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an upload: its number there, and the exercise or the fault in it."""

    number: int
    text: str
    exercise: Exercise | None = None
    written: Written | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an upload: every row, and how many were taken (all, or the good, or none)."""

    rows: tuple[Row, ...]
    taken: int

    @property
    def refused(self) -> tuple[Row, ...]:
        """The rows with a fault."""
        return tuple(row for row in self.rows if row.fault is not None)
