"""The verb page: tables, irregular letters, how a form is built."""

import pytest

from ojala.reference import verbs
from ojala.reference.views import FormView, VerbPage
from ojala.spanish import Cell, Person, Tense, conjugate
from ojala.web.appearance import Page
from ojala.web.templating import fill
from ojala.web.typesetting import Change


def marked(lemma: str, tense: Tense, person: Person) -> str:
    """A form with its irregular letters in capitals."""
    form = conjugate(lemma).forms(Cell(tense, person))[0]
    runs = verbs.irregular(lemma, form)
    return "".join(r.text.upper() if r.change is Change.EXTRA else r.text for r in runs)


def forms(view: VerbPage) -> list[FormView]:
    return [
        form for table in view.tables for row in table.rows for cell in row.forms for form in cell
    ]


@pytest.mark.parametrize(
    ("lemma", "tense", "person", "expected"),
    [
        ("hablar", Tense.SUB_PRES, Person.YO, "hable"),
        ("tener", Tense.SUB_PRES, Person.YO, "tenGa"),
        ("buscar", Tense.SUB_PRES, Person.YO, "busQUe"),
        ("dormir", Tense.SUB_IMP_RA, Person.EL, "dUrmiera"),
        ("abrir", Tense.IND_PERF, Person.YO, "he abIERTo"),
        ("oír", Tense.SUB_PRES, Person.EL, "oIGa"),
    ],
)
def test_the_letters_are_marked_that_a_regular_verb_would_not_have(
    lemma: str, tense: Tense, person: Person, expected: str
) -> None:
    assert marked(lemma, tense, person) == expected


def test_no_number_of_verbs_makes_the_memory_grow_without_end() -> None:
    kept = verbs.regular.cache_parameters()["maxsize"]
    assert kept is not None
    cell = Cell(Tense.SUB_PRES, Person.YO)

    for number in range(kept + 100):
        verbs.regular(f"{number}ar", cell)

    assert verbs.regular.cache_info().currsize == kept


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("lemma", ["tener", "ser", "haber", "llover", "soler", "oír", "busquear"])
def test_every_kind_of_verb_makes_a_page(lemma: str, language: str) -> None:
    cell = Cell(Tense.SUB_PRES, Person.EL)
    view = verbs.page(conjugate(lemma), language, chosen=cell)
    page = fill("reference/verb.html", Page(language=language), {"view": view})
    assert 'id="built"' in page
    assert conjugate(lemma).forms(cell)[0].text in {form.text for form in forms(view)}


def test_vos_has_its_row_where_it_has_forms_of_its_own() -> None:
    view = verbs.page(conjugate("tener"), "en")
    assert {form.note for form in forms(view)} >= {"", "vos"}
    compound = next(table for table in view.tables if "compound" in table.title)
    assert "vos" not in {row.person for row in compound.rows}


def test_a_compound_form_is_explained_too() -> None:
    view = verbs.page(conjugate("ver"), "en", chosen=Cell(Tense.SUB_PERF, Person.YO))
    assert view.built is not None
    assert view.built.text == "haya visto"
    assert view.built.stages == ()


def test_a_cell_that_the_verb_lacks_is_not_explained() -> None:
    assert verbs.page(conjugate("llover"), "en", chosen=Cell(Tense.GER, Person.YO)).built is None


def test_what_was_searched_for_is_named() -> None:
    view = verbs.page(conjugate("tener"), "en", found="tuvieron")
    assert view.readings == ("preterite, ellos, ellas, ustedes",)


def test_a_verb_takes_several_forms_where_it_has_them() -> None:
    notes = {form.note for form in forms(verbs.page(conjugate("imprimir"), "en"))}
    assert "variant" in notes or "vos" in notes


@pytest.mark.parametrize("text", ["", "x", "sub_pres", "sub_pres.9s"])
def test_an_address_that_names_no_cell_is_ignored(text: str) -> None:
    assert verbs.cell_of(text) is None
