"""The trial of a move to another Python: its limits, and a short run that has to turn back."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
GATES = """\
[canary]
steps = [50, 60, 100]
seconds = 0.1
requests = 5
[canary.rollback]
error_rate = 0.01
p99_worse_by = 1e9
"""


@pytest.fixture
def canary(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    yield import_module("canary")
    for name in ("canary", "chaos", "practising", "with_services"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize(
    ("errors", "milliseconds", "told"),
    [
        (0, 10, ""),
        (3, 10, ""),
        (4, 10, "4 errors of 300 requests, above 1.0%"),
        (0, 15, ""),
        (0, 16, "p99 worse by 60%, above 50%"),
    ],
)
def test_up_to_a_limit_the_move_goes_on_and_beyond_it_back(
    canary: ModuleType, errors: int, milliseconds: int, told: str
) -> None:
    limits = canary.Limits.read(canary.GATES, requests=300)
    old, new = canary.Figures([0.01] * 300), canary.Figures([milliseconds / 1000] * 300, errors)

    assert canary.breach(limits, old, new) == told


def test_the_runbook_gives_the_limits_of_the_gates_file(canary: ModuleType) -> None:
    limits = canary.Limits.read(canary.GATES)
    runbook = (SCRIPTS.parent / "docs" / "upgrading-python.md").read_text("utf-8")
    values = {
        "steps": ", ".join(f"{step} %" for step in limits.steps),
        "seconds": str(limits.seconds),
        "requests": str(limits.requests),
        "error_rate": f"{limits.error_rate * 100:.0f} %",
        "p99_worse_by": f"{limits.p99_worse_by * 100:.0f} %",
    }

    assert [
        f"| `{k}` | {v} |" for k, v in values.items() if f"| `{k}` | {v} |" not in runbook
    ] == []


def test_errors_count_at_once_and_slowness_only_when_enough_was_seen(canary: ModuleType) -> None:
    limits = canary.Limits.read(canary.GATES, requests=300)
    old = canary.Figures([0.01] * 300)

    assert canary.breach(limits, old, canary.Figures([9.0] * 299)) == ""
    assert "4 errors" in canary.breach(limits, old, canary.Figures([0.01] * 4, 4))


async def test_the_old_process_is_held_against_itself_over_a_whole_step(
    canary: ModuleType,
) -> None:
    proxy = canary.Proxy("http://old", "http://old", seed=1)
    proxy.seen = (canary.Figures([0.01] * 300), canary.Figures([9.0] * 300))
    unending = canary.Limits.read(canary.GATES, seconds=3600.0, requests=300)
    over = canary.Limits.read(canary.GATES, seconds=0.0, requests=300)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(canary.watch(proxy, unending, None, patiently=True), 0.5)
    assert "p99 worse" in await canary.watch(proxy, unending, None)
    assert "p99 worse" in await canary.watch(proxy, over, None, patiently=True)
    await proxy.client.aclose()


def test_a_new_process_that_dies_costs_requests_but_no_answer(tmp_path: Path) -> None:
    gates = tmp_path / "gates.toml"
    gates.write_text(GATES, encoding="utf-8")
    command = [sys.executable, str(SCRIPTS / "canary.py"), "--embedded", "--learners", "2"]

    done = subprocess.run(  # noqa: S603 - our own script
        [*command, "--gates", str(gates), "--fault", "errors"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1, done.stderr
    steps = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("|")][2:]
    assert [(step[0].strip("| "), step[-1].split(":")[0].strip("* |")) for step in steps] == [
        ("0 %, old against itself", "quiet enough to tell"),
        ("50 %", "proceed"),
        ("60 %", "roll back"),
        ("0 %, rolled back", "all on the old again"),
    ]
    assert steps[-1][2] == "0"
    assert " 0 of them lost" in done.stdout
