"""The command line: usage, help, exit codes and what is written."""

import json
import sys
from pathlib import Path

import pytest
from pyassess import cli
from pyassess.cli import main
from pyassess.report import schema
from pyassess.workspace import run

from tests.conftest import Move
from tests.fake_index import FakeIndex
from tests.test_report import complaints

FAULT = "import sys\nassert sys.version_info < (3, 13)\n"


def test_bad_usage_cannot_be_taken_for_a_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "r.txt"
    good.write_text("one==1\n", encoding="utf-8")
    for arguments in (
        [],
        ["check"],
        ["check", "-r", "nowhere.txt"],
        ["check", "-r", str(good), "--policy", "maybe"],
        ["check", "-r", str(good), "--as-of", "yesterday"],
        ["check", "-r", str(good), "--rounds", "1"],
        ["check", "-r", str(good), "--gates", str(good)],
        ["check", "-r", str(good), "--audit", "no-such-folder"],
    ):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 64, arguments
    assert "does not exist" in capsys.readouterr().err


def test_the_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["check", "--help"])
    said = capsys.readouterr().out
    assert stopped.value.code == 0
    for word in ("wheels-only", "INCONCLUSIVE", "NO-GO", "--as-of", "[gate.seconds]", "--smoke"):
        assert word in said


def test_a_fault_of_the_tool_is_no_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "assess", fail)
    good = tmp_path / "r.txt"
    good.write_text("one==1\n", encoding="utf-8")
    assert main(["check", "-r", str(good)]) == 70
    assert "says nothing on the move" in capsys.readouterr().err


def test_an_unknown_python_is_inconclusive(tmp_path: Path) -> None:
    good = tmp_path / "r.txt"
    good.write_text("one==1\n", encoding="utf-8")
    assert main(["check", "-r", str(good), "--to", "3.99", "--quiet"]) == 3


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema()


def test_bad_lines_are_named_and_no_go_is_given(
    fake: FakeIndex, move: Move, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert move
    fake.wheel("one", "1.0")
    listed = tmp_path / "requirements.txt"
    listed.write_text("one==1.0\nbroken==\n--frobnicate\n", encoding="utf-8")
    out = tmp_path / "out.json"
    code = main(["check", "-r", str(listed), "--json", str(out), "--work", str(tmp_path / "w")])
    assert code == 3
    said = capsys.readouterr()
    assert "requirements.txt:2" in said.out
    assert "requirements.txt:3" in said.out
    assert "[1/4] index" in said.err
    assert complaints(json.loads(out.read_text(encoding="utf-8")), schema()) == []


def test_a_plan_is_written_applied_assessed_and_taken_back(
    fake: FakeIndex, move: Move, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two packages that must change together, as a lock pins them, and one alone."""
    old, new = (str(python.tags[0]) for python in move)
    for version, tags in (("1.0", [old]), ("1.1", [old, new])):
        fake.wheel("cored", version, requires=[f"cored-core=={version}"])
        for tag in tags:
            fake.wheel("cored-core", version, tag=tag)
    fake.wheel("red", "1.0", FAULT)
    fake.wheel("red", "1.1")
    fake.wheel("plain", "1.0")
    fake.wheel("plain", "2.0")
    before = "cored==1.0\ncored-core==1.0\nred==1.0  # here\nplain==1.0\n"
    Path(tmp_path, "requirements.txt").write_text(before, encoding="utf-8")
    Path(tmp_path, ".gitignore").write_text("/caches\n/w\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    for step in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "first"]):
        assert run(["git", *step]).rc == 0
    common = ["-r", "requirements.txt", "--quiet", "--work", "w"]
    assert main(["check", *common]) == 2
    assert main(["plan", *common, "--out", "up.diff"]) == 0
    assert main(["apply", "up.diff"]) == 0
    after = Path("requirements.txt").read_text(encoding="utf-8")
    assert after == "cored==1.1\ncored-core==1.1\nred==1.1  # here\nplain==1.0\n"
    assert main(["check", *common]) == 0
    Path("up.diff").unlink()
    assert main(["rollback"]) == 0
    assert Path("requirements.txt").read_text(encoding="utf-8") == before


def test_without_a_repair_there_is_no_plan(
    fake: FakeIndex, move: Move, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert move
    fake.wheel("red", "1.0", FAULT)
    listed = tmp_path / "requirements.txt"
    listed.write_text("red==1.0\n", encoding="utf-8")
    assert main(["plan", "-r", str(listed), "--quiet", "--work", str(tmp_path / "w")]) == 2
    assert "no version change is known" in capsys.readouterr().err


def test_with_the_index_away_there_is_no_plan_and_no_yes(
    move: Move, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert move
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple/")
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    listed = tmp_path / "requirements.txt"
    listed.write_text("one==1.0\n", encoding="utf-8")
    assert main(["plan", "-r", str(listed), "--quiet", "--work", str(tmp_path / "w")]) == 3


def test_the_report_names_no_place_of_this_machine(
    fake: FakeIndex, move: Move, tmp_path: Path
) -> None:
    fake.wheel("red", "1.0", f"import json\njson.loads('{{')\n{FAULT}")
    listed, out = tmp_path / "requirements.txt", tmp_path / "out.md"
    listed.write_text("red==1.0\n", encoding="utf-8")
    main(["check", "-r", str(listed), "--quiet", "--work", str(tmp_path / "w"), "--md", str(out)])
    said = out.read_text(encoding="utf-8")
    assert "json/decoder.py" in said
    for place in (str(tmp_path), *(python.prefix for python in move), str(Path.home())):
        assert f"{place}/" not in said


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "pyassess", "--version"]
    assert run(command).stdout.startswith("pyassess ")
