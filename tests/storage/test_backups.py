import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
from sqlalchemy import make_url, text

from ojala.storage import backups, migrate
from ojala.storage.backups import BackupError, back_up, restore
from ojala.storage.database import Database
from tests.conftest import service
from tests.storage.filling import NOW, filled


@pytest.fixture
async def new_place(empty_database_url: str, tmp_path: Path) -> AsyncIterator[str]:
    """The address of one more empty database, of the same kind."""
    if empty_database_url.startswith("sqlite"):
        yield f"sqlite+aiosqlite:///{tmp_path / 'restored.db'}"
        return
    name = f"restored_{uuid4().hex}"
    await administer(f'CREATE DATABASE "{name}"')
    yield f"{service('POSTGRES')}/{name}"
    await administer(f'DROP DATABASE "{name}" WITH (FORCE)')


async def administer(statement: str) -> None:
    admin = Database(f"{service('POSTGRES')}/postgres")
    autocommit = admin.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with autocommit.connect() as connection:
        await connection.execute(text(statement))
    await admin.close()


async def test_what_was_saved_is_what_is_restored(
    empty_database_url: str, new_place: str, tmp_path: Path
) -> None:
    await filled(empty_database_url)
    saved = await back_up(empty_database_url, tmp_path / "backup", now=NOW)
    restored = await restore(tmp_path / "backup", new_place)
    again = await back_up(new_place, tmp_path / "again", now=NOW)

    assert saved == restored == again
    assert saved.rows > 10
    assert saved.tables["attempts"].rows == 2
    assert saved.revision == migrate.head()


async def test_a_database_in_use_is_saved_as_it_is_at_one_moment(
    empty_database_url: str, new_place: str, tmp_path: Path
) -> None:
    await filled(empty_database_url)
    database = Database(empty_database_url)
    async with database.transaction() as tx:
        await tx.execute(text("UPDATE learners SET created_at = created_at"))
        saved = await back_up(empty_database_url, tmp_path / "backup", now=NOW)
    await database.close()

    assert await restore(tmp_path / "backup", new_place) == saved


async def test_nothing_is_restored_over_what_is_there(
    empty_database_url: str, tmp_path: Path
) -> None:
    await filled(empty_database_url)
    await back_up(empty_database_url, tmp_path / "backup", now=NOW)

    with pytest.raises(BackupError, match="not empty"):
        await restore(tmp_path / "backup", empty_database_url)


async def test_a_backup_that_is_not_what_it_says_is_found_out(
    empty_database_url: str, new_place: str, tmp_path: Path
) -> None:
    await filled(empty_database_url)
    await back_up(empty_database_url, tmp_path / "backup", now=NOW)
    with ZipFile(tmp_path / "backup") as whole, ZipFile(tmp_path / "forged", "w") as forged:
        told = json.loads(whole.read(backups.MANIFEST))
        told["tables"]["attempts"]["rows"] += 1
        forged.writestr(backups.MANIFEST, json.dumps(told))
        forged.writestr(backups.DUMP, whole.read(backups.DUMP))

    with pytest.raises(BackupError, match="attempts"):
        await restore(tmp_path / "forged", new_place)


async def test_a_backup_of_another_schema_is_left_to_the_version_that_made_it(
    empty_database_url: str, new_place: str, tmp_path: Path
) -> None:
    await filled(empty_database_url)
    await back_up(empty_database_url, tmp_path / "backup", now=NOW)
    with ZipFile(tmp_path / "backup") as whole, ZipFile(tmp_path / "older", "w") as older:
        told = json.loads(whole.read(backups.MANIFEST))
        older.writestr(backups.MANIFEST, json.dumps(told | {"revision": "0001"}))
        older.writestr(backups.DUMP, whole.read(backups.DUMP))

    with pytest.raises(BackupError, match="the version that made it"):
        await restore(tmp_path / "older", new_place)


async def test_only_the_owner_may_read_a_backup(tmp_path: Path) -> None:
    await filled(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}")
    await back_up(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", tmp_path / "backup", now=NOW)

    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o600


async def test_a_backup_of_one_kind_is_not_restored_into_the_other(tmp_path: Path) -> None:
    await filled(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}")
    await back_up(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", tmp_path / "backup", now=NOW)

    with pytest.raises(BackupError, match="migrate-database"):
        await restore(tmp_path / "backup", "postgresql+asyncpg://ojala@127.0.0.1:9/ojala")


def test_what_is_not_there_cannot_be_saved(tmp_path: Path) -> None:
    nowhere = f"sqlite+aiosqlite:///{tmp_path / 'none.db'}"
    with pytest.raises(BackupError, match="no database"):
        asyncio.run(back_up(nowhere, tmp_path / "backup", now=NOW))
    assert list(tmp_path.iterdir()) == []


async def test_a_file_of_another_kind_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Querida Ana:")

    with pytest.raises(BackupError, match="not a backup"):
        await restore(tmp_path / "letter", f"sqlite+aiosqlite:///{tmp_path / 'a.db'}")


async def test_a_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    address = make_url("postgresql+asyncpg://ojala@127.0.0.1:9/ojala")

    with pytest.raises(BackupError, match="pg_restore is not installed"):
        await backups._load_postgresql(address, tmp_path / "dump")  # noqa: SLF001 - its own edge
