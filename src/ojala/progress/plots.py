"""Plots as plain geometry: where bars, points and squares lie, for a template to draw as SVG.

Coordinates are in user units of a view box; the figures themselves stand in the table behind.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from markupsafe import Markup

from ojala.learning.calibration import Calibration
from ojala.learning.forecast import Load, Square

WIDTH, HEIGHT = 640.0, 200.0
LEFT, BOTTOM, TOP = 40.0, 24.0, 8.0
SIDE = 360.0
"""The width of a square plot without its margins."""
CELL = 11.0
"""The pitch of the squares of a calendar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, and the part of it that is filled."""

    x: float
    y: float
    width: float
    height: float
    filled: float
    """The height of the filled part."""
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where, and what it says."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars over a time axis."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    floor: float = HEIGHT - BOTTOM

    @property
    def busy(self) -> bool:
        """Whether there is a bar to be seen."""
        return any(bar.height for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Point:
    """A share that was foretold and the one observed, with the interval of the latter."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Scatter:
    """Observed over foretold; on the diagonal both are the same."""

    points: tuple[Point, ...]
    ticks: tuple[Tick, ...]
    """The same on both axes, from 0."""
    side: float = SIDE
    left: float = LEFT
    top: float = TOP
    width: float = SIDE + LEFT + BOTTOM
    height: float = SIDE + BOTTOM + TOP


@dataclass(frozen=True, slots=True)
class Year:
    """A year of squares, a column for each week."""

    squares: Markup
    """One for each day, drawn here: a template takes longer over them than over all the rest."""
    months: tuple[tuple[float, int], ...]
    """Where each month begins, and its number."""
    width: float
    height: float = 7 * CELL + 16


def forecast_bars(loads: Sequence[Load]) -> Bars:
    """Draw what is planned for each day, and what falls due beyond that."""
    most = max([1, *(max(load.due, load.planned) for load in loads)])
    top = nice(most)
    step, room = (WIDTH - LEFT) / max(len(loads), 1), HEIGHT - BOTTOM - TOP
    bars = tuple(
        Bar(
            x=LEFT + number * step + 2,
            y=HEIGHT - BOTTOM - room * max(load.due, load.planned) / top,
            width=step - 4,
            height=room * max(load.due, load.planned) / top,
            filled=room * load.planned / top,
            label=str(load.day.day) if number % 5 == 0 else "",
        )
        for number, load in enumerate(loads)
    )
    ticks = tuple(Tick(HEIGHT - BOTTOM - room * n / 2, f"{top * n // 2}") for n in range(3))
    return Bars(bars, ticks)


def calibration_scatter(found: Calibration) -> Scatter:
    """Draw what was observed over what was foretold, bin by bin."""
    points = tuple(
        Point(
            x=LEFT + SIDE * one.predicted,
            y=TOP + SIDE * (1 - one.observed.share),
            low=TOP + SIDE * (1 - one.observed.low),
            high=TOP + SIDE * (1 - one.observed.high),
        )
        for one in found.bins
    )
    return Scatter(points, tuple(Tick(SIDE * n / 4, f"{25 * n} %") for n in range(5)))


def calendar_year(weeks: Sequence[Sequence[Square]]) -> Year:
    """Draw the weeks side by side, each from its Monday down."""
    squares = "".join(
        _square(number * CELL, square) for number, week in enumerate(weeks) for square in week
    )
    months = tuple(
        (number * CELL, week[0].day.month)
        for number, week in enumerate(weeks)
        if week and week[0].day.day <= 7  # noqa: PLR2004 - the first Monday of a month
    )
    return Year(Markup(squares), months, width=len(weeks) * CELL)  # noqa: S704 - figures alone


def _square(x: float, one: Square) -> str:
    y = 14 + one.day.weekday() * CELL
    return (
        f'<rect class="shade-{one.shade}" x="{x}" y="{y}" width="9" height="9" rx="1.5">'
        f"<title>{one.day}: {one.count}</title></rect>"
    )


def nice(most: int) -> int:
    """Return a round even number not below the greatest value: the top of an axis."""
    unit = 10 ** max(int(log10(most)), 0)
    return (
        next(int(unit * factor) for factor in (2, 4, 6, 10, 20) if unit * factor >= most)
        if most > 1
        else 2
    )
