"""Conjugation: against the gold set, and the words people meet first."""

import pytest

from ojala.spanish import Cell, NotAVerb, Person, Tense, conjugate
from ojala.spanish.cells import ALL_CELLS, COMPOUND_TENSES
from ojala.spanish.conjugation import required_forms, simple_texts
from tests.spanish.gold import gold_rows


def test_every_gold_cell_has_exactly_its_required_forms() -> None:
    wrong = []
    lemma, table = "", {}
    for row in gold_rows():
        if row.lemma != lemma:
            lemma, table = row.lemma, required_forms(row.lemma)
        if table.get(row.cell, ()) != row.required:
            wrong.append((row.lemma, row.cell, table.get(row.cell), row.required))
    assert wrong == []


@pytest.mark.parametrize(
    ("lemma", "tense", "person", "form"),
    [
        ("tener", Tense.SUB_IMP_RA, Person.NOSOTROS, "tuviéramos"),
        ("morir", Tense.SUB_PRES, Person.NOSOTROS, "muramos"),
        ("seguir", Tense.SUB_PRES, Person.EL, "siga"),
        ("leer", Tense.SUB_IMP_RA, Person.EL, "leyera"),
        ("actuar", Tense.SUB_PRES, Person.YO, "actúe"),
        ("haber", Tense.SUB_PRES, Person.VOS, "hayas"),
        ("satisfacer", Tense.PART, Person.NONE, "satisfecho"),
        ("rarefacer", Tense.PART, Person.NONE, "rarefacto"),
        ("arrepentir", Tense.SUB_PERF, Person.ELLOS, "hayan arrepentido"),
    ],
)
def test_known_forms(lemma: str, tense: Tense, person: Person, form: str) -> None:
    assert conjugate(lemma).forms(Cell(tense, person))[0].text == form


SAMPLE = """
hablar haber poder ir reír freír imprimir satisfacer yacer roer erguir proveer soler abolir balbucir
llover atañer escrolear
"""


@pytest.mark.parametrize("lemma", SAMPLE.split())
def test_the_texts_alone_are_those_of_the_paradigm(lemma: str) -> None:
    paradigm, texts = conjugate(lemma), simple_texts(lemma)
    simple = [cell for cell in ALL_CELLS if cell.tense not in COMPOUND_TENSES]
    assert texts == {
        cell: tuple(form.text for form in paradigm.forms(cell))
        for cell in simple
        if paradigm.forms(cell)
    }


def test_vos_has_its_own_form_after_that_of_tu() -> None:
    forms = conjugate("tener").forms(Cell(Tense.SUB_PRES, Person.VOS))
    assert [(form.text, sorted(form.labels)) for form in forms] == [
        ("tengas", []),
        ("tengás", ["vos"]),
    ]


def test_a_new_verb_is_conjugated_and_marked_as_inferred() -> None:
    paradigm = conjugate("escrolear")
    assert paradigm.inferred
    assert paradigm.forms(Cell(Tense.IND_PRET, Person.YO))[0].text == "escroleé"


def test_what_is_no_infinitive_is_refused_with_the_nearest_verbs() -> None:
    with pytest.raises(NotAVerb) as refusal:
        conjugate("tenerr")
    assert "tener" in refusal.value.suggestions
