"""Learners' errors: each slip makes the forms that learners make."""

import pytest

from ojala.spanish import Cell, Person, Tense, conjugate, errors, recognise_error
from ojala.spanish.cells import ALL_CELLS


def cell(text: str) -> Cell:
    tense, person = text.split(".")
    return Cell(Tense(tense), Person(person))


@pytest.mark.parametrize(
    ("lemma", "where", "text", "rule"),
    [
        ("prohibir", "ind_pres.3s", "prohibe", "accent-dropped"),
        ("dar", "ind_pret.3s", "dió", "accent-added"),
        ("volver", "sub_pres.3s", "volva", "diphthong-skipped"),
        ("encontrar", "ind_pret.1s", "encuentré", "diphthong-overused"),
        ("sentir", "ind_pret.3s", "sentió", "closing-skipped"),
        ("convertir", "ind_pres.1p", "convirtimos", "closing-overused"),
        ("conocer", "sub_pres.1s", "conoza", "yo-stem-skipped"),
        ("saber", "ind_pres.1s", "sabo", "regularised"),
        ("tener", "sub_imp_ra.3s", "teniera", "strong-stem-skipped"),
        ("poner", "ind_pret.3s", "pusió", "strong-ending"),
        ("decir", "ind_pret.3p", "dijieron", "strong-ending"),
        ("salir", "ind_fut.1s", "saliré", "future-stem-skipped"),
        ("romper", "part.-", "rompido", "participle-regularised"),
        ("poner", "imp_aff.2s", "pone", "imperative-regularised"),
        ("buscar", "sub_pres.3s", "busce", "spelling-skipped"),
        ("reñir", "ind_pret.3s", "riñió", "glide-kept"),
        ("leer", "sub_imp_ra.3s", "leiera", "glide-not-y"),
        ("vivir", "ind_pret.3s", "vivó", "ending-class"),
        ("subir", "cond.1p", "suberíamos", "ending-class"),
        ("tener", "sub_pres.1p", "téngamos", "stress-shifted"),
        ("hablar", "ind_pret.2s", "hablastes", "preterite-s"),
        ("haber", "sub_pres.3s", "haiga", "analogical-stem"),
        ("traer", "sub_pres.3s", "traya", "analogical-stem"),
        ("conocer", "ind_pres.2s", "conozces", "yo-stem-overused"),
        ("poder", "ind_pres.2s", "pudes", "strong-stem-overused"),
        ("hablar", "sub_imp_ra.3s", "hablára", "accent-added"),
        ("llegar", "ind_pret.3s", "llégo", "accent-misplaced"),
        ("hacer", "ind_pret.1s", "hize", "sound-alike"),
    ],
)
def test_a_slip_makes_the_form_learners_make(lemma: str, where: str, text: str, rule: str) -> None:
    made = {error.text: error.rule for error in errors(lemma, cell(where))}
    assert made.get(text) == rule


def test_what_is_right_is_no_error() -> None:
    for where in ALL_CELLS:
        right = {form.text for form in conjugate("poder").forms(where)}
        assert right.isdisjoint(error.text for error in errors("poder", where))


def test_a_slip_onto_another_form_of_the_verb_is_marked_real() -> None:
    made = {error.text: error.real for error in errors("hablar", cell("ind_pret.3s"))}
    assert made["hablo"] is True
    assert made["hablió"] is False


def test_the_participle_errs_in_compound_tenses() -> None:
    assert "haya rompido" in {error.text for error in errors("romper", cell("sub_perf.3s"))}


def test_an_error_is_recognised_with_its_cell_and_rule() -> None:
    found = {(where.id, error.rule) for where, error in recognise_error("tener", "tenieron")}
    assert ("ind_pret.3p", "strong-stem-skipped") in found


def test_a_verb_without_a_stem_vowel_errs_too() -> None:
    assert errors("ser", cell("ind_pres.1s"))
