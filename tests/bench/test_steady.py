"""What the steady bench says of memory: warm-up and loss are told apart."""

import pytest
from bench.steady import PARTS, slopes


def held(*sizes: float) -> list[tuple[float, float]]:
    """What was held, looked at every five seconds."""
    return [(5.0 * number, size) for number, size in enumerate(sizes)]


def test_what_is_loaded_early_shows_in_its_third_and_not_in_the_last_half() -> None:
    told = slopes(held(*[100.0] * 10, *[120.0] * 50))

    assert told["first third"].rise > 100
    for part in ("second third", "last third", "last half"):
        assert told[part].rise == pytest.approx(0)
        assert told[part].give == pytest.approx(0)


def test_what_is_lost_all_the_time_shows_in_every_part() -> None:
    told = slopes(held(*(100 + number * 5 / 3600 * 36 for number in range(60))))

    assert list(told) == list(PARTS)
    for one in told.values():
        assert str(one) == "+36.0 ± 0.0"


def test_a_step_late_in_the_run_is_not_hidden() -> None:
    told = slopes(held(*[100.0] * 50, *[110.0] * 10))

    assert told["last half"].rise > told["last half"].give > 0
