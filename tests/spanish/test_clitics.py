"""Clitics: their order, where they stand, and what joining does to verb and accent."""

import pytest

from ojala.spanish import Cell, Person, Tense, analyze, conjugate
from ojala.spanish.clitics import NoSuchCluster, attach, cluster, place


def test_le_before_lo_is_se() -> None:
    assert cluster(["les", "la"]) == ("se", "la")
    assert cluster(["lo", "me"]) == ("me", "lo")
    assert cluster(["me", "se"]) == ("se", "me")


@pytest.mark.parametrize("pronouns", [["lo", "la"], ["me", "nos"], ["yo"], ["se", "le", "lo"]])
def test_some_pronouns_never_stand_together(pronouns: list[str]) -> None:
    with pytest.raises(NoSuchCluster):
        cluster(pronouns)


def test_pronouns_stand_before_finite_forms_and_never_with_participles() -> None:
    assert place("doy", ["se", "lo"], Cell(Tense.IND_PRES, Person.YO)) == "se lo doy"
    assert place("hecho", ["lo"], Cell(Tense.PART)) == "hecho"
    assert place("hecho", [], Cell(Tense.INF)) == "hecho"


def test_irse_commands() -> None:
    irse = conjugate("irse")
    texts = {
        person: [form.text for form in irse.forms(Cell(Tense.IMP_AFF, person))] for person in Person
    }
    assert texts[Person.TU] == ["vete"]
    assert texts[Person.VOS] == ["andate"]
    assert texts[Person.NOSOTROS] == ["vámonos", "vayámonos"]
    assert texts[Person.VOSOTROS] == ["idos", "iros"]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("dímelo", "decir:imp_aff.2s:me lo"),
        ("sentémonos", "sentar:imp_aff.1p:nos"),
        ("digámoselo", "decir:imp_aff.1p:se lo"),
        ("idos", "ir:imp_aff.2p:os"),
        ("vestíos", "vestir:imp_aff.2p:os"),
        ("dándoselo", "dar:ger.-:se lo"),
        ("haberme lavado", "lavar:inf_perf.-:me"),
        ("se lo doy", "dar:ind_pres.1s:se lo"),
        ("no te sientes", "sentar:imp_neg.2s:te"),
        ("se lo hubiera dicho", "decir:sub_plup_ra.1s:se lo"),
    ],
)
def test_pronouns_are_read_with_their_verb(text: str, reading: str) -> None:
    assert reading in {f"{a.lemma}:{a.cell.id}:{' '.join(a.clitics)}" for a in analyze(text)}


def test_tu_is_not_told_to_do_it_to_vosotros() -> None:
    assert {a.cell.id for a in analyze("vestíos")} == {"imp_aff.2p"}


@pytest.mark.parametrize(("host", "pronoun", "person"), [("sal", "le", "2s"), ("di", "os", "2s")])
def test_what_cannot_be_joined_is_refused(host: str, pronoun: str, person: str) -> None:
    with pytest.raises(NoSuchCluster):
        attach(host, [pronoun], Cell(Tense.IMP_AFF, Person(person)))


def test_without_pronouns_nothing_is_joined() -> None:
    assert attach("di", [], Cell(Tense.IMP_AFF, Person.TU)) == "di"
