from pathlib import Path

import pytest
from typer.testing import CliRunner

from ojala.cli import app

RUN = CliRunner()


def test_last_nights_backup_fills_an_empty_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(tmp_path / "backup.ojala")
    monkeypatch.setenv("OJALA_DATA_DIR", str(tmp_path / "old"))
    RUN.invoke(app, ["practice"], input="!\n!\n")
    saved = RUN.invoke(app, ["backup", file])
    monkeypatch.setenv("OJALA_DATA_DIR", str(tmp_path / "new"))
    restored = RUN.invoke(app, ["restore", file])
    over = RUN.invoke(app, ["restore", file])
    proved = RUN.invoke(app, ["replay"])

    assert saved.exit_code == restored.exit_code == proved.exit_code == 0, saved.output
    assert "all equal" in restored.output
    assert "all equal" in proved.output
    assert over.exit_code == 1
    assert "not empty" in over.stderr


def test_moving_compares_every_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OJALA_DATA_DIR", str(tmp_path))
    RUN.invoke(app, ["practice"], input="!\n!\n")
    source, target = (f"sqlite+aiosqlite:///{tmp_path / name}" for name in ("ojala.db", "b.db"))
    moved = RUN.invoke(app, ["migrate-database", "--from", source, "--to", target])
    again = RUN.invoke(app, ["migrate-database", "--from", source, "--to", target])

    assert moved.exit_code == 0, moved.output
    assert "all equal" in moved.output
    assert again.exit_code == 1
    assert "not empty" in again.stderr


def test_what_cannot_be_saved_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OJALA_DATA_DIR", str(tmp_path / "nothing"))
    told = RUN.invoke(app, ["backup", str(tmp_path / "backup")])

    assert told.exit_code == 1
    assert "no database" in told.stderr
