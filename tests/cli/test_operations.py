import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ojala.cli import app

RUN = CliRunner()


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An embedded database of the test's own."""
    monkeypatch.setenv("OJALA_DATA_DIR", str(tmp_path))


def test_every_command_has_a_help_that_explains_it() -> None:
    for command in ("serve", "migrate", "replay", "remark", "practice", "conjugate", "content"):
        told = RUN.invoke(app, [command, "--help"])
        assert told.exit_code == 0
        assert len(told.output) > 100


def test_migrating_goes_up_and_down() -> None:
    up = RUN.invoke(app, ["migrate"])
    again = RUN.invoke(app, ["migrate", "head"])
    down = RUN.invoke(app, ["migrate", "base"])

    assert up.exit_code == again.exit_code == down.exit_code == 0
    assert up.output == again.output
    assert "None" in down.output


def test_a_faulty_setting_is_named_and_ends_with_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OJALA_PORT", "many")
    told = RUN.invoke(app, ["migrate"])

    assert told.exit_code == 2
    assert "OJALA_PORT" in told.stderr


def test_production_wants_its_database_and_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OJALA_ENVIRONMENT", "production")
    told = RUN.invoke(app, ["migrate"])

    assert told.exit_code == 2
    assert "OJALA_DATABASE_URL" in told.stderr


def test_a_session_is_practised_in_the_terminal_and_replays(tmp_path: Path) -> None:
    practised = RUN.invoke(app, ["practice"], input="?\n\nzapato\n" + "!\n" * 60)
    replayed = RUN.invoke(app, ["replay", "--json"])
    told = RUN.invoke(app, ["replay"])
    counts = json.loads(replayed.output)

    assert practised.exit_code == 0, practised.output
    assert "Not yet" in practised.output
    assert "to go" in practised.output
    assert "Comes back" in practised.output
    assert replayed.exit_code == 0
    assert counts["learners"] == 1
    assert counts["cards"] > 0
    assert counts["differing"] == 0
    assert "all equal" in told.output
    assert (tmp_path / "terminal-login").stat().st_mode & 0o777 == 0o600


def test_stopping_in_the_middle_loses_nothing() -> None:
    first = RUN.invoke(app, ["practice", "--language", "es"], input="!\n!\n")
    again = RUN.invoke(app, ["practice"], input="!\n")
    counts = json.loads(RUN.invoke(app, ["replay", "--json"]).output)

    assert first.exit_code == again.exit_code == 0
    assert "Hasta la próxima" in first.output
    assert counts["learners"] == 1


def test_an_unknown_language_is_refused() -> None:
    assert RUN.invoke(app, ["practice", "--language", "xx"]).exit_code == 2
