import pytest

from ojala.content.course import BEGINNING, LEVELS, Course, course
from ojala.exercises.generation import Variety
from ojala.exercises.item import Item, ItemKind
from ojala.exercises.material import NoMaterialError
from ojala.learning.learner import Preferences
from ojala.learning.placement import Ability
from ojala.spanish.features import Person


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


def test_no_kind_that_another_can_stand_in_for_goes_beyond_reach(whole: Course) -> None:
    kinds = ("translation", "correction", "transformation", "cloze")
    made = [
        whole.exercise(one.item, seed, reach="B1", kinds=kinds)
        for one in whole.path[:120:4]
        for seed in range(3)
    ]

    assert len({exercise.kind for exercise in made}) > 2
    assert {one.level for one in made if one.kind != "cloze"} == {"A2", "B1"}


def test_an_item_beyond_reach_is_asked_about_at_its_own_level(whole: Course) -> None:
    kinds = ("correction", "cloze")
    item = next(item for item, level in whole.levels.items() if level == "C1")

    made = [whole.exercise(item, seed, reach="A2", kinds=kinds) for seed in range(5)]

    assert {(one.kind, one.level) for one in made} == {("cloze", "C1")}


def test_nothing_comes_of_an_item_that_nothing_practises(whole: Course) -> None:
    with pytest.raises(NoMaterialError, match="no material for mood:nobody/says as cloze"):
        whole.exercise(Item(ItemKind.MOOD, "nobody/says"), 1)


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


def test_persons_left_out_are_neither_on_the_path_nor_in_sentences(whole: Course) -> None:
    chosen = Preferences(variety=Variety.AMERICA, left_out=(Person.NOSOTROS,))
    path = whole.path_for(chosen)

    assert all(not one.item.key.endswith(("/1p-2p", "/1p", "/2v")) for one in path)
    asked = [one.item for one in path[:30] if "imperativo" not in one.item.key]
    cells = [whole.exercise(item, 7, preferences=chosen).answers[0].cell for item in asked]
    persons = {cell.person for cell in cells if cell}
    assert persons <= chosen.persons | {Person.NONE}


def test_what_says_nothing_of_persons_or_placement_changes_no_path(whole: Course) -> None:
    path = whole.path_for(Preferences())

    assert whole.path_for(Preferences(session_size=5, new_a_day=1)) is path
    assert whole.path_for(Preferences(variety=Variety.VOSEO)) != path
    assert whole.path_for(Preferences(placed=Ability(1.0, 0.4))) != path


def test_who_says_vos_is_asked_for_vos(whole: Course) -> None:
    chosen = Preferences(variety=Variety.VOSEO)
    persons = {
        cell.person
        for number, candidate in enumerate(whole.path_for(chosen)[:60])
        if (cell := whole.exercise(candidate.item, number, preferences=chosen).answers[0].cell)
    }

    assert Person.VOS in persons
    assert Person.VOSOTROS not in persons
