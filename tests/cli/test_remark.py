import json
from pathlib import Path
from unittest.mock import patch

import pytest
from typer.testing import CliRunner

from ojala.cli import app
from tests.practice.test_remarking import harsh, lax

RUN = CliRunner()


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An embedded database of the test's own."""
    monkeypatch.setenv("OJALA_DATA_DIR", str(tmp_path))


def practise(judge: object) -> None:
    with patch("ojala.practice.answering.diagnose", judge):
        assert RUN.invoke(app, ["practice"], input="zapato\n" + "!\n" * 60).exit_code == 0


def test_past_answers_are_judged_anew_shown_and_kept_when_asked() -> None:
    practise(harsh)
    shown = RUN.invoke(app, ["remark"])
    told = json.loads(RUN.invoke(app, ["remark", "--write", "--json"]).output)
    again = RUN.invoke(app, ["remark"])

    assert shown.exit_code == again.exit_code == 0
    assert "'zapato' for" in shown.output
    assert "Nothing is written" in shown.output
    assert told["written"] is True
    assert told["learners"] == 1
    assert told["answers"] >= len(told["changes"]) > 0
    assert told["changes"][0]["before"] != told["changes"][0]["after"]
    assert "0 judged otherwise." in again.output


def test_what_was_accepted_is_told_to_stay_so() -> None:
    practise(lax)
    shown = RUN.invoke(app, ["remark", "--write"])

    assert "correct -> wrong (" in shown.output
    assert "stays accepted" in shown.output
