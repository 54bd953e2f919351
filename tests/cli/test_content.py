import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ojala.cli import app
from ojala.content.proofs import everything
from ojala.content.proofs.problem import Problem
from ojala.content.schema.published import schemas
from ojala.exercises import BLANK

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["content", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_problems_are_printed_a_line_each_and_end_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Problem("sentences/time.toml", "cuando-001", "no [form]")]
    monkeypatch.setattr(everything, "problems", lambda: found)
    assert run("check") == (1, "sentences/time.toml: cuando-001: no [form]\n", "1 problems\n")
    code, output, _ = run("check", "--json")
    assert code == 1
    assert json.loads(output)["record"] == "cuando-001"


def test_a_file_that_cannot_be_read_is_named_without_a_trace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unreadable() -> list[Problem]:
        raise ValueError("frames/dual.toml: a key twice (at line 129, column 734)")

    monkeypatch.setattr(everything, "problems", unreadable)
    assert run("check") == (1, "", "frames/dual.toml: a key twice (at line 129, column 734)\n")


def test_content_that_holds_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(everything, "problems", list)
    assert run("check") == (0, "The content holds.\n", "")
    assert run("check", "--json") == (0, "", "")


def test_a_unit_is_sampled_with_answers_and_english() -> None:
    code, output, _ = run("sample", "--unit", "cuando", "--count", "5")
    parts = output.strip().split("\n\n")
    assert code == 0
    assert len(parts) == 5
    for part in parts:
        assert BLANK in part
        assert "\n→ " in part


def test_a_trigger_is_sampled_alone() -> None:
    code, output, _ = run("sample", "--trigger", "querer-que", "--count", "4", "--seed", "2")
    assert code == 0
    assert output.count("(querer-que/") == 4


def test_a_sample_of_no_such_unit_is_refused() -> None:
    assert run("sample", "--unit", "no-such") == (2, "", "nothing to practise in no-such\n")


def test_coverage_tells_of_each_trigger_its_units_and_sentences() -> None:
    code, output, _ = run("coverage", "--json")
    rows = {row["trigger"]: row for row in map(json.loads, output.splitlines())}
    assert code == 0
    assert rows["querer-que"]["units"] == ["querer-que"]
    assert rows["querer-que"]["made"] > 100
    assert rows["querer-que"]["written"] > 0


def test_coverage_ends_with_its_totals() -> None:
    code, output, _ = run("coverage")
    assert code == 0
    assert "rows of the inventory" in output.splitlines()[-1]


def test_the_schemas_are_written_where_they_are_wanted(tmp_path: Path) -> None:
    code, output, _ = run("schemas", str(tmp_path / "schemas"))
    assert code == 0
    assert len(output.splitlines()) == len(schemas())
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == set(schemas())


def test_the_published_schemas_are_those_of_the_code() -> None:
    for name, text in schemas().items():
        assert (ROOT / "docs/schemas" / name).read_text("utf-8") == text
