"""Bring a database to a revision of the schema, and tell which one it has."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from ojala.storage.database import Database

HEAD = "head"


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings, all from here: there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def head() -> str | None:
    """The newest revision there is."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


async def current(database: Database) -> str | None:
    """The revision the database has; None when it is empty."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )


def is_ahead(revision: str, of: str | None) -> bool:
    """Whether a revision is newer than the one a database has."""
    if revision == "base":
        return False
    older = ScriptDirectory.from_config(configuration()).iterate_revisions(revision, "base")
    return of is None or (revision != of and of in {each.revision for each in older})


@cache
def _revisions() -> tuple[str, ...]:
    scripts = ScriptDirectory.from_config(configuration())
    return tuple(each.revision for each in scripts.walk_revisions())


def is_behind(revision: str | None) -> bool:
    """Whether a database at this revision lacks something that this version needs.

    A revision unknown here was made by a newer version, which migrates before it starts: it has
    all that this one needs.
    """
    newest, *older = _revisions()
    return revision is None or (revision != newest and revision in older)


async def upgrade(database: Database, revision: str = HEAD) -> None:
    """Migrate up to `revision`."""
    async with database.engine.begin() as connection:
        await connection.run_sync(lambda sync: command.upgrade(configuration(sync), revision))


async def downgrade(database: Database, revision: str = "base") -> None:
    """Migrate down to `revision`."""
    async with database.engine.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(configuration(sync), revision))
