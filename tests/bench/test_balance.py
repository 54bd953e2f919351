import pytest
from bench.balance import LEVELS, practised

from ojala.spanish.features import Mood


@pytest.mark.parametrize("level", LEVELS)
def test_about_half_of_what_is_asked_for_is_a_subjunctive(level: str) -> None:
    practice = practised(level, days=14)

    assert practice.asked.total() > 100
    assert 0.4 <= practice.share <= 0.6
    assert practice.asked[Mood.INDICATIVE] > practice.asked.total() / 5
