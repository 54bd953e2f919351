import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ojala.cli.bench import app
from tests.progress.factories import learnt_log
from tests.progress.test_fitting import FORGETFUL

NAMES = ["default", "fitted", "average", "sm2"]


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    rows = [f"{c},{at.isoformat()},{int(r)}" for c, r, at in learnt_log(1, FORGETFUL, 60)]
    path = tmp_path / "reviews.csv"
    path.write_text("\n".join(["card_id,review_time,review_rating", *rows]), encoding="utf-8")
    return path


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["memory", *arguments])
    return result.exit_code, result.output


def test_the_scores_are_printed_as_json(reviews: Path) -> None:
    code, output = _run("--reviews", str(reviews), "--json")

    assert code == 0
    assert list(json.loads(output)) == NAMES
    for scores in json.loads(output).values():
        assert set(scores) == {"log_loss", "rmse_bins", "auc"}


def test_the_scores_are_printed_as_a_table(reviews: Path) -> None:
    code, output = _run("--reviews", str(reviews))

    assert code == 0
    assert [line.split()[0] for line in output.splitlines()[1:]] == NAMES


def test_where_nothing_was_forgotten_the_table_has_a_dash(tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text(
        "card_id,review_time,review_rating\n1,2026-01-01T09:00:00Z,3\n1,2026-01-05T09:00:00Z,3\n",
        encoding="utf-8",
    )

    assert _run("--reviews", str(path))[1].splitlines()[1].split()[-1] == "-"


@pytest.mark.parametrize("text", ["", "card_id,review_time,review_rating\n1,never,3\n"])
def test_what_holds_no_reviews_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text(text, encoding="utf-8")

    code, output = _run("--reviews", str(path))

    assert code == 2
    assert "line" in output


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert _run("--reviews", str(tmp_path / "none.csv"))[0] == 2


def test_without_numpy_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, reviews: Path
) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)

    code, output = _run("--reviews", str(reviews))

    assert code == 2
    assert "ojala[fit]" in output
