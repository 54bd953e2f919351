from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from ojala.storage import migrate
from ojala.storage.database import Database
from ojala.storage.tables import Base


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


async def test_migrations_make_exactly_the_tables(empty_database: Database) -> None:
    assert await migrate.current(empty_database) is None
    await migrate.upgrade(empty_database)

    async with empty_database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        assert await connection.run_sync(tables) == set(Base.metadata.tables)
    assert await migrate.current(empty_database) == migrate.head()


async def test_every_migration_goes_down_and_up_again(empty_database: Database) -> None:
    await migrate.upgrade(empty_database)
    for revision in ScriptDirectory.from_config(migrate.configuration()).walk_revisions():
        await migrate.downgrade(empty_database, str(revision.down_revision or "base"))
        await migrate.upgrade(empty_database, revision.revision)
        await migrate.downgrade(empty_database, str(revision.down_revision or "base"))

    async with empty_database.engine.connect() as connection:
        assert await connection.run_sync(tables) == set()
    await migrate.upgrade(empty_database)
    assert await migrate.current(empty_database) == migrate.head()
