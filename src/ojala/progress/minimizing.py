"""Minimising: a smooth function of a few variables within bounds (projected BFGS)."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from ojala.progress.histories import Floats

Function: TypeAlias = Callable[[Floats], tuple[float, Floats]]
"""A point → the value there and its gradient."""

ENOUGH = 1e-5
"""A relative gain below which it is not worth going on."""
HALVINGS = 25


def minimise(function: Function, start: Floats, low: Floats, high: Floats, steps: int) -> Floats:
    """Return the lowest point found within the bounds in so many steps."""
    x = np.clip(start, low, high)
    value, slope = function(x)
    inverse = np.eye(len(x)) / max(float(np.linalg.norm(slope)), 1.0)
    for number in range(steps):
        free = ~(((x <= low) & (slope > 0)) | ((x >= high) & (slope < 0)))
        course = np.where(free, -(inverse * np.outer(free, free)) @ slope, 0.0)
        found = _descend(function, x, course, (low, high), value, slope)
        if found is None:
            break
        moved, gain, slope_there = found[0] - x, value - found[1], found[2]
        inverse = _updated(inverse, moved, slope_there - slope, first=number == 0)
        x, value, slope = found
        if gain <= ENOUGH * abs(value):
            break
    return x


def _descend(
    function: Function,
    x: Floats,
    course: Floats,
    bounds: tuple[Floats, Floats],
    value: float,
    slope: Floats,
) -> tuple[Floats, float, Floats] | None:
    """Return a sufficiently lower point along a course, or `None` where there is none."""
    length = 1.0
    for _ in range(HALVINGS):
        there = np.clip(x + length * course, *bounds)
        value_there, slope_there = function(there)
        if value_there <= value + 1e-4 * float(slope @ (there - x)) and value_there < value:
            return there, value_there, slope_there
        length /= 2
    return None


def _updated(inverse: Floats, moved: Floats, turned: Floats, *, first: bool) -> Floats:
    """Return the inverse curvature after one more step told something of it."""
    bend = float(moved @ turned)
    if bend <= 1e-12:  # noqa: PLR2004 - no curvature to learn from
        return inverse
    if first:
        inverse = np.eye(len(moved)) * bend / float(turned @ turned)
    across = np.eye(len(moved)) - np.outer(moved, turned) / bend
    return np.asarray(across @ inverse @ across.T + np.outer(moved, moved) / bend)
