from datetime import UTC, date, datetime

import pytest

from ojala.exercises.item import Item
from ojala.learning.attempts import Attempt, Tally
from ojala.learning.calibration import calibrated
from ojala.learning.memory import Rating
from ojala.learning.scheduling import Review
from ojala.learning.tallies import Dimension, Ledger, entry, moods_of
from ojala.spanish.features import Mood

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
WISH, FORM = Item.parse("mood:querer-que/wish"), Item.parse("form:sub_pres/er-g/all")
ATTEMPT = Attempt(
    NOW,
    right=False,
    category="volition",
    trigger="querer-que",
    tense="sub_pres",
    person="1s",
    verb_class="er-g",
    wanted=Mood.SUBJUNCTIVE,
    given=Mood.INDICATIVE,
    elapsed=4.0,
)


def test_an_answer_is_counted_under_everything_it_was_about() -> None:
    counted = entry(ATTEMPT, TODAY, [], ()).counted

    assert set(counted) == {
        (Dimension.TRIGGER, "querer-que"),
        (Dimension.TENSE, "sub_pres"),
        (Dimension.PERSON, "1s"),
        (Dimension.VERB_CLASS, "er-g"),
        (Dimension.MOODS, "Sub/Ind"),
    }
    assert set(counted.values()) == {Tally(1, 0, 4.0, 1)}


def test_what_an_answer_was_not_about_is_not_counted() -> None:
    counted = entry(Attempt(NOW, right=True), TODAY, [], ()).counted

    assert set(counted) == {(Dimension.MOODS, "none/none")}


@pytest.mark.parametrize("key", ["Sub/Ind", "none/Sub", "Inf/none"])
def test_the_two_moods_of_a_key_are_read_back(key: str) -> None:
    assert "/".join(mood.value if mood else "none" for mood in moods_of(key)) == key


def test_points_and_predictions_are_those_of_the_reviews() -> None:
    reviews = [
        Review(WISH, Rating.AGAIN, NOW, recall=0.93),
        Review(FORM, Rating.GOOD, NOW),
    ]
    found = entry(ATTEMPT, TODAY, reviews, {FORM})

    assert found.answers.points == 1 + 5
    assert found.shelves.keys() == {9}
    assert (found.shelves[9].count, found.shelves[9].recalled) == (1, 0)
    assert calibrated(found.shelves).bins[0].predicted == 0.93


def test_a_ledger_adds_up_what_answers_add() -> None:
    ledger, reviews = Ledger(), [Review(WISH, Rating.GOOD, NOW, recall=0.8)]
    for day in (TODAY, TODAY, date(2026, 12, 1)):
        ledger.add(entry(ATTEMPT, day, reviews, ()))

    assert ledger.days[TODAY].tally == Tally(2, 0, 8.0, 2)
    assert ledger.days[TODAY].points == 2 * 6
    assert ledger.counted[date(2026, 11, 1), Dimension.TENSE, "sub_pres"].count == 2
    assert ledger.counted[date(2026, 12, 1), Dimension.TENSE, "sub_pres"].count == 1
    assert ledger.shelves[date(2026, 11, 1), 8].recalled == 2
