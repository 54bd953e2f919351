"""Derivations: the steps that build a form, and that they build it again."""

from hypothesis import given
from hypothesis import strategies as st

from ojala.spanish import Cell, Person, Tense, all_derivations, conjugate, replay
from ojala.spanish.cells import ALL_CELLS
from ojala.spanish.lexicon import lexicon


@given(st.sampled_from(sorted(lexicon())), st.sampled_from(ALL_CELLS))
def test_steps_replayed_give_the_forms_of_the_paradigm(lemma: str, cell: Cell) -> None:
    found = all_derivations(lemma, cell)
    assert [replay(one.steps) for one in found] == [one.text for one in found]
    assert {one.text for one in found} == {form.text for form in conjugate(lemma).forms(cell)}


def test_the_past_subjunctive_comes_from_the_preterite() -> None:
    (one,) = all_derivations("tener", Cell(Tense.SUB_IMP_RA, Person.NOSOTROS))
    assert [step.after for step in one.steps if step.rule == "past-base"] == ["tuvié"]
    assert one.text == "tuviéramos"
