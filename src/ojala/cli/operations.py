"""Commands that run and keep the service: serve, work, migrate."""

import asyncio
from typing import Annotated

import typer
from pydantic import ValidationError

from ojala.config import Settings


def settings() -> Settings:
    """The settings of this environment; a fault in them ends the command with exit code 2."""
    try:
        return Settings()
    except ValidationError as error:
        for fault in error.errors():
            name = "_".join(("OJALA", *(str(part).upper() for part in fault["loc"])))
            typer.echo(f"{name}: {fault['msg']}", err=True)
        raise typer.Exit(2) from None


def migrate(
    revision: Annotated[
        str, typer.Argument(help="The revision to reach: head, base or an id.")
    ] = "head",
) -> None:
    """Bring the database to a revision of the schema."""
    from ojala.storage import migrate as migrations
    from ojala.storage.database import Database

    async def run() -> None:
        database = Database(settings().database)
        try:
            known = await migrations.current(database)
            if revision == "head" or migrations.is_ahead(revision, known):
                await migrations.upgrade(database, revision)
            else:
                await migrations.downgrade(database, revision)
            typer.echo(f"The database is at revision {await migrations.current(database)}.")
        finally:
            await database.close()

    asyncio.run(run())


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (OJALA_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (OJALA_PORT).")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Number of processes.")] = 1,
) -> None:
    """Migrate the database and serve the app until interrupted."""
    import uvicorn

    chosen = settings()
    if chosen.environment == "development":
        migrate()
    where, which = host or chosen.host, chosen.port if port is None else port
    typer.echo(f"Ojalá is at http://{where}:{which}  (Ctrl-C stops it)")
    uvicorn.run(
        "ojala.app:from_environment",
        factory=True,
        host=where,
        port=which,
        workers=workers,
        loop="asyncio",
        http="httptools",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=20,
    )


def work() -> None:
    """Do the jobs of a deployment with Redis until interrupted."""
    from ojala import worker

    worker.main(settings())
