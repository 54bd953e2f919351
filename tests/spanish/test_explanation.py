"""Explanations: every step of every class says something, in both languages."""

import pytest

from ojala.spanish import Cell, NoSuchForm, Person, Tense, all_derivations, explain
from ojala.spanish.cells import ALL_CELLS, COMPOUND_TENSES
from ojala.spanish.explanation import messages
from ojala.spanish.lexicon import lexicon, look_up
from ojala.spanish.rules import close_vowel

SPELLINGS = (
    *("tocar", "pagar", "averiguar", "cruzar", "vencer", "coger", "distinguir", "delinquir"),
    *("bullir", "tañer", "leer", "argüir", "errar", "oler", "avergonzar", "detener", "rehuir"),
)


def models() -> list[str]:
    """One verb of each list of classes, and one for each spelling rule."""
    seen = {look_up(lemma).classes: lemma for lemma in lexicon()}
    return sorted({*seen.values(), *SPELLINGS})


CELLS = [cell for cell in ALL_CELLS if cell.tense not in COMPOUND_TENSES or cell.person == "3s"]


def test_every_message_is_used_and_every_step_has_one() -> None:
    used = {"tense", "person", "trait"}
    for lemma in models():
        for cell in CELLS:
            for derivation in all_derivations(lemma, cell):
                english, spanish = derivation.sentences("en"), derivation.sentences("es")
                assert [one.key for one in english] == [one.key for one in spanish]
                used |= {one.key for one in english}
    assert used == set(messages())


def test_an_explanation_tells_the_story_of_the_form() -> None:
    told = explain("tener", Cell(Tense.SUB_IMP_RA, Person.NOSOTROS)).render("en")
    assert told.splitlines()[0] == "tuviéramos · tener, nosotros, past subjunctive in -ra"
    assert "Take -ron away from tuvi[e]ron: tuvi[e]-." in told
    assert explain("dar", Cell(Tense.SUB_PRES, Person.EL)).render("es").endswith("palabra: dé.")


def test_a_form_can_be_asked_for_by_its_text() -> None:
    assert explain("freír", Cell(Tense.PART), "freído").text == "freído"
    with pytest.raises(NoSuchForm):
        explain("freír", Cell(Tense.PART), "frido")
    with pytest.raises(NoSuchForm):
        explain("soler", Cell(Tense.IND_FUT, Person.YO))


def test_the_rules_of_a_derivation_can_be_listed() -> None:
    rules = explain("sentir", Cell(Tense.SUB_PRES, Person.YO)).rules
    assert {"stress-stem", "diphthong", "accent"} <= rules


def test_the_infinitive_is_its_own_derivation() -> None:
    assert explain("oír", Cell(Tense.INF)).text == "oír"
    assert all_derivations("oír", Cell(Tense.INF, Person.YO)) == ()


def test_the_indicative_is_named_in_spanish() -> None:
    told = explain("ser", Cell(Tense.IND_PRES, Person.YO)).render("es")
    assert told.startswith("soy · ser, yo, presente de indicativo")


def test_a_stem_without_the_vowel_stays_as_it_is() -> None:
    assert close_vowel("sol", "e>i") == "sol"


def test_a_third_person_verb_has_no_compound_of_yo() -> None:
    assert all_derivations("acaecer", Cell(Tense.SUB_PERF, Person.YO)) == ()


def told(lemma: str, where: str, text: str | None = None, language: str = "es") -> str:
    tense, person = where.split(".")
    return explain(lemma, Cell(Tense(tense), Person(person)), text).render(language)


@pytest.mark.parametrize(
    ("lemma", "where", "text"),
    [
        ("freír", "part.-", "freído"),
        ("imprimir", "part.-", "imprimido"),
        ("proveer", "part.-", "proveído"),
        ("satisfacer", "imp_aff.2s", "satisface"),
        ("placer", "ind_pret.3s", "plació"),
        ("placer", "sub_imp_ra.3s", "placiera"),
        ("ir", "imp_aff.1p", "vayamos"),
    ],
)
def test_a_form_that_rules_build_is_not_said_to_be_inherited_whole(
    lemma: str, where: str, text: str
) -> None:
    assert "ninguna regla construye" not in told(lemma, where, text).partition("\n2. ")[2]


def test_an_ending_is_shown_with_the_accent_it_bears_in_a_longer_word() -> None:
    assert "es -ábamos:" in told("hablar", "ind_imp.1p")
    assert "es -amos:" in told("hablar", "ind_pret.1p")
    assert "es -áis:" in told("hablar", "ind_pres.2p")
    assert "es -ió: hu + i[o]." in told("huir", "ind_pret.3s")


def test_only_what_stands_before_a_verb_is_called_a_prefix() -> None:
    assert "de- es un prefijo; lo que sigue va como en tener." in told("detener", "imp_aff.2s")
    assert "pre- es un prefijo; lo que sigue va como en decir." in told("predecir", "part.-")
    for lemma in ("volver", "satisfacer", "escribir"):
        assert "prefijo" not in told(lemma, "part.-")


def test_the_stems_named_are_those_of_the_verb_itself() -> None:
    assert "strong preterite, conduj-" in told("conducir", "ind_pret.3s", language="en")
    assert "raíz propia de futuro" not in told("predecir", "ind_fut.3s")
    assert "el presente de subjuntivo tiene raíz propia, sep-" in told("saber", "ind_pres.1s")
    assert "La forma de yo tiene la raíz del presente de subjuntivo" in told("caber", "ind_pres.1s")


def test_a_future_stem_says_what_became_of_the_infinitive() -> None:
    assert "aparece una d ante la r: pondr-" in told("poner", "ind_fut.3s")
    assert "Pierde la vocal de la terminación: querr-" in told("querer", "cond.1s")
    assert "Se acorta en har-" in told("hacer", "ind_fut.3s")
    assert "entero" not in told("hacer", "ind_fut.3s")
