"""Tests, source, bench and audit of a small project, assessed end to end on a fake index."""

import json
from pathlib import Path

import pytest
from pyassess.assessment import Assessment, assess
from pyassess.context import Options
from pyassess.models import Severity, Status, Verdict
from pyassess.progress import Progress

from tests.conftest import Move
from tests.fake_index import FakeIndex

SUITE = """\
import sys
import unittest
class T(unittest.TestCase):
    def test_fine(self): pass
    def test_new_fault(self): self.assertLess(sys.version_info, (3, 13))
    def test_old_fault(self): self.fail("as ever")
    def test_repaired(self): self.assertGreater(sys.version_info, (3, 13))
    def test_skipped(self):
        if sys.version_info > (3, 13): self.skipTest("not here")
    if sys.version_info < (3, 13):
        def test_vanished(self): pass
"""


@pytest.fixture
def place(fake: FakeIndex, move: Move, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one requirement that works."""
    assert move
    fake.wheel("plain", "1.0")
    (tmp_path / "requirements.txt").write_text("plain==1.0\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def assessed(place: Path, **options: object) -> Assessment:
    chosen = Options(requirements=(place / "requirements.txt",), **options)  # type: ignore[arg-type]  # by name
    return assess(chosen, Progress(quiet=True), work=place / "work")


def test_each_test_is_compared_with_itself(place: Path) -> None:
    (place / "test_it.py").write_text(SUITE, encoding="utf-8")
    done = assessed(place, test="python -m unittest -v test_it")
    tests = [f for f in done.findings if f.phase == "tests"]
    blocking = sorted(f.subject.split(" ")[0] for f in tests if f.blocks)
    before = [f.subject.split(" ")[0] for f in tests if f.broken_before]
    assert blocking == ["test_new_fault", "tests"]
    assert before == ["test_old_fault"]
    assert any("skipped on 3.13 only" in f.summary for f in tests)
    assert done.verdict is Verdict.NO_GO


def test_a_command_that_cannot_start_is_not_a_pass(place: Path) -> None:
    done = assessed(place, test="no-such-program --now")
    assert done.verdict is Verdict.INCONCLUSIVE


def test_the_projects_own_source_is_weighed(place: Path) -> None:
    source = place / "src"
    source.mkdir()
    (source / "a.py").write_text("import cgi\n", encoding="utf-8")
    (source / "b.py").write_text("def f():\n    import telnetlib\n", encoding="utf-8")
    (source / "c.py").write_text("try:\n    import imp\nexcept ImportError:\n    pass\n")
    (source / "d.py").write_text("import asyncio\n", encoding="utf-8")
    done = assessed(place, sources=(source,))
    weights = {f.subject: f.severity for f in done.findings}
    assert weights == {
        "src/a.py": Severity.BLOCKER,
        "src/b.py": Severity.CONDITION,
        "src/c.py": Severity.NOTE,
    }


def bench(place: Path, text: str, gate: str = "worse_by = 0.5") -> Assessment:
    (place / "bench.py").write_text(text, encoding="utf-8")
    (place / "gates.toml").write_text(f"[gate.cost]\n{gate}\n", encoding="utf-8")
    return assessed(place, bench=place / "bench.py", gates=place / "gates.toml", rounds=3)


def test_a_bench_within_its_gate_passes_and_one_above_blocks(place: Path) -> None:
    good = bench(place, "import sys\nprint('{\"cost\": 1.0}')\n")
    assert good.verdict is Verdict.GO
    slower = "import sys\nprint('{\"cost\": %f}' % (2 if sys.version_info > (3, 13) else 1))\n"
    bad = bench(place, slower)
    assert [f.subject for f in bad.findings if f.blocks] == ["bench cost"]


def test_noise_above_the_gate_is_inconclusive(place: Path) -> None:
    text = "import random\nprint('{\"cost\": %f}' % random.choice([1, 30, 900]))\n"
    done = bench(place, text, "worse_by = 0.001")
    assert done.verdict is Verdict.INCONCLUSIVE
    said = next(c for c in done.checks if c.name == "bench")
    assert said.status is Status.NOT_RUN
    assert "noise above its gate" in said.why


def test_a_gate_on_a_metric_that_is_not_printed_is_no_pass(place: Path) -> None:
    assert bench(place, "pass\n").verdict is Verdict.INCONCLUSIVE


def test_an_audit_that_cannot_be_made_is_no_pass_and_one_that_can_is(place: Path) -> None:
    folder = place / "osv"
    folder.mkdir()
    assert assessed(place, audit=str(folder)).verdict is Verdict.INCONCLUSIVE
    affected = {"package": {"ecosystem": "PyPI", "name": "plain"}, "versions": ["0.9"]}
    record = {"id": "X-1", "affected": [affected]}
    (folder / "x.json").write_text(json.dumps(record), encoding="utf-8")
    assert assessed(place, audit=str(folder)).verdict is Verdict.GO
    affected["versions"] = ["1.0"]
    (folder / "x.json").write_text(json.dumps(record), encoding="utf-8")
    done = assessed(place, audit=str(folder))
    assert done.verdict is Verdict.CONDITIONAL_GO
    assert done.findings[0].broken_before
