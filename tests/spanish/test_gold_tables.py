"""Our own gold tables: voseo, pronominal verbs, compound tenses and clitics."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ojala.spanish import Cell, Person, Tense, analyze, conjugate
from ojala.spanish.clitics import place

_FOLDER = Path(__file__).parents[1] / "gold" / "verbs"
_PERSONS = (
    Person.YO,
    Person.TU,
    Person.EL,
    Person.NOSOTROS,
    Person.VOSOTROS,
    Person.ELLOS,
)
Row = tuple[str, str, str]


def lines(name: str) -> list[str]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def voseo_rows() -> Iterator[Row]:
    for line in lines("voseo.txt"):
        lemma, present, command, subjunctive = line.split()
        forms = {"ind_pres": present, "imp_aff": command}
        forms |= {"sub_pres": subjunctive, "imp_neg": subjunctive}
        for tense, form in forms.items():
            if form != "-" and not (tense == "imp_neg" and command == "-"):
                yield lemma, f"{tense}.2v", form


def pronominal_rows() -> Iterator[Row]:
    for line in lines("pronominal.txt"):
        lemma, tense, *forms = line.split()
        for person, form in zip(_PERSONS[-len(forms) :], forms, strict=True):
            yield lemma, f"{tense}.{person.value}", form.replace("_", " ")


def compound_rows() -> Iterator[Row]:
    table = lines("compound.txt")
    cut = table.index("participles")
    for pair in table[cut + 1 :]:
        lemma, participle = pair.split()
        for line in table[:cut]:
            tense, *helpers = line.split()
            for person, helper in zip(tuple(Person)[:7], helpers, strict=True):
                yield lemma, f"{tense}.{person.value}", f"{helper} {participle}"


def clitic_rows() -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    for line in lines("clitics.txt"):
        lemma, cell, *pairs = line.split()
        for pair in pairs:
            pronouns, form = pair.split("=")
            yield lemma, cell, tuple(pronouns.split("+")), form.replace("_", " ")


def cell(text: str) -> Cell:
    tense, person = text.split(".")
    return Cell(Tense(tense), Person(person))


def test_there_are_enough_rows() -> None:
    tables = (voseo_rows(), pronominal_rows(), compound_rows(), clitic_rows())
    assert sum(len(list(rows)) for rows in tables) >= 1500


def wrong_forms(rows: Iterator[Row]) -> list[Row]:
    return [
        (lemma, where, form)
        for lemma, where, form in rows
        if form not in {one.text for one in conjugate(lemma).forms(cell(where))}
    ]


def test_vos_has_its_forms() -> None:
    assert wrong_forms(voseo_rows()) == []


def test_pronominal_verbs_bear_their_pronouns() -> None:
    assert wrong_forms(pronominal_rows()) == []


def test_compound_tenses_are_haber_and_the_participle() -> None:
    assert wrong_forms(compound_rows()) == []


def test_the_preferred_form_of_a_pronominal_or_compound_cell_is_the_one_in_the_table() -> None:
    for lemma, where, form in (*pronominal_rows(), *compound_rows()):
        first = conjugate(lemma).forms(cell(where))[0].text
        assert first == form or where == "sub_perf.2v"


def test_pronouns_join_as_in_the_table() -> None:
    wrong = []
    for lemma, where, pronouns, form in clitic_rows():
        hosts = conjugate(lemma).forms(cell(where))
        made = [place(host.text, pronouns, host.cell) for host in hosts]
        if form not in made:
            wrong.append((lemma, where, pronouns, form, made))
    assert wrong == []


@pytest.mark.parametrize("rows", [pronominal_rows, compound_rows])
def test_what_the_tables_hold_is_read_back(rows: type[Iterator[Row]]) -> None:
    unread = []
    for lemma, where, form in rows():
        readings = {(one.lemma, one.cell.id) for one in analyze(form)}
        shared = where.endswith("2v")
        if not shared and (lemma.removesuffix("se"), where) not in readings:
            unread.append((lemma, where, form))
    assert unread == []


def test_joined_pronouns_are_read_back() -> None:
    unread = []
    for lemma, where, pronouns, form in clitic_rows():
        readings = {(one.lemma, one.cell.id, one.clitics) for one in analyze(form)}
        shared = where == "imp_aff.2v" and (lemma, "imp_aff.2s", pronouns) in readings
        if (lemma, where, pronouns) not in readings and not shared:
            unread.append((lemma, where, pronouns, form))
    assert unread == []
