from ojala.content.cells import narrowed
from ojala.content.course import course
from ojala.exercises.item import ItemKind
from ojala.exercises.skills import series


def test_a_cell_holds_the_moods_of_its_family_and_the_forms_of_its_tense() -> None:
    found = {(cell.family, cell.tense): cell for cell in course().cells}
    wishes = found["volition", "sub_pres"]

    assert all(item.kind is ItemKind.MOOD for item in wishes.moods)
    assert all(item.key.startswith("sub_pres/") for item in wishes.forms)
    assert ("volition", "ind_fut") not in found


def test_a_cell_is_practised_in_its_own_tense() -> None:
    known = course()
    chosen = [cell for cell in known.cells if cell.family in {"volition", "temporal"}]
    for cell in chosen:
        for item in sorted(cell.moods)[:3]:
            exercise = known.exercise(item, 5, tense=cell.tense)
            form = exercise.answers[0].cell
            assert form is not None
            assert series(form.tense) == cell.tense


def test_an_item_that_has_no_sentence_in_a_tense_keeps_those_it_has() -> None:
    known = course()
    item = next(item for item in known.content.items if item.kind is ItemKind.MOOD)

    assert narrowed(known.content, item, "no-such-tense") is known.content


def test_the_items_of_a_cell_are_found_by_its_name() -> None:
    assert course().about(cell="volition/sub_pres")
    assert not course().about(cell="volition/none")
