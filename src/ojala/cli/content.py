"""Commands for authors: prove the content, read what it makes, see what it covers."""

import dataclasses
import json
from typing import Annotated

import typer

app = typer.Typer(help="Prove, sample and survey the content.", no_args_is_help=True)


@app.command()
def check(
    *, as_json: Annotated[bool, typer.Option("--json", help="Problems as JSON lines.")] = False
) -> None:
    """Prove everything in the content files; exit 1 where something is wrong."""
    from ojala.content.proofs.everything import problems

    found = problems()
    for problem in found:
        typer.echo(json.dumps(dataclasses.asdict(problem)) if as_json else problem.line)
    if found:
        typer.echo(f"{len(found)} problems", err=True)
        raise typer.Exit(1)
    if not as_json:
        typer.echo("The content holds.")
