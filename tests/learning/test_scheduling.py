from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ojala.exercises.item import Item
from ojala.learning import memory
from ojala.learning.memory import Rating
from ojala.learning.scheduling import Review, Schedule, overdue, replay, reschedule, schedule

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
ITEMS = [Item.parse(f"mood:trigger-{number}") for number in range(4)]
logs = st.lists(
    st.builds(
        Review,
        st.sampled_from(ITEMS),
        st.sampled_from(Rating),
        st.floats(0, 300).map(lambda days: START + timedelta(days=days)),
        st.sampled_from([1.0, 0.67]),
    )
).map(lambda reviews: sorted(reviews, key=lambda review: review.at))


@given(logs)
def test_replaying_the_log_gives_the_cards_that_answering_made(log: list[Review]) -> None:
    cards = dict(replay([]))
    for review in log:
        after = reschedule(
            cards, {review.item: review.rating}, review.at, weights={review.item: review.weight}
        )
        cards.update(after)

    assert replay(log) == cards


@given(logs, st.sampled_from([0.8, 0.95]))
def test_the_cards_of_items_do_not_depend_on_each_other(log: list[Review], wish: float) -> None:
    how = Schedule(retention=wish)
    whole = replay(log, how)

    assert whole == {
        item: card
        for item in ITEMS
        for card in replay([review for review in log if review.item == item], how).values()
    }


def test_a_first_review_makes_a_card_due_when_its_memory_says() -> None:
    card = schedule(None, Review(ITEMS[0], Rating.GOOD, START))

    assert (card.reviews, card.lapses) == (1, 0)
    assert card.due == memory.due(card.state)


def test_a_miss_is_a_lapse_only_from_another_day() -> None:
    first = Review(ITEMS[0], Rating.GOOD, START)
    same_day = Review(ITEMS[0], Rating.AGAIN, START + DAY / 2)
    later = Review(ITEMS[0], Rating.AGAIN, START + 3 * DAY)

    assert replay([first, same_day])[ITEMS[0]].lapses == 0
    assert replay([first, later])[ITEMS[0]].lapses == 1
    assert replay([first, later])[ITEMS[0]].reviews == 2


def test_what_was_recalled_after_some_days_is_not_asked_sooner_again() -> None:
    misses = [Review(ITEMS[0], Rating.AGAIN, START + n * DAY) for n in range(12)]
    hard = replay(misses)[ITEMS[0]]
    recalled = schedule(hard, Review(ITEMS[0], Rating.HARD, START + 15 * DAY))

    assert memory.interval(recalled.state) < 5
    assert recalled.due == START + 20 * DAY


def test_answers_given_on_two_devices_at_once_both_count() -> None:
    reviews = [Review(ITEMS[0], Rating.GOOD, START), Review(ITEMS[0], Rating.AGAIN, START)]

    assert replay(reviews)[ITEMS[0]].reviews == 2


def test_a_card_is_overdue_from_its_due_moment_on() -> None:
    card = schedule(None, Review(ITEMS[0], Rating.GOOD, START))

    assert overdue(card, card.due + DAY) == DAY
    assert overdue(card, card.due - DAY) == timedelta()
