"""Bring a database to a revision of the schema, and tell which one it has.

To tell takes no more than the names of the files and one row: Alembic, a good part of the time
that the service needs to start, is loaded only where a schema is to be changed.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from ojala.storage.database import Database

HEAD = "head"


@cache
def _revisions() -> tuple[str, ...]:
    """All revisions, the oldest first, by the files they are in: `0003_jobs.py` is 0003."""
    files = (Path(__file__).parent / "migrations/versions").glob("[0-9]*_*.py")
    return tuple(sorted(file.name.partition("_")[0] for file in files))


def head() -> str:
    """The newest revision there is."""
    return _revisions()[-1]


async def current(database: Database) -> str | None:
    """The revision the database has; None when it is empty."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(_recorded)


def _recorded(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def is_ahead(revision: str, of: str | None) -> bool:
    """Whether a revision is newer than the one a database has."""
    from ojala.storage import altering  # noqa: PLC0415 - Alembic, only where it is used

    if revision == "base":
        return False
    older = altering.scripts().iterate_revisions(revision, "base")
    return of is None or (revision != of and of in {each.revision for each in older})


def is_behind(revision: str | None) -> bool:
    """Whether a database at this revision lacks something that this version needs.

    A revision unknown here was made by a newer version, which migrates before it starts: it has
    all that this one needs.
    """
    return revision is None or (revision != head() and revision in _revisions())


async def upgrade(database: Database, revision: str = HEAD) -> None:
    """Migrate up to `revision`, where the database is not there yet."""
    if revision == HEAD and await current(database) == head():
        return
    from ojala.storage import altering  # noqa: PLC0415 - Alembic, only where it is used

    async with database.engine.begin() as connection:
        await connection.run_sync(altering.upgrade, revision)


async def downgrade(database: Database, revision: str = "base") -> None:
    """Migrate down to `revision`."""
    from ojala.storage import altering  # noqa: PLC0415 - Alembic, only where it is used

    async with database.engine.begin() as connection:
        await connection.run_sync(altering.downgrade, revision)
