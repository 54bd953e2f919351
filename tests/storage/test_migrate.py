import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    Connection,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    func,
    inspect,
    select,
)

from ojala.practice import service
from ojala.storage import altering, migrate
from ojala.storage.database import Database
from ojala.storage.learners import learners
from ojala.storage.tables import Base
from tests.storage.filling import filled, give_everything


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


def test_the_newest_file_is_the_head_that_alembic_finds() -> None:
    assert migrate.head() == altering.scripts().get_current_head()


async def test_alembic_is_not_asked_where_the_head_is_there_already(
    empty_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await migrate.upgrade(empty_database)
    monkeypatch.setattr(altering, "upgrade", None)

    await migrate.upgrade(empty_database)

    assert await migrate.current(empty_database) == migrate.head()


async def test_every_migration_goes_down_and_up_again(empty_database: Database) -> None:
    await migrate.upgrade(empty_database)
    for revision in altering.scripts().walk_revisions():
        await migrate.downgrade(empty_database, str(revision.down_revision or "base"))
        await migrate.upgrade(empty_database, revision.revision)
        await migrate.downgrade(empty_database, str(revision.down_revision or "base"))

    async with empty_database.engine.connect() as connection:
        assert await connection.run_sync(tables) == set()
    await migrate.upgrade(empty_database)
    assert await migrate.current(empty_database) == migrate.head()


async def counts(database: Database) -> dict[str, int]:
    """How many rows each table has that is there, and is not of the past."""
    async with database.engine.connect() as connection:
        there = await connection.run_sync(tables)
        return {
            name: await connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
            if name in there
        }


async def test_what_people_have_stays_when_migrations_go_down_and_up(
    empty_database: Database, empty_database_url: str
) -> None:
    await filled(empty_database_url)
    async with empty_database.transaction() as tx:
        (learner,) = await learners(tx)
        await give_everything(tx, learner)
    full = await counts(empty_database)
    assert min(full.values()) > 0, "something of everything"
    revisions = [one.revision for one in altering.scripts().walk_revisions()]

    left = full
    for revision in revisions[1:]:
        await migrate.downgrade(empty_database, revision)
        left = await counts(empty_database)
        assert left == {name: full[name] for name in left}, revision
    for revision in reversed(revisions):
        await migrate.upgrade(empty_database, revision)
        after = await counts(empty_database)
        assert {name: after[name] for name in left} == left, revision
    async with empty_database.transaction() as tx:
        (known,) = await learners(tx)
        assert known == learner
        assert (await service.replay_cards(tx, learner=known)).differing == 0


def leading(table: Table) -> set[str]:
    """The columns with which a key or an index of a table begins."""
    columns = [next(iter(table.primary_key.columns)).name]
    return {*columns, *(next(iter(index.columns)).name for index in table.indexes)}


def test_the_rows_of_a_learner_are_found_by_a_key_that_begins_with_their_id() -> None:
    owned = [table for table in Base.metadata.sorted_tables if "learner_id" in table.c]

    assert len(owned) > 10
    assert [table.name for table in owned if "learner_id" not in leading(table)] == []


DOORS = {"accounts", "identities", "logins", "recovery_codes", "replies", "tickets"}
"""Tables that are asked before anybody knows which learner it is about (ADR 19)."""


def test_tables_of_practice_can_be_distributed_by_learner() -> None:
    """Whatever is unique is so within one learner, and refers to rows of the same learner."""
    for table in Base.metadata.sorted_tables:
        if "learner_id" not in table.c or table.name in DOORS:
            continue
        for constraint in (table.primary_key, *table.constraints):
            if isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint):
                assert "learner_id" in constraint.columns, f"{table.name}: {constraint.name}"
        for foreign in table.foreign_key_constraints:
            assert "learner_id" in foreign.columns, f"{table.name}: {foreign.name}"
