"""Moving everything from one database into another: an embedded one that has been outgrown."""

from collections.abc import Callable

from sqlalchemy import func, insert, select

from ojala.storage import migrate
from ojala.storage.database import Database
from ojala.storage.fingerprints import Fingerprint, batches, fingerprints, tables


class CannotMoveError(Exception):
    """The two databases are not such that one can take what the other holds."""


async def move(
    source: Database, target: Database, *, tell: Callable[[str, int], None]
) -> dict[str, Fingerprint]:
    """Copy every row in one transaction, compare what arrived, and keep it only if it is equal.

    The target is migrated first and must be empty; the source must be at the same revision, and
    nobody may write to it meanwhile: it is read in one transaction, and left as it is.
    """
    await migrate.upgrade(target)
    if await migrate.current(source) != migrate.head():
        raise CannotMoveError("migrate the source first: its schema is not that of this version")
    async with source.transaction(read_only=True) as reading, target.transaction() as writing:
        for table in tables():
            if await writing.scalar(select(func.count()).select_from(table)):
                raise CannotMoveError(f"the target is not empty: {table.name} has rows")
        for table in tables():
            moved = 0
            async for batch in batches(reading, table):
                await writing.execute(insert(table), batch)
                moved += len(batch)
            tell(table.name, moved)
        before, after = await fingerprints(reading), await fingerprints(writing)
        differing = [name for name in before if before[name] != after[name]]
        if differing:
            raise CannotMoveError(f"not equal after copying, so nothing is kept: {differing}")
    return before
