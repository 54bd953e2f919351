"""Commands that run and keep the service: serve, work, migrate, doctor."""

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
    workers: Annotated[
        int | None, typer.Option(min=1, help="Number of processes (OJALA_WORKERS).")
    ] = None,
) -> None:
    """Migrate the database (in development) and serve the app until interrupted.

    SIGTERM lets requests under way finish; with several workers, SIGHUP replaces them one by one.
    """
    from ojala.cli import serving
    from ojala.observability import configure

    given = {"host": host, "port": port, "workers": workers}
    chosen = settings().model_copy(
        update={name: value for name, value in given.items() if value is not None}
    )
    configure(chosen.log_level, chosen.log_format)
    with serving.undisturbed():
        if chosen.environment == "development":
            migrate()
        typer.echo(f"Ojalá is at http://{chosen.host}:{chosen.port}  (Ctrl-C stops it)")
        serving.run(chosen)


def work() -> None:
    """Do the jobs of a deployment with Redis until interrupted."""
    from ojala import worker

    worker.main(settings())


def doctor() -> None:
    """Check settings, database, migrations, Redis, mail, clock, disk; exit with 1 if one fails."""
    from ojala.cli.doctor import State, examine

    findings = asyncio.run(examine(settings()))
    width = max(len(finding.subject) for finding in findings)
    for finding in findings:
        typer.echo(f"{finding.state.value:7}  {finding.subject:{width}}  {finding.detail}")
    if any(finding.state is State.FAILED for finding in findings):
        raise typer.Exit(1)
