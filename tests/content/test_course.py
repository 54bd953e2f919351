import pytest

from ojala.content.course import BEGINNING, LEVELS, Course, course
from ojala.exercises.item import ItemKind


@pytest.fixture(scope="module")
def whole() -> Course:
    return course()


def test_the_path_holds_every_item_once(whole: Course) -> None:
    items = [candidate.item for candidate in whole.path]

    assert sorted(items) == sorted(whole.content.items)


def test_the_first_thing_a_newcomer_meets_is_a_subjunctive(whole: Course) -> None:
    first = whole.path[0]

    assert first.item.kind is ItemKind.MOOD
    assert first.subjunctive is True


def test_a_newcomer_meets_no_sentence_beyond_the_beginning(whole: Course) -> None:
    reach = whole.reach(())

    for candidate in whole.path[:40]:
        exercise = whole.exercise(candidate.item, 7, reach=reach)
        assert LEVELS.index(exercise.level) <= LEVELS.index(BEGINNING)


def test_who_knows_a_good_part_of_a_level_meets_its_sentences(whole: Course) -> None:
    advanced = [item for item, level in whole.levels.items() if level == "C1"]

    assert whole.reach(()) == BEGINNING
    assert whole.reach(advanced[:2]) == BEGINNING
    assert whole.reach(advanced) == "C1"


def test_a_sentence_that_was_met_is_not_asked_again_where_there_is_another(whole: Course) -> None:
    item = max(whole.content.by_item, key=lambda item: len(whole.content.by_item[item]))
    met: set[str] = set()
    for seed in range(8):
        met.add(whole.exercise(item, seed, avoid=met).sentence)

    assert len(met) == 8


def test_where_every_sentence_was_met_one_comes_again(whole: Course) -> None:
    item = whole.path[0].item
    every = {whole.exercise(item, seed).sentence for seed in range(3000)}

    assert whole.exercise(item, 1, avoid=every).sentence in every


def test_what_is_about_a_trigger_are_its_moods_and_about_a_unit_what_it_introduces(
    whole: Course,
) -> None:
    moods = whole.about(trigger="cuando")
    unit = whole.about(unit="cuando")

    assert {item.key.split("/")[0] for item in moods} == {"cuando"}
    assert moods < unit
    assert whole.about(unit="no-such") == frozenset()


def test_there_is_an_exercise_for_every_item_of_the_path(whole: Course) -> None:
    for candidate in whole.path:
        assert candidate.item in whole.exercise(candidate.item, 11).items
