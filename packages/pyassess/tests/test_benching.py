"""Noise, gates and what they come to."""

import math
from pathlib import Path

import pytest
from pyassess.benching import Gate, GateError, Measure, judge, measure, read_gates
from pyassess.models import Status

GATE = Gate("seconds", 0.10)


def pairs(*values: tuple[float, float]) -> list[tuple[dict[str, float], dict[str, float]]]:
    return [({"seconds": a}, {"seconds": b}) for a, b in values]


QUIET = pairs((1.0, 1.01), (1.0, 0.99), (1.0, 1.0), (1.01, 1.0), (1.0, 1.0))


@pytest.mark.parametrize(
    ("factor", "status"),
    [(1.0, Status.PASSED), (1.09, Status.PASSED), (1.11, Status.FAILED), (0.5, Status.PASSED)],
)
def test_up_to_the_gate_proceed_and_above_it_roll_back(factor: float, status: Status) -> None:
    found = measure(QUIET, pairs(*[(1.0, factor)] * 5), GATE)
    assert judge(found, GATE) is status


def test_no_value_lies_between_proceed_and_roll_back() -> None:
    for worse in (0.0999999, 0.10, 0.1000001):
        found = Measure("seconds", worse, 0.01, 1, 1)
        assert judge(found, GATE) is (Status.PASSED if worse <= 0.10 else Status.FAILED)


def test_noise_above_the_gate_is_no_answer_however_good_or_bad_the_figures() -> None:
    noisy = pairs((1.0, 1.5), (1.4, 1.0), (1.0, 1.3), (1.6, 1.0), (1.0, 1.0))
    for factor in (0.9, 1.0, 2.0):
        found = measure(noisy, pairs(*[(1.0, factor)] * 5), GATE)
        assert judge(found, GATE) is Status.NOT_RUN
    assert judge(Measure("seconds", 0.0, math.nan, 1, 1), GATE) is Status.NOT_RUN


def test_a_drift_of_the_baseline_against_itself_is_noise() -> None:
    assert measure(pairs(*[(1.0, 1.2)] * 5), QUIET, GATE).noise == pytest.approx(0.2)


def test_where_higher_is_better_less_is_worse() -> None:
    gate = Gate("seconds", 0.10, "higher")
    found = measure(QUIET, pairs(*[(1.0, 0.8)] * 5), gate)
    assert found.worse == pytest.approx(0.25)
    assert judge(found, gate) is Status.FAILED


def test_gates_are_read_and_bad_ones_refused(tmp_path: Path) -> None:
    path = tmp_path / "gates.toml"
    path.write_text('[gate.seconds]\nworse_by = 0.1\n[gate.rps]\nworse_by = 0\nbetter = "higher"\n')
    assert read_gates(path) == (Gate("rps", 0, "higher"), Gate("seconds", 0.1))
    assert read_gates(None) == ()
    for text in (
        "",
        "[gate]\n",
        "[gate.x]\n",
        "[gate.x]\nworse_by = -1\n",
        "[[",
        "[gate.x]\nworse_by='a'\n",
        '[gate.x]\nworse_by = 1\nbetter = "both"\n',
        "[gate.x]\nworse_by=1\nroll_back=2\n",
    ):
        path.write_text(text)
        with pytest.raises(GateError):
            read_gates(path)
