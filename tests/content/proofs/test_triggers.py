from dataclasses import replace

import pytest

from ojala.content.proofs.triggers import (
    trigger_problems,
    unproved,
    why_not_failed,
    why_not_held,
)
from ojala.content.sources import Source, sources
from ojala.grammar.inventory import triggers
from ojala.grammar.trigger import Trigger
from ojala.spanish.features import Mood


def test_every_example_of_every_trigger_proves_its_reading() -> None:
    assert list(trigger_problems(list(sources("triggers")), triggers())) == []


def test_every_reading_has_an_example_that_holds_and_one_that_fails() -> None:
    for trigger in triggers().values():
        for reading in trigger.readings:
            assert reading.holds, (trigger.id, reading.id)
            assert reading.fails or reading.mood is None, (trigger.id, reading.id)


@pytest.mark.parametrize("trigger", triggers().values(), ids=lambda trigger: trigger.id)
def test_a_reading_with_the_other_mood_is_not_proved(trigger: Trigger) -> None:
    other = {Mood.SUBJUNCTIVE: Mood.INDICATIVE, Mood.INDICATIVE: Mood.SUBJUNCTIVE}
    for reading in trigger.readings:
        if reading.mood in other:
            turned = replace(reading, mood=other[reading.mood])
            wrong = replace(trigger, readings=(turned,))
            assert list(unproved(wrong)) != []


def test_an_example_of_another_trigger_proves_nothing() -> None:
    wanting = triggers()["querer-que"]
    text = "Dudo que [vengas] a la fiesta."
    assert "dudar-que" in why_not_held(wanting, wanting.readings[0], text)
    assert "not found" in why_not_failed(wanting, wanting.readings[0], text)


def test_an_example_without_a_verb_proves_nothing() -> None:
    wanting = triggers()["querer-que"]
    assert why_not_held(wanting, wanting.readings[0], "Quiero que vengas.")
    assert why_not_held(wanting, wanting.readings[0], "Quiero que [xyz].")


def test_a_right_form_is_no_failing_example() -> None:
    wanting = triggers()["querer-que"]
    text = "Quiero que [vengas] a la fiesta."
    assert "right under this reading" in why_not_failed(wanting, wanting.readings[0], text)


def test_a_tense_out_of_sequence_is_not_held() -> None:
    wanting = triggers()["querer-que"]
    text = "Quiero que [vinieras] a la fiesta."
    assert "out of sequence" in why_not_held(wanting, wanting.readings[0], text)


def test_a_phrase_without_a_verb_is_proved_by_finding_none() -> None:
    bare = triggers()["como-si-nada"]
    assert why_not_held(bare, bare.readings[0], "Entró como si nada.") == ""
    assert why_not_held(bare, bare.readings[0], "Entró sin más.") == "the phrase does not occur"
    swims = replace(bare, name="como si nadara")
    assert "a verb was found" in why_not_held(swims, bare.readings[0], "Entró como si nadara.")


def test_a_file_that_breaks_the_schema_is_reported_and_not_proved() -> None:
    broken = Source("triggers/x.toml", {"trigger": [{"id": "Not a slug"}]})
    assert all(problem.file == "triggers/x.toml" for problem in trigger_problems([broken], {}))
    assert list(trigger_problems([broken], {}))
