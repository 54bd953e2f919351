"""`ojala exercise`: whole exercises, as a learner meets them or as JSON lines."""

import dataclasses
import json
from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from ojala.exercises import Content, Exercise, Item, Kind


def exercise(
    *,
    count: Annotated[int, typer.Option("--count", "-n", min=1, help="How many.")] = 1,
    seed: Annotated[int, typer.Option("--seed", "-s", help="The same seed, the same ones.")] = 0,
    kind: Annotated[str, typer.Option("--kind", "-k", help="One kind; else each in turn.")] = "",
    item: Annotated[
        str, typer.Option("--item", "-i", help="One item, as mood:cuando/future; else any.")
    ] = "",
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line.")] = False,
) -> None:
    """Write exercises with every accepted answer; chance decides by the seed alone."""
    from ojala.content.loader import load

    content = load()
    items = [_item(item, content)] if item else content.items
    for made in made_exercises(content, items, _kinds(kind), count=count, seed=seed):
        typer.echo(as_json(made) if jsonl else as_text(made) + "\n")


def made_exercises(
    content: "Content", items: "tuple[Item, ...] | list[Item]", kinds: "list[Kind]", **wanted: int
) -> "Iterator[Exercise]":
    """Yield `count` exercises from a `seed`; an item that a kind has nothing for is passed over."""
    from ojala.exercises import NoMaterialError

    rng = Random(wanted["seed"])  # noqa: S311 - reproducible, not secret
    made = refused = 0
    while made < wanted["count"]:
        try:
            found = kinds[made % len(kinds)].generate(
                rng.choice(items), content, rng.randrange(2**32)
            )
        except NoMaterialError as nothing:
            refused += 1
            if refused > len(items) * len(kinds):
                _refuse(str(nothing))
            continue
        made, refused = made + 1, 0
        yield found


def as_json(exercise: "Exercise") -> str:
    """Write an exercise on one line of JSON, items and cells by their ids."""
    record = dataclasses.asdict(exercise)
    record["items"] = [item.id for item in exercise.items]
    for answer, written in zip(exercise.answers, record["answers"], strict=True):
        written["cell"] = answer.cell.id if answer.cell else None
    return json.dumps(record, ensure_ascii=False)


def as_text(exercise: "Exercise") -> str:
    """Write an exercise for a human reader: the question, its English and the answers."""
    asked = f"{exercise.sentence} ({', '.join(filter(None, (exercise.lemma, exercise.subject)))})"
    answers = " / ".join(f"{answer.text}{_noted(answer.note)}" for answer in exercise.answers)
    lines = (exercise.context, asked, " · ".join(exercise.options), f"→ {answers}", exercise.gloss)
    return "\n".join(filter(None, lines))


def _noted(note: str) -> str:
    return f" [{note}]" if note else ""


def _kinds(name: str) -> "list[Kind]":
    from ojala.exercises import KINDS

    if not name:
        return list(KINDS.values())
    if name not in KINDS:
        _refuse(f"no such kind: {name} (there are {', '.join(KINDS)})")
    return [KINDS[name]]


def _item(text: str, content: "Content") -> "Item":
    from ojala.exercises import Item

    try:
        item = Item.parse(text)
    except ValueError as reason:
        _refuse(str(reason))
    if item not in content.items:
        _refuse(f"nothing practises {text}")
    return item


def _refuse(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(2)
