"""Which kind of exercise suits an item now."""

from datetime import UTC, datetime
from random import Random

import pytest

from ojala.exercises.item import Item
from ojala.exercises.kinds import KINDS
from ojala.learning.kinds import HEARD, PLAIN, Stage, kinds_for, stage
from ojala.learning.memory import MemoryState
from ojala.learning.scheduling import Card

NOW = datetime(2026, 11, 26, tzinfo=UTC)
MOOD, FORM, SEQUENCE = map(
    Item.parse, ("mood:cuando/future", "form:sub_pres/ar/1s", "sequence:sequence/sub_imp")
)


def card(item: Item, stability: float) -> Card:
    return Card(item, MemoryState(stability, 5.0, NOW), NOW)


def firsts(
    item: Item, stability: float | None, *recent: str, both_moods: bool = False
) -> list[str]:
    """The first kinds of two hundred draws."""
    held = None if stability is None else card(item, stability)
    return [
        kinds_for(item, held, recent, Random(seed), both_moods=both_moods)[0]  # noqa: S311
        for seed in range(200)
    ]


@pytest.mark.parametrize(
    ("stability", "expected"), [(0.4, Stage.MET), (2.0, Stage.GROWING), (30.0, Stage.USED)]
)
def test_a_card_tells_how_far_an_item_has_come(stability: float, expected: Stage) -> None:
    assert stage(card(MOOD, stability)) is expected
    assert stage(None) is Stage.MET


def test_where_both_moods_go_what_they_mean_comes_first() -> None:
    assert set(firsts(MOOD, None, both_moods=True)) == {"meaning"}
    ordered = kinds_for(MOOD, None, (), Random(1), both_moods=True)  # noqa: S311
    assert ordered == ("meaning", "mood_choice", PLAIN)


def test_recognising_comes_before_saying_unaided() -> None:
    met, used = set(firsts(MOOD, None)), set(firsts(MOOD, 40))
    assert met == {PLAIN, "mood_choice", "trigger_spotting"}
    assert {"translation", "transformation", "combining", "correction"} <= used
    assert not {"mood_choice", "trigger_spotting"} & used


def test_a_form_is_drilled_alone_at_first() -> None:
    assert set(firsts(FORM, None)) == {PLAIN, "conjugation"}
    assert "conjugation" not in firsts(FORM, 40)


def test_a_form_met_before_is_heard_where_there_is_a_voice() -> None:
    def first(item: Item, stability: float, *, hears: bool) -> set[str]:
        held = card(item, stability)
        return {kinds_for(item, held, (), Random(n), hears=hears)[0] for n in range(99)}  # noqa: S311

    assert HEARD in first(FORM, 3, hears=True)
    assert HEARD in first(FORM, 30, hears=True)
    assert HEARD not in first(FORM, 0.5, hears=True)
    assert HEARD not in first(MOOD, 30, hears=True)
    assert HEARD not in first(FORM, 30, hears=False)


def test_the_same_kind_seldom_comes_twice_running() -> None:
    assert firsts(FORM, None, "conjugation").count("conjugation") < 60
    assert firsts(FORM, None, "meaning").count("conjugation") > 60


@pytest.mark.parametrize("item", [MOOD, FORM, SEQUENCE])
@pytest.mark.parametrize("stability", [None, 3.0, 30.0])
def test_every_kind_named_exists_and_a_plain_blank_is_the_last_resort(
    item: Item, stability: float | None
) -> None:
    held = None if stability is None else card(item, stability)
    for seed in range(50):
        for both in (True, False):
            drawn = kinds_for(item, held, (), Random(seed), both_moods=both)  # noqa: S311
            assert set(drawn) <= set(KINDS)
            assert drawn[-1] == PLAIN
