import csv

import pytest

from ojala.grammar.inventory import triggers
from ojala.spanish.features import Mood
from tests.reference import reference_file


def test_every_row_of_the_reference_inventory_has_a_trigger() -> None:
    covered = {row for trigger in triggers().values() for row in trigger.inventory}
    with reference_file("trigger_inventory.tsv").open(encoding="utf-8") as source:
        rows = {row["id"] for row in csv.DictReader(source, delimiter="\t")}
    assert covered == rows


def test_trigger_ids_are_slugs_of_their_pattern() -> None:
    assert {"querer-que", "tal-vez", "cuando", "ojala", "para-que"} <= set(triggers())


def test_a_reading_is_found_by_its_id() -> None:
    trigger = triggers()["decir-que"]
    assert trigger.reading("order").mood is Mood.SUBJUNCTIVE
    assert trigger.moods == {Mood.SUBJUNCTIVE, Mood.INDICATIVE}
    with pytest.raises(KeyError):
        trigger.reading("nonsense")


def test_reading_ids_are_unique_within_a_trigger() -> None:
    for trigger in triggers().values():
        ids = [reading.id for reading in trigger.readings]
        assert len(ids) == len(set(ids)), trigger.id


def test_negative_partners_exist() -> None:
    known = triggers()
    assert all(not t.negative or t.negative in known for t in known.values())
