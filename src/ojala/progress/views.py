"""What the pages of progress show: words and figures, ready to be set."""

from dataclasses import dataclass

from ojala.progress.plots import Bars, Scatter, Year


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the mastery map."""

    id: str
    tense: str
    percent: int | None
    """The chance of getting it right; nothing where there is too little evidence to tell."""
    seen: int
    items: int
    due: int


@dataclass(frozen=True, slots=True)
class Family:
    """One line of the mastery map: a family of triggers over the tenses."""

    name: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """The mastery map: families down, tenses across."""

    tenses: tuple[str, ...]
    families: tuple[Family, ...]


@dataclass(frozen=True, slots=True)
class Drive:
    """Today's goal, the streak, the level."""

    lines: tuple[str, ...]
    percent: int
    """Of today's goal."""
    goal: int
    repairable: int
    level: int
    into: int
    needed: int


@dataclass(frozen=True, slots=True)
class Week:
    """A line of the table behind the calendar."""

    monday: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page of progress."""

    drive: Drive
    year: Year
    weeks: tuple[Week, ...]
    map: Map
    levels: tuple[tuple[str, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Share:
    """A line of a table of accuracy: a name, a share with its interval, and a pace."""

    name: str
    href: str
    percent: int
    low: int
    high: int
    count: int
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of accuracy."""

    key: str
    rows: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A recent mistake, to be practised again."""

    href: str
    sentence: str
    gloss: str
    given: str
    answer: str


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often and how fast: the second page."""

    lines: tuple[str, ...]
    weeks: tuple[Share, ...]
    tables: tuple[Table, ...]
    mistakes: tuple[Mistake, ...]
    items: tuple[str, ...]
    """What "practise these" practises."""


@dataclass(frozen=True, slots=True)
class Bin:
    """A line of the table behind the calibration plot."""

    predicted: int
    observed: int
    low: int
    high: int
    count: int


@dataclass(frozen=True, slots=True)
class Foresight:
    """Memory foretold: the third page."""

    lines: tuple[str, ...]
    scatter: Scatter
    bins: tuple[Bin, ...]
    bars: Bars
    loads: tuple[tuple[str, int, int], ...]
    fitted: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """An achievement, and the day it was reached; none for one to come."""

    key: str
    day: str
