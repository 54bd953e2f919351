import numpy as np
import pytest

from ojala.progress.histories import Floats
from ojala.progress.minimizing import minimise


def _valley(x: Floats) -> tuple[float, Floats]:
    value = 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2
    slope = [-400 * x[0] * (x[1] - x[0] ** 2) - 2 * (1 - x[0]), 200 * (x[1] - x[0] ** 2)]
    return float(value), np.array(slope)


def _saddle(x: Floats) -> tuple[float, Floats]:
    return float(-(x @ x)), -2 * x


WIDE = np.full(2, 10.0)


def test_a_curved_valley_is_followed_to_its_lowest_point() -> None:
    found = minimise(_valley, np.array([-1.2, 1.0]), -WIDE, WIDE, 200)

    assert found == pytest.approx(np.ones(2), abs=1e-2)


def test_what_lies_out_of_bounds_is_not_reached() -> None:
    found = minimise(_valley, np.array([-1.2, 1.0]), -WIDE, np.array([0.5, 10]), 200)

    assert found == pytest.approx(np.array([0.5, 0.25]), abs=1e-2)


def test_a_hill_is_left_for_the_bounds() -> None:
    found = minimise(_saddle, np.array([0.1, -0.2]), -WIDE, WIDE, 50)

    assert np.abs(found).max() == pytest.approx(10)


def test_the_lowest_point_is_not_left() -> None:
    assert minimise(_valley, np.ones(2), -WIDE, WIDE, 50).tolist() == [1, 1]


def test_the_search_ends_with_its_steps() -> None:
    found = minimise(_valley, np.array([-1.2, 1.0]), -WIDE, WIDE, 2)

    assert _valley(found)[0] < _valley(np.array([-1.2, 1.0]))[0]
