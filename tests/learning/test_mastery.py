from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ojala.exercises.item import Item
from ojala.learning.mastery import Level, NextStep, level, mastery, mastery_map, summarise
from ojala.learning.memory import MemoryState, Rating, retrievability
from ojala.learning.scheduling import Card, Review

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
WISH, DOUBT, FORM = map(Item.parse, ["mood:wish/a", "mood:doubt/b", "form:sub_pres/tener"])


def _card(item: Item, stability: float, ago: float) -> Card:
    state = MemoryState(stability, 5.0, NOW - ago * DAY)
    return Card(item, state, state.last_review + stability * DAY)


def _review(item: Item, rating: Rating, minutes: int) -> Review:
    return Review(item, rating, NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (None, Level.NEW),
        (_card(WISH, 1, 0), Level.LEARNING),
        (_card(WISH, 5, 1), Level.FAMILIAR),
        (_card(WISH, 40, 10), Level.MASTERED),
        (_card(WISH, 40, 400), Level.FAMILIAR),
    ],
)
def test_an_item_is_mastered_while_it_is_stable_and_recalled(
    card: Card | None, expected: Level
) -> None:
    assert level(card, NOW) is expected


def test_the_mastery_of_a_group_counts_what_was_never_seen_as_not_mastered() -> None:
    cards = {WISH: _card(WISH, 40, 10), DOUBT: _card(DOUBT, 3, 5)}
    group = mastery([WISH, DOUBT, FORM], cards, NOW)

    assert (group.items, group.seen, group.mastered, group.due) == (3, 2, 1, 1)
    assert group.share == pytest.approx(1 / 3)
    assert group.recall == pytest.approx(
        sum(retrievability(card.state, NOW) for card in cards.values()) / 2
    )


def test_what_was_answered_a_moment_ago_is_judged_by_how_it_will_stand_tomorrow() -> None:
    card = _card(WISH, 3, 0)

    assert mastery([WISH], {WISH: card}, NOW).recall == pytest.approx(
        retrievability(card.state, NOW + DAY)
    )


def test_a_figure_is_told_once_there_are_enough_reviews() -> None:
    few, enough = (replace(_card(WISH, 3, 5), reviews=count) for count in (4, 5))

    assert not mastery([WISH], {WISH: few}, NOW).told
    assert mastery([WISH], {WISH: enough}, NOW).told


def test_of_what_was_never_seen_no_recall_is_claimed() -> None:
    assert mastery([FORM], {}, NOW).recall is None
    assert mastery([], {}, NOW).share == 0.0


def test_a_map_puts_each_item_in_its_place() -> None:
    places = mastery_map([WISH, DOUBT, FORM], lambda item: item.kind.value, {}, NOW)

    assert {place: cell.items for place, cell in places.items()} == {"mood": 2, "form": 1}


def test_a_summary_tells_what_went_well_and_when_the_rest_returns() -> None:
    reviews = [
        _review(WISH, Rating.GOOD, 0),
        _review(DOUBT, Rating.AGAIN, 1),
        _review(DOUBT, Rating.AGAIN, 2),
        _review(FORM, Rating.AGAIN, 3),
    ]
    card = _card(DOUBT, 3, 0)
    summary = summarise(reviews, {DOUBT: card}, due=[WISH])

    assert [skill.item for skill in summary.went_well] == [WISH]
    assert [(skill.item, skill.missed) for skill in summary.to_repair] == [(DOUBT, 2), (FORM, 1)]
    assert summary.to_repair[0].returns == card.due
    assert summary.to_repair[1].returns is None
    assert (summary.next_step, summary.next_items) == (NextStep.REPAIR, (DOUBT, FORM))


def test_a_miss_made_good_needs_no_repair() -> None:
    reviews = [_review(WISH, Rating.AGAIN, 0), _review(WISH, Rating.GOOD, 4)]

    assert summarise(reviews, {}, due=[FORM]).next_step is NextStep.REVIEW
    assert summarise(reviews, {}, new=[FORM]).next_step is NextStep.LEARN
    assert summarise(reviews, {}).next_step is NextStep.REST
