import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojala.exercises.item import Item, ItemKind
from ojala.learning.selection import Choice, Reason
from ojala.learning.session import MOST_IN_ALL, MOST_RETURNS, Queue, answered, extended, skipped

ITEMS = [Item.parse(f"mood:t{number}") for number in range(8)]
CHOICES = tuple(Choice(item, Reason.NEW) for item in ITEMS)
FORM = Item.parse("form:sub_pres/tener")


def test_a_right_answer_leaves_one_less() -> None:
    queue = answered(Queue(CHOICES), {ITEMS[0]}, set())

    assert (queue.done, queue.remaining) == (1, CHOICES[1:])


def test_a_missed_item_returns_after_four_others() -> None:
    queue = answered(Queue(CHOICES), set(), {ITEMS[0]})

    assert queue.remaining[4] == Choice(ITEMS[0], Reason.RETURNS)
    assert len(queue.remaining) == 8


def test_a_missed_item_returns_at_once_when_nothing_else_is_left() -> None:
    queue = answered(Queue(CHOICES[:1]), set(), {ITEMS[0]})

    assert queue.next == Choice(ITEMS[0], Reason.RETURNS)


@pytest.mark.parametrize("reason", [Reason.DUE, Reason.WEAK, Reason.CONTRAST])
def test_what_was_known_once_and_is_forgotten_waits_for_tomorrow(reason: Reason) -> None:
    choices = (Choice(ITEMS[0], reason), *CHOICES[1:])

    assert answered(Queue(choices), set(), {ITEMS[0]}).remaining == CHOICES[1:]


def test_what_was_taken_back_is_asked_anew_whatever_it_was() -> None:
    choices = (Choice(ITEMS[0], Reason.DUE), *CHOICES[1:])
    queue = answered(Queue(choices), (), (), {ITEMS[0]})

    assert Choice(ITEMS[0], Reason.RETURNS) in queue.remaining


def test_what_was_missed_returns_though_something_else_was_asked() -> None:
    queue = answered(Queue(CHOICES), {ITEMS[0]}, {FORM})

    assert Choice(FORM, Reason.RETURNS) in queue.remaining


def test_what_is_still_to_come_is_not_put_back_twice() -> None:
    queue = answered(Queue(CHOICES), set(), {ITEMS[3]})

    assert [choice.item for choice in queue.remaining].count(ITEMS[3]) == 1


def test_what_was_shown_along_the_way_need_not_be_asked() -> None:
    queue = answered(Queue(CHOICES), {ITEMS[0], ITEMS[5]}, set())

    assert ITEMS[5] not in {choice.item for choice in queue.remaining}


def test_a_new_item_is_asked_again_although_it_was_shown() -> None:
    block = Choice(ITEMS[0], Reason.BLOCK)
    queue = answered(Queue((CHOICES[0], block)), {ITEMS[0]}, set())

    assert queue.next == block


@given(st.lists(st.booleans(), max_size=60))
def test_a_session_ends_and_its_progress_counts_what_was_put_back(answers: list[bool]) -> None:
    queue, given_ = Queue(CHOICES), iter(answers)
    most = len(CHOICES) * (MOST_RETURNS + 1)
    while (choice := queue.next) is not None:
        right = next(given_, False)
        queue = answered(queue, {choice.item} if right else (), () if right else {choice.item})
        total = queue.done + len(queue.remaining)

        assert queue.progress == queue.done / total

    assert queue.progress == 1.0
    assert len(CHOICES) <= queue.done <= most


def test_an_empty_session_is_done() -> None:
    assert Queue().next is None
    assert Queue().progress == 1.0


def test_a_skipped_choice_goes_to_the_end() -> None:
    assert skipped(Queue(CHOICES)).remaining == (*CHOICES[1:], CHOICES[0])
    assert skipped(Queue()).remaining == ()


def test_a_session_can_be_extended() -> None:
    assert extended(Queue(CHOICES[:2]), CHOICES[2:]).remaining == CHOICES


def test_a_bad_day_does_not_make_a_session_endless() -> None:
    items = tuple(Item(ItemKind.MOOD, f"trigger-{number}/reading") for number in range(12))
    queue = Queue(tuple(Choice(item, Reason.NEW) for item in items))
    while (choice := queue.next) is not None:
        queue = answered(queue, shown=(), missed=(choice.item,))

    assert queue.done == len(items) + MOST_IN_ALL
