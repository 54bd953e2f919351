"""Commands that keep what learners did: backup, restore, and moving to a larger database."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ojala.cli.operations import settings

TargetFile = Annotated[Path, typer.Argument(help="The file to write.", dir_okay=False)]
SourceFile = Annotated[Path, typer.Argument(help="A backup.", exists=True, dir_okay=False)]


def backup(file: TargetFile) -> None:
    """Write everything into one file, while the service runs; the file proves what it holds."""
    from ojala.storage import backups

    chosen = settings()
    try:
        held = asyncio.run(backups.back_up(chosen.database, file, now=datetime.now(UTC)))
    except (backups.BackupError, OSError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    typer.echo(
        f"{file}: {held.rows} rows of {len(held.tables)} tables, {file.stat().st_size} bytes"
    )


def restore(file: SourceFile) -> None:
    """Fill the empty database of this environment from a backup, and compare every row."""
    from ojala.storage import backups

    chosen = settings()
    try:
        held = asyncio.run(backups.restore(file, chosen.database))
    except backups.BackupError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{held.rows} rows as they were at {held.made_at}; all equal.")


def migrate_database(
    source: Annotated[str, typer.Option("--from", help="The database to read.")],
    target: Annotated[str, typer.Option("--to", help="The empty database to fill.")],
) -> None:
    """Move everything into another database (SQLite to PostgreSQL), and compare every row."""
    from ojala.storage.database import Database
    from ojala.storage.moving import CannotMoveError, move

    async def run() -> int:
        old, new = Database(source, pool_size=1), Database(target, pool_size=1)
        try:
            moved = await move(old, new, tell=lambda name, rows: typer.echo(f"{name:12} {rows:9}"))
        finally:
            await old.close()
            await new.close()
        return sum(each.rows for each in moved.values())

    try:
        rows = asyncio.run(run())
    except CannotMoveError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{rows} rows moved; all equal.")
