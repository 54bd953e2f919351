"""`ojala replay`: rebuild every card from the log of reviews and prove that they are equal."""

import asyncio
import json
from typing import Annotated

import typer

from ojala.cli.operations import settings


def replay(
    write: Annotated[bool, typer.Option("--write", help="Store the rebuilt cards.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Rebuild every learner's cards from the log; exit with 1 if a stored card differs."""
    learners, cards, differing = asyncio.run(_replay(write=write))
    if as_json:
        counts = {"learners": learners, "cards": cards, "differing": differing, "written": write}
        typer.echo(json.dumps(counts))
    else:
        outcome = "all equal" if not differing else f"{differing} differing"
        mended = ", mended" if differing and write else ""
        typer.echo(f"{learners} learners, {cards} cards: {outcome}{mended}.")
    raise typer.Exit(1 if differing and not write else 0)


async def _replay(*, write: bool) -> tuple[int, int, int]:
    from ojala.practice import service
    from ojala.storage.database import Database

    database = Database(settings().database)
    learners = cards = differing = 0
    try:
        async with database.transaction(read_only=True) as tx:
            everybody = await service.learners(tx)
        for learner in everybody:
            async with database.transaction(read_only=not write) as tx:
                outcome = await service.replay_cards(tx, learner=learner, write=write)
            learners, cards = learners + 1, cards + outcome.cards
            differing += outcome.differing
    finally:
        await database.close()
    return learners, cards, differing
