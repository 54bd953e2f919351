"""What the trial of breakdowns makes of what it saw; `make chaos` runs it on real servers."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.service.scripts import reporting

KEPT = {
    "what": "a worker killed",
    "accepted": 9,
    "clear": 1,
    "cut": 2,
    "unclear": {},
    "lost": 0,
    "back": 0.5,
}


@pytest.fixture
def chaos(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ModuleType]:
    with reporting("chaos", monkeypatch, tmp_path) as module:
        yield module


def run(chaos: ModuleType, monkeypatch: pytest.MonkeyPatch, **seen: object) -> int:
    """The exit code of a run whose trials on servers saw this, and that may mount no disk."""

    async def on_servers(*_: object) -> list[object]:
        return [chaos.Row(**KEPT | seen)]

    monkeypatch.setattr(chaos, "on_servers", on_servers)
    monkeypatch.setattr(chaos, "small_disk", lambda _: contextlib.nullcontext())
    code: int = chaos.main()
    return code


def test_what_was_seen_is_written_down_when_every_promise_was_kept(
    chaos: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(chaos, monkeypatch) == 0

    assert "| a worker killed | 9 | 1 | 2 | 0 | 0 | 0.5 s |" in chaos.REPORT.read_text("utf-8")


@pytest.mark.parametrize(
    "seen",
    [
        {"lost": 1},
        {"unclear": {"status 500": 1}},
        {"accepted": 0},
        {"back": 120.0},
        {"failure": "the workers were not replaced"},
    ],
)
def test_a_broken_promise_ends_the_run_with_1_and_leaves_the_page(
    chaos: ModuleType, monkeypatch: pytest.MonkeyPatch, seen: dict[str, Any]
) -> None:
    chaos.REPORT.write_text("as it was", encoding="utf-8")

    assert run(chaos, monkeypatch, **seen) == 1
    assert chaos.REPORT.read_text("utf-8") == "as it was"
