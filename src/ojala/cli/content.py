"""Commands for authors: prove the content, read what it makes, see what it covers."""

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ojala.cli.exercise import as_text, made_exercises

if TYPE_CHECKING:
    from ojala.content.coverage import Covered

app = typer.Typer(help="Prove, sample and survey the content.", no_args_is_help=True)


@app.command()
def check(
    *, as_json: Annotated[bool, typer.Option("--json", help="Problems as JSON lines.")] = False
) -> None:
    """Prove everything in the content files; exit 1 where something is wrong."""
    from ojala.content.proofs.everything import problems

    try:
        found = problems()
    except ValueError as unreadable:  # a file that is no TOML
        typer.echo(str(unreadable), err=True)
        raise typer.Exit(1) from unreadable
    for problem in found:
        typer.echo(json.dumps(dataclasses.asdict(problem)) if as_json else problem.line)
    if found:
        typer.echo(f"{len(found)} problems", err=True)
        raise typer.Exit(1)
    if not as_json:
        typer.echo("The content holds.")


@app.command()
def sample(
    *,
    unit: Annotated[str, typer.Option("--unit", "-u", help="A unit of the path, by id.")] = "",
    trigger: Annotated[str, typer.Option("--trigger", "-t", help="A trigger, by id.")] = "",
    count: Annotated[int, typer.Option("--count", "-n", min=1, help="How many.")] = 30,
    seed: Annotated[int, typer.Option("--seed", "-s", help="The same seed, the same ones.")] = 0,
) -> None:
    """Print sentences with their answers and English, to be read aloud by a human."""
    from ojala.content.course import course
    from ojala.exercises import KINDS

    whole = course()
    chosen = bool(unit or trigger)
    items = sorted(whole.about(unit=unit, trigger=trigger)) if chosen else whole.content.items
    if not items:
        typer.echo(f"nothing to practise in {unit or trigger}", err=True)
        raise typer.Exit(2)
    cloze = [KINDS["cloze"]]
    for made in made_exercises(whole.content, list(items), cloze, count=count, seed=seed):
        typer.echo(f"{as_text(made)}\n({made.trigger}/{made.reading}, {made.level})\n")


@app.command()
def coverage(
    *, as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False
) -> None:
    """Print what is taught, in which units, and with how many sentences."""
    from ojala.content.coverage import coverage as covered
    from ojala.content.loader import load

    found = covered(load())
    for one in found:
        typer.echo(json.dumps(dataclasses.asdict(one)) if as_json else _row(one))
    if not as_json:
        rows = {row for one in found for row in one.inventory}
        written, made = sum(one.written for one in found), sum(one.made for one in found)
        typer.echo(
            f"{len(found)} triggers for {len(rows)} rows of the inventory: "
            f"{written} sentences written, {made} to be made"
        )


def _row(one: "Covered") -> str:
    where = ", ".join(one.units) or "-"
    return f"{one.level}  {one.trigger:32} {one.written:5} {one.made:8}  {where}"


@app.command()
def schemas(
    folder: Annotated[Path, typer.Argument(help="Where to write them.")] = Path("docs/schemas"),
) -> None:
    """Write the JSON Schemas of the content files, for editors."""
    from ojala.content.schema.published import schemas as published

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in published().items():
        (folder / name).write_text(text, "utf-8")
        typer.echo(folder / name)
