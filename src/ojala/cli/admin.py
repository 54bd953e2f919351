"""`ojala admin`: the accounts of those who run the service."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated

import typer

from ojala.cli.operations import settings

app = typer.Typer(help="The accounts of those who run the service.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """The accounts of those who run the service."""


@app.command()
def create(
    email: Annotated[str, typer.Argument(help="The address to sign in with.")],
    password: Annotated[
        str,
        typer.Option(
            prompt=True, hide_input=True, envvar="OJALA_ADMIN_PASSWORD", help="Asked for."
        ),
    ] = "",
) -> None:
    """Create an administrator, or make one of an account that is there; it keeps its password."""
    from ojala.accounts import administrators
    from ojala.errors import AppError
    from ojala.storage.database import Database

    async def run() -> bool:
        database = Database(settings().database)
        try:
            return await administrators.appoint(
                database, email=email, password=password, now=datetime.now(UTC)
            )
        finally:
            await database.close()

    try:
        known = asyncio.run(run())
    except AppError as error:
        typer.echo(error.detail, err=True)
        raise typer.Exit(2) from error
    typer.echo(f"{email} is an administrator{' now' if known else ', a new account'}.")
