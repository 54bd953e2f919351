"""Proofs of the path: each lesson is whole, and what it names exists."""

import re
from collections.abc import Iterator, Mapping

from ojala.content.proofs.problem import Problem, schema_problems
from ojala.content.schema.units import UnitRecord
from ojala.content.sources import Record, Source
from ojala.grammar.trigger import Trigger

_MARKED = re.compile(r"([*~])(?![\s*~])[^*~\n]+(?<!\s)\1")
"""Spanish between asterisks, or wrong Spanish between tildes."""


def unit_problems(files: list[Source], triggers: Mapping[str, Trigger]) -> Iterator[Problem]:
    """Yield everything wrong with the units."""
    wrong = [
        problem
        for file in files
        for problem in schema_problems(file.name, file.content, UnitRecord)
    ]
    yield from wrong
    if wrong:
        return
    places = {file.content["id"]: file.content["order"] for file in files}
    if len(places) < len(files) or len(set(places.values())) < len(files):
        yield Problem("units", "-", "two units share an id or a place")
    for file in files:
        yield from _references(file, places, triggers)
        yield from _markup(file)


def _references(
    file: Source, places: Mapping[str, int], triggers: Mapping[str, Trigger]
) -> Iterator[Problem]:
    unit: Record = file.content
    for trigger in unit.get("triggers", ()):
        if trigger not in triggers:
            yield Problem(file.name, unit["id"], f"no trigger {trigger}")
    for before in unit.get("prerequisites", ()):
        if places.get(before, unit["order"]) >= unit["order"]:
            yield Problem(file.name, unit["id"], f"{before} does not come before it")


def _markup(file: Source) -> Iterator[Problem]:
    for key in ("rule", "contrast", "trap", "practice"):
        for language, text in file.content[key].items():
            if left := re.search(r"[*~].{,20}", _MARKED.sub("", text)):
                place = f"{key}.{language}"
                yield Problem(file.name, file.content["id"], f"{place}: no pair to {left.group()}")
