from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojala.exercises.item import Item
from ojala.learning.memory import MemoryState
from ojala.learning.scheduling import Card
from ojala.learning.selection import (
    Candidate,
    Choice,
    Desk,
    Limits,
    Reason,
    Today,
    plan,
    practise,
    select,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TONIGHT = NOW + timedelta(hours=19)
DAY = timedelta(days=1)


def _candidate(number: int, *, subjunctive: bool | None = None, family: str = "") -> Candidate:
    return Candidate(Item.parse(f"mood:t{number:04}"), subjunctive, family or f"f{number % 5}")


def _card(candidate: Candidate, *, due: float, stability: float = 10, lapses: int = 0) -> Card:
    state = MemoryState(stability, 5.0, NOW + (due - stability) * DAY)
    return Card(candidate.item, state, NOW + due * DAY, reviews=3, lapses=lapses)


def _desk(path: Sequence[Candidate], cards: Sequence[Card] = ()) -> Desk:
    return Desk(path, {card.item: card for card in cards}, NOW, TONIGHT)


MIXED = [_candidate(number, subjunctive=number % 2 == 0) for number in range(40)]


def test_nothing_known_and_nothing_to_learn_leaves_nothing_to_do() -> None:
    assert select(_desk([])) is None


def test_what_is_likeliest_forgotten_comes_first() -> None:
    path = [_candidate(number) for number in range(3)]
    cards = [_card(c, due=-late) for c, late in zip(path, [1, 30, 5], strict=True)]

    first = select(_desk(path, cards))

    assert first is not None
    assert (first.item, first.reason, first.overdue) == (path[1].item, Reason.DUE, 30)
    assert first.recall is not None
    assert first.recall < 0.8


def test_what_falls_due_tonight_is_due_today_and_what_falls_due_tomorrow_is_not() -> None:
    path = [_candidate(number) for number in range(2)]
    cards = [_card(path[0], due=0.5), _card(path[1], due=1.5)]

    assert [choice.item for choice in plan(_desk(path, cards))] == [path[0].item]


def test_what_the_language_needs_often_comes_before_what_it_rarely_needs() -> None:
    path = [_candidate(0), replace(_candidate(1), weight=3.0)]

    first = select(_desk(path, [_card(candidate, due=-5) for candidate in path]))

    assert first is not None
    assert first.item == path[1].item


def test_a_weak_spot_comes_first_and_is_called_one() -> None:
    path = [_candidate(0), _candidate(1)]

    first = select(_desk(path, [_card(path[0], due=-5), _card(path[1], due=-5, lapses=3)]))

    assert first is not None
    assert (first.item, first.reason, first.lapses) == (path[1].item, Reason.WEAK, 3)


def test_a_new_item_is_asked_twice_at_once() -> None:
    choices = plan(_desk(MIXED), 12)

    assert [choice.reason for choice in choices[:4]] == [Reason.NEW, Reason.BLOCK] * 2
    assert choices[0].item == choices[1].item


def test_new_items_keep_to_the_days_limit() -> None:
    desk = replace(_desk(MIXED), limits=Limits(new=5), today=Today(new=3))

    assert Counter(choice.reason for choice in plan(desk, 40)) == {
        Reason.NEW: 2,
        Reason.BLOCK: 2,
    }


def test_new_items_wait_for_what_they_build_on() -> None:
    base, above = MIXED[0], replace(MIXED[1], requires=frozenset({MIXED[0].item}))
    shaky = _card(base, due=3, stability=0.5)
    firm = _card(base, due=3, stability=4)

    assert select(_desk([above])) is None
    assert select(_desk([base, above], [shaky])) is None
    assert select(_desk([base, above], [firm])) == Choice(above.item, Reason.NEW)


def test_new_items_are_let_in_among_reviews() -> None:
    cards = [_card(candidate, due=0.2) for candidate in MIXED[:20]]

    reasons = [choice.reason for choice in plan(_desk(MIXED, cards), 20)]

    assert reasons[:3] == [Reason.DUE] * 3
    assert 2 <= reasons.count(Reason.NEW) <= 4


@pytest.mark.parametrize(("success", "new"), [(None, 4), (0.75, 4), (0.65, 3), (0.6, 1), (0.55, 0)])
def test_who_forgets_much_is_given_less_that_is_new(success: float | None, new: int) -> None:
    cards = [_card(candidate, due=0.2) for candidate in MIXED[:20]]
    desk = replace(_desk(MIXED, cards), today=Today(success=success))

    assert [choice.reason for choice in plan(desk, 20)].count(Reason.NEW) == new


def test_a_backlog_keeps_to_the_daily_cap_and_lets_in_nothing_new() -> None:
    cards = [_card(candidate, due=-number) for number, candidate in enumerate(MIXED[:30])]
    desk = replace(_desk(MIXED, cards), limits=Limits(reviews=12), today=Today(reviews=2))

    choices = plan(desk, 40)

    assert len(choices) == 10
    assert {choice.reason for choice in choices} == {Reason.DUE}


@given(st.lists(st.booleans(), min_size=30, max_size=60), st.lists(st.integers(-40, 0)))
def test_about_half_of_a_session_is_no_subjunctive_where_the_cards_allow(
    moods: list[bool], late: list[int]
) -> None:
    path = [_candidate(n, subjunctive=mood) for n, mood in enumerate(moods)]
    cards = [_card(c, due=late[n] if n < len(late) else -1) for n, c in enumerate(path)]
    scarcer = min(moods.count(True), moods.count(False))
    subjunctive = {candidate.item for candidate in path if candidate.subjunctive}

    choices = plan(_desk(path, cards), 20)
    asked = sum(choice.item in subjunctive for choice in choices)

    assert len(choices) == 20
    assert min(asked, 20 - asked) >= min(scarcer, 6) - 2


def test_known_indicatives_stand_beside_subjunctives_when_only_those_are_due() -> None:
    path = [_candidate(number, subjunctive=number < 10) for number in range(30)]
    cards = [_card(c, due=-1) for c in path[:10]] + [_card(c, due=5) for c in path[10:]]

    choices = plan(_desk(path, cards), 20)

    assert Counter(choice.reason for choice in choices) == {Reason.DUE: 10, Reason.CONTRAST: 9}


def test_where_the_path_goes_on_with_subjunctives_alone_others_are_met_from_further_on() -> None:
    path = [_candidate(number, subjunctive=True) for number in range(80)]
    path += [_candidate(number, subjunctive=False) for number in range(80, 90)]

    asked = [choice.item for choice in plan(_desk(path, []), 16)]
    others = {candidate.item for candidate in path[80:]}

    assert sum(item in others for item in asked) == 8
    assert all(item not in others for item in asked[:2])


def test_where_subjunctives_are_all_there_is_they_are_met_all_the_same() -> None:
    path = [_candidate(number, subjunctive=True) for number in range(30)]

    choices = plan(_desk(path), 6)

    assert len(choices) == 6
    assert {choice.item for choice in choices} <= {candidate.item for candidate in path}


def test_the_same_family_is_not_asked_twice_running_where_there_are_others() -> None:
    path = [_candidate(n, family="wish" if n < 10 else "doubt") for n in range(20)]
    family = {candidate.item: candidate.family for candidate in path}

    choices = plan(_desk(path, [_card(candidate, due=-1) for candidate in path]), 16)

    assert all(family[one.item] != family[two.item] for one, two in pairwise(choices))


def test_of_siblings_one_is_asked_a_day() -> None:
    path = [replace(candidate, group="creer-que") for candidate in MIXED[:4]]
    cards = [_card(candidate, due=-1) for candidate in path]
    seen = replace(_desk(path, cards), today=Today(seen=frozenset({path[3].item})))

    assert len(plan(_desk(path, cards))) == 1
    assert plan(seen) == ()


def test_weak_spots_are_a_part_of_a_session_and_not_the_whole() -> None:
    path = [_candidate(number) for number in range(60)]
    weak = [_card(candidate, due=-4, lapses=5) for candidate in path[:30]]
    firm = [_card(candidate, due=-4) for candidate in path[30:]]

    mixed = Counter(choice.reason for choice in plan(_desk(path, weak + firm), 18))

    assert mixed == {Reason.WEAK: 4, Reason.DUE: 14}
    assert Counter(choice.reason for choice in plan(_desk(path[:30], weak), 18)) == {
        Reason.WEAK: 18
    }


def test_what_was_practised_less_than_a_day_ago_is_asked_last() -> None:
    path = [_candidate(number) for number in range(12)]
    cards = [_card(candidate, due=-1) for candidate in path[:4]]
    fresh = [
        replace(card, state=replace(card.state, last_review=NOW - timedelta(hours=20)))
        for card in (_card(candidate, due=0.1) for candidate in path[4:8])
    ]

    items = [choice.item for choice in plan(_desk(path, cards + fresh), 40)]

    assert set(items[-4:]) == {card.item for card in fresh}
    assert {candidate.item for candidate in path} == set(items)


def test_a_long_pause_is_met_with_a_mixture_not_with_the_hardest_first() -> None:
    path = [_candidate(number) for number in range(40)]
    cards = [_card(c, due=-400, stability=5) for c in path[:20]]
    cards += [_card(c, due=0.2, stability=90) for c in path[20:]]

    recalls = [choice.recall or 0 for choice in plan(_desk(path, cards), 10)]

    assert sum(recalls) / len(recalls) > 0.7


@given(st.integers(0, 40), st.integers(1, 25))
def test_the_same_desk_gives_the_same_session_and_select_its_first(known: int, size: int) -> None:
    cards = [_card(c, due=n % 7 - 4, lapses=n % 4) for n, c in enumerate(MIXED[:known])]
    desk = _desk(MIXED, cards)

    assert plan(desk, size) == plan(desk, size)
    assert len(plan(desk, size)) <= size
    assert select(desk) == next(iter(plan(desk, size)))


def test_chosen_items_are_practised_due_or_not_the_weakest_first() -> None:
    cards = {c.item: _card(c, due=9 - n) for n, c in enumerate(MIXED[:10])}

    choices = practise(MIXED[:10], cards, NOW, 4)

    assert len(choices) == 4
    assert {choice.reason for choice in choices} == {Reason.CHOSEN}
    assert MIXED[9].item in {choice.item for choice in choices}


def test_few_chosen_items_are_asked_several_times_in_turn() -> None:
    choices = practise(MIXED[:2], {}, NOW, 6)

    assert Counter(choice.item for choice in choices) == {MIXED[0].item: 3, MIXED[1].item: 3}
    assert practise([], {}, NOW) == ()


@pytest.mark.parametrize("due", [-3.0, 3.0])
def test_choosing_among_five_thousand_cards_takes_milliseconds(due: float) -> None:
    path = [_candidate(number, subjunctive=number % 2 == 0) for number in range(5000)]
    cards = [_card(candidate, due=due, stability=5) for candidate in path]
    desk = replace(_desk(path, cards), today=Today(seen=frozenset({path[0].item})))
    times = []
    for _ in range(7):
        began = process_time()
        select(desk)
        times.append(process_time() - began)

    # Far more than it takes (bench/selecting.py prints that): measuring coverage slows it down.
    assert min(times) < 0.25
