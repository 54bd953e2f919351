"""Laws of the whole lexicon: what must hold of every verb and every form."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ojala.spanish import Cell, Person, Tense, analyze, conjugate
from ojala.spanish.cells import ALL_CELLS, COMPOUND_TENSES
from ojala.spanish.conjugation import required_forms, rows_of
from ojala.spanish.defects import has_cell
from ojala.spanish.lexicon import lexicon, look_up
from ojala.spanish.orthography import stress, strip_accents
from ojala.spanish.patterns import ROWS
from ojala.spanish.plans import plans
from ojala.spanish.workshop import text_of


def _of_rare_classes() -> list[str]:
    """Two verbs, from as far apart as can be, of each section of the lexicon."""
    sections: dict[object, list[str]] = {}
    for lemma, section in lexicon().items():
        sections.setdefault(section, []).append(lemma)
    return [pick for group in sections.values() for pick in (group[0], group[-1])]


lemmas = st.sampled_from(sorted(lexicon()))
patient = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def test_filling_patterns_and_deriving_are_one() -> None:
    """Every two hundredth verb in all its rows, and all verbs whose class is rare."""
    for lemma in sorted({*sorted(lexicon())[::200], *_of_rare_classes()}):
        entry = look_up(lemma)
        derived = {
            row: {text_of(plan, {}) for verb in entry.readings for plan in plans(verb, row)}
            for row in ROWS
            if has_cell(entry.section.defect, row)
        }
        filled = rows_of(entry)
        for row, texts in derived.items():
            assert {text for text, *_ in filled.get(row, ())} == texts, (lemma, row)


SHARED = (
    *(Tense.IND_IMP, Tense.IND_PRET, Tense.IND_FUT, Tense.COND),
    *(Tense.SUB_IMP_RA, Tense.SUB_IMP_SE, Tense.SUB_FUT),
)


def test_vos_shares_the_forms_of_tu_but_in_the_present_and_in_commands() -> None:
    """All verbs whose class is rare: *vos ibas, eras, diste*."""
    for lemma in _of_rare_classes():
        paradigm = conjugate(lemma)
        for tense in SHARED:
            of_vos, of_tu = (
                [form.text for form in paradigm.forms(Cell(tense, person))]
                for person in (Person.VOS, Person.TU)
            )
            assert of_vos == of_tu, (lemma, tense)


@patient
@given(lemmas, st.sampled_from(ALL_CELLS))
def test_analysis_inverts_conjugation(lemma: str, cell: Cell) -> None:
    for form in conjugate(lemma).forms(cell):
        found = {(one.lemma, one.cell) for one in analyze(form.text)}
        shared = cell.person is Person.VOS and "vos" not in form.labels
        assert (lemma, Cell(cell.tense, Person.TU) if shared else cell) in found


def test_every_form_of_every_verb_is_read_back() -> None:
    """Every four hundredth verb, all its simple forms: the law above without chance."""
    for lemma in sorted(lexicon())[::400]:
        for cell, forms in required_forms(lemma).items():
            if not cell.endswith("2v"):
                for form in forms:
                    assert any(
                        one.lemma == lemma and one.cell.id == cell for one in analyze(form)
                    ), (lemma, cell, form)


@patient
@given(lemmas)
def test_both_past_subjunctives_follow_the_third_person_preterite(lemma: str) -> None:
    paradigm = conjugate(lemma)
    bases = [
        form.text.removesuffix("ron")
        for form in paradigm.forms(Cell(Tense.IND_PRET, Person.ELLOS))
        if form.required
    ]
    for tense, ending in ((Tense.SUB_IMP_RA, "ra"), (Tense.SUB_IMP_SE, "se")):
        texts = [f.text for f in paradigm.forms(Cell(tense, Person.EL)) if f.required]
        assert texts in ([], [base + ending for base in bases])


@patient
@given(lemmas, st.sampled_from(sorted(COMPOUND_TENSES)), st.sampled_from(sorted(Person)))
def test_a_compound_tense_is_haber_and_the_participle(
    lemma: str, tense: Tense, person: Person
) -> None:
    forms = conjugate(lemma).forms(Cell(tense, person))
    helpers = conjugate("haber").forms(Cell(COMPOUND_TENSES[tense], person))
    participles = conjugate(lemma).forms(Cell(Tense.PART))
    made = [f"{h.text} {p.text}" for h in helpers for p in participles if h.text != "hay"]
    assert [form.text for form in forms] in ([], made)


@patient
@given(lemmas)
def test_future_and_conditional_share_their_stem(lemma: str) -> None:
    table = required_forms(lemma)
    future, conditional = table.get("ind_fut.1s", ()), table.get("cond.1s", ())
    assert [text[:-1] for text in future] == [text.removesuffix("ía") for text in conditional]


@patient
@given(lemmas)
def test_nosotros_in_the_past_subjunctive_is_stressed_before_its_ending(lemma: str) -> None:
    for form in conjugate(lemma).forms(Cell(Tense.SUB_IMP_RA, Person.NOSOTROS)):
        assert stress(form.text) == len(form.text) - len("ramos") - 1
        assert strip_accents(form.text) != form.text


@pytest.mark.parametrize("lemma", ["ser", "ir", "haber", "erguir", "roer", "pudrir", "irse"])
def test_the_cells_of_a_paradigm_all_have_forms(lemma: str) -> None:
    paradigm = conjugate(lemma)
    assert all(paradigm.forms(cell) for cell in paradigm.cells)
    assert Cell(Tense.IMP_AFF, Person.YO) not in paradigm.cells
