"""`ojala bench`: measurements anyone can repeat on data of their own."""

import json
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from ojala.progress.evaluation import Scores

app = typer.Typer(help="Measure on data of your own.", no_args_is_help=True)


@app.callback()
def bench() -> None:
    """Measure on data of your own."""


@app.command()
def memory(
    reviews: Annotated[
        Path,
        typer.Option(help="CSV with the columns card_id, review_rating (1 to 4), review_time."),
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Score how well recall is predicted on histories of reviews.

    Each review at least a day after the last one of its card is predicted before it is seen: by
    the default parameters, by parameters fitted to what came before, by the running average, and
    by SM-2. Lower is better for log_loss and rmse_bins, higher for auc.
    """
    if find_spec("numpy") is None:
        _refuse("this needs NumPy: install ojala[fit]")
    try:
        scores = _scores(reviews)
    except (OSError, ValueError) as reason:
        _refuse(f"{reviews}: {reason}")
    if as_json:
        typer.echo(json.dumps({name: asdict(found) for name, found in scores.items()}, indent=2))
    else:
        typer.echo(_table(scores))


def _scores(path: Path) -> dict[str, "Scores"]:
    # Imported here because NumPy would slow every other command down.
    from ojala.progress import evaluation, histories, reviewfile

    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = reviewfile.read(lines)
    log = histories.log((row.card, row.rating, row.at) for row in rows)
    return dict(evaluation.evaluate(log))


def _table(scores: dict[str, "Scores"]) -> str:
    lines = [f"{'':<8} {'log_loss':>9} {'rmse_bins':>9} {'auc':>9}"]
    for name, found in scores.items():
        auc = "-" if found.auc is None else f"{found.auc:.4f}"
        lines.append(f"{name:<8} {found.log_loss:>9.4f} {found.rmse_bins:>9.4f} {auc:>9}")
    return "\n".join(lines)


def _refuse(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(2)
