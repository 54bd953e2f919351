"""`ojala replay`: rebuild cards and figures from the log and prove that they are equal."""

import asyncio
import json
from typing import Annotated

import typer

from ojala.cli.operations import settings


def replay(
    write: Annotated[bool, typer.Option("--write", help="Store what was rebuilt.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Rebuild every learner's cards and figures from the log; exit with 1 if a stored one differs.

    Cards follow from the reviews; the figures of progress (days, tallies, predictions, what was
    reached) follow from the answers.
    """
    counts = asyncio.run(_replay(write=write))
    differing = counts["differing"]
    if as_json:
        typer.echo(json.dumps({**counts, "written": write}))
    else:
        outcome = "all equal" if not differing else f"{differing} differing"
        mended = ", mended" if differing and write else ""
        told = "{learners} learners, {cards} cards, {figures} figures".format(**counts)
        typer.echo(f"{told}: {outcome}{mended}.")
    raise typer.Exit(1 if differing and not write else 0)


async def _replay(*, write: bool) -> dict[str, int]:
    from ojala.content.course import course
    from ojala.practice.service import replay_cards, replay_figures
    from ojala.storage.database import Database
    from ojala.storage.learners import learners

    database, known = Database(settings().database), course()
    counts = dict.fromkeys(("learners", "cards", "figures", "differing"), 0)
    try:
        async with database.transaction(read_only=True) as tx:
            everybody = await learners(tx)
        for learner in everybody:
            async with database.transaction(read_only=not write) as tx:
                cards = await replay_cards(tx, learner=learner, write=write)
                figures = await replay_figures(tx, learner=learner, course=known, write=write)
            counts["learners"] += 1
            counts["cards"] += cards.made
            counts["figures"] += figures.made
            counts["differing"] += cards.differing + figures.differing
    finally:
        await database.close()
    return counts
