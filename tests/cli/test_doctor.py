import os
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from typer.testing import CliRunner

from ojala.cli import app, doctor
from ojala.cli.doctor import State, examine
from ojala.config import Settings
from tests.cli.test_serving import free_port
from tests.conftest import service
from tests.tutor.model_server import KEY, MODEL, page, parrot, status

RUN = CliRunner()
NOBODY = "redis://127.0.0.1:9"


async def states(**settings: object) -> dict[str, State]:
    return {
        found.subject: found.state for found in await examine(Settings.model_validate(settings))
    }


async def test_a_migrated_installation_is_well(database_url: str) -> None:
    found = await states(database_url=database_url, redis_url=service("REDIS"))

    assert list(found) == [
        *("settings", "database", "migrations", "redis", "mail", "tutor", "clock", "disk")
    ]
    assert set(found.values()) == {State.OK, State.UNUSED}
    assert found["mail"] is State.UNUSED


async def test_a_database_that_is_away_hides_nothing_else(tmp_path: Path) -> None:
    away = "postgresql+asyncpg://ojala@127.0.0.1:9/ojala"
    found = await states(database_url=away, data_dir=tmp_path)

    assert found["database"] is found["migrations"] is found["clock"] is State.FAILED
    assert found["disk"] is State.OK


async def test_a_password_is_never_printed() -> None:
    away = "postgresql+asyncpg://ojala:secret@127.0.0.1:9/ojala"

    findings = await examine(Settings(database_url=away))

    assert not any("secret" in finding.detail for finding in findings)


async def test_redis_is_needed_where_it_is_named_or_where_there_are_several(tmp_path: Path) -> None:
    assert (await states(data_dir=tmp_path, redis_url=NOBODY))["redis"] is State.FAILED
    assert (await states(data_dir=tmp_path, workers=2))["redis"] is State.WARNING
    assert (await states(data_dir=tmp_path))["redis"] is State.UNUSED


async def test_a_mail_server_is_greeted(tmp_path: Path) -> None:
    sink = Controller(Sink(), hostname="127.0.0.1", port=free_port())
    sink.start()
    try:
        there = f"smtp://127.0.0.1:{sink.port}?starttls=no"
        assert (await states(data_dir=tmp_path, smtp_url=there))["mail"] is State.OK
    finally:
        sink.stop()
    away = "smtp://127.0.0.1:9?starttls=no"
    assert (await states(data_dir=tmp_path, smtp_url=away))["mail"] is State.FAILED


async def test_the_server_of_the_tutor_is_asked_for_its_model(tmp_path: Path) -> None:
    async with parrot() as model:
        given = {"data_dir": tmp_path, "tutor_url": model.url, "tutor_key": KEY}
        model.will(page(f'{{"data": [{{"id": "{MODEL}"}}]}}', "application/json"))
        assert (await states(**given, tutor_model=MODEL))["tutor"] is State.OK
        assert (await states(**given, tutor_model="another"))["tutor"] is State.WARNING
        model.will(status(401))
        assert (await states(**given, tutor_model=MODEL))["tutor"] is State.FAILED

    assert model.headers[0]["authorization"] == f"Bearer {KEY}"
    assert (await states(**given, tutor_model=MODEL))["tutor"] is State.FAILED
    assert (await states(data_dir=tmp_path))["tutor"] is State.UNUSED


async def test_a_tutor_whose_package_is_missing_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda _name: None)
    given = Settings(data_dir=tmp_path, tutor_url="http://127.0.0.1:9/v1", tutor_model=MODEL)

    found = next(one for one in await examine(given) if one.subject == "tutor")

    assert found.state is State.FAILED
    assert "ojala[tutor]" in found.detail


async def test_a_full_disk_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "NO_SPACE", 10**18)

    assert (await states(data_dir=tmp_path / "new" / "er"))["disk"] is State.FAILED


async def test_production_is_told_to_log_for_machines(tmp_path: Path) -> None:
    production = {
        "environment": "production",
        "public_url": "https://ojala.example",
        "database_url": f"sqlite+aiosqlite:///{tmp_path / 'ojala.db'}",
        "signing_keys": f"first:{'x' * 32}",
    }

    assert (await states(**production))["settings"] is State.WARNING
    assert (await states(**production, log_format="json"))["settings"] is State.OK


def test_the_command_says_what_to_do_and_fails_until_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OJALA_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("OJALA_REDIS_URL", raising=False)
    assert "OJALA_DATABASE_URL" not in os.environ
    before = RUN.invoke(app, ["doctor"])
    RUN.invoke(app, ["migrate"])
    after = RUN.invoke(app, ["doctor"])

    assert before.exit_code == 1
    assert "ojala migrate" in before.output
    assert after.exit_code == 0
