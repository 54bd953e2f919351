"""What tests share: databases of both kinds, migrated once and empty for each test."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from ojala.storage import migrate
from ojala.storage.database import Database

BACKENDS = ("sqlite", "postgresql")


def service(name: str) -> str:
    """The address of a server that the tests run against."""
    address = os.environ.get(f"OJALA_TEST_{name}")
    if not address:
        pytest.fail(f"no {name.lower()} to test with: run `make test`, or scripts/with_services.py")
    return address


async def _template(address: str) -> str:
    """The name of a migrated database to copy, made once per test process."""
    name = f"template_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    admin = Database(f"{address}/postgres")
    async with admin.engine.connect() as connection:
        query = text("SELECT 1 FROM pg_database WHERE datname = :name")
        exists = await connection.scalar(query, {"name": name})
    await admin.close()
    if not exists:
        await _administer(address, f'CREATE DATABASE "{name}"')
        database = Database(f"{address}/{name}")
        await migrate.upgrade(database)
        await database.close()
    return name


async def _administer(address: str, statement: str) -> None:
    admin = Database(f"{address}/postgres")
    autocommit = admin.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with autocommit.connect() as connection:
        await connection.execute(text(statement))
    await admin.close()


@pytest.fixture(params=BACKENDS)
async def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database without a schema, of each kind in turn."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'test.db'}"
        return
    address, name = service("POSTGRES"), f"test_{uuid4().hex}"
    await _administer(address, f'CREATE DATABASE "{name}"')
    yield f"{address}/{name}"
    await _administer(address, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file to copy, migrated once per test process."""
    file = tmp_path_factory.mktemp("template") / "test.db"

    async def make() -> None:
        database = Database(f"sqlite+aiosqlite:///{file}")
        await migrate.upgrade(database)
        await database.close()

    asyncio.run(make())
    return file


@pytest.fixture(params=BACKENDS)
async def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, migrated_file: Path
) -> AsyncIterator[str]:
    """The address of a migrated, empty database, of each kind in turn."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{shutil.copy(migrated_file, tmp_path / 'test.db')}"
        return
    address, name = service("POSTGRES"), f"test_{uuid4().hex}"
    await _administer(address, f'CREATE DATABASE "{name}" TEMPLATE "{await _template(address)}"')
    yield f"{address}/{name}"
    await _administer(address, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated, empty database, of each kind in turn."""
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
async def empty_database(empty_database_url: str) -> AsyncIterator[Database]:
    """A database without a schema, of each kind in turn."""
    database = Database(empty_database_url)
    yield database
    await database.close()
