"""Tags: every cell out and in again."""

import pytest

from ojala.spanish import Cell, Person, Tense
from ojala.spanish.cells import ALL_CELLS
from ojala.spanish.tags import from_ud, from_unimorph, to_ud, to_unimorph


@pytest.mark.parametrize("cell", ALL_CELLS, ids=lambda cell: cell.id)
def test_tags_bring_back_the_cell(cell: Cell) -> None:
    assert from_ud(to_ud(cell)) == (cell,)
    assert from_unimorph(to_unimorph(cell)) == cell


def test_ud_that_tells_less_is_read_as_every_cell_it_fits() -> None:
    cells = from_ud("Mood=Sub|Number=Sing|Person=3|Tense=Imp|VerbForm=Fin")
    assert cells == (Cell(Tense.SUB_IMP_RA, Person.EL), Cell(Tense.SUB_IMP_SE, Person.EL))


def test_what_is_no_verb_form_has_no_cell() -> None:
    assert from_unimorph("N;SG") is None
