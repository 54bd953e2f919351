from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from ojala.storage.database import Database
from ojala.storage.fingerprints import fingerprints
from ojala.storage.moving import CannotMoveError, move
from tests.conftest import service
from tests.storage.filling import filled
from tests.storage.test_backups import administer


async def test_an_outgrown_file_moves_into_postgresql_without_losing_a_row(tmp_path: Path) -> None:
    source, name = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", f"moved_{uuid4().hex}"
    await filled(source)
    await administer(f'CREATE DATABASE "{name}"')
    old, new = Database(source), Database(f"{service('POSTGRES')}/{name}")
    told: dict[str, int] = {}
    moved = await move(old, new, tell=told.__setitem__)
    async with new.transaction(read_only=True) as tx:
        arrived = await fingerprints(tx)
    with pytest.raises(CannotMoveError, match="not empty"):
        await move(old, new, tell=told.__setitem__)
    await old.close()
    await new.close()
    await administer(f'DROP DATABASE "{name}" WITH (FORCE)')

    assert moved == arrived
    assert told["attempts"] == 2
    assert told == {table: each.rows for table, each in arrived.items()}


async def test_a_source_of_another_schema_is_not_moved(tmp_path: Path) -> None:
    old = Database(f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}")
    new = Database(f"sqlite+aiosqlite:///{tmp_path / 'b.db'}")

    with pytest.raises(CannotMoveError, match="migrate the source"):
        await move(old, new, tell=lambda *_: None)
    await old.close()
    await new.close()


async def test_one_changed_value_changes_a_fingerprint(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"
    await filled(url)
    database = Database(url)
    async with database.transaction() as tx:
        before = await fingerprints(tx)
        await tx.execute(text("UPDATE attempts SET elapsed = 4.5 WHERE response = 'zapato'"))
        after = await fingerprints(tx)
    await database.close()

    assert {name for name in before if before[name] != after[name]} == {"attempts"}
