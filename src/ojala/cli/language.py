"""The verbs at a prompt: conjugate one, conjugate many, read a form back; no database."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.table import Table

    from ojala.spanish import Analysis, Cell, Form, Paradigm

_REGIONS = {
    "es": ("1s", "2s", "3s", "1p", "2p", "3p"),
    "am": ("1s", "2s", "3s", "1p", "3p"),
    "vos": ("1s", "2v", "3s", "1p", "3p"),
}
_OWN_VOS = frozenset({"ind_pres", "sub_pres", "imp_aff", "imp_neg"})


def conjugate(  # noqa: PLR0913 (one parameter an option)
    lemma: Annotated[str, typer.Argument(help="An infinitive: tener, arrepentirse.")] = "",
    *,
    tense: Annotated[str, typer.Option(help="Only this tense, as in sub_pres.")] = "",
    region: Annotated[str, typer.Option(help="es, am (without vosotros) or vos.")] = "",
    explain: Annotated[bool, typer.Option("--explain", help="Say how each form is built.")] = False,
    language: Annotated[str, typer.Option(help="Language of the explanation: en or es.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    stdin: Annotated[bool, typer.Option("--stdin", help="Read a lemma a line.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="Print lemma, tense, person, forms.")] = False,
    variants: Annotated[bool, typer.Option("--variants", help="Accepted variants too.")] = False,
    compound: Annotated[bool, typer.Option("--compound", help="Compound tenses too.")] = False,
) -> None:
    """Conjugate a verb: every tense and person, or with --explain how each form comes about."""
    _check_options(lemma, tense, region, language, stdin=stdin)
    lemmas = [line.strip() for line in sys.stdin] if stdin else [lemma]
    wanted = [word for word in lemmas if word]
    answers = []
    for word in wanted:
        if tsv:
            answers.append(_print_rows(word, tense, region, variants=variants))
        elif as_json:
            answers.append(_print_json(word, tense, region, variants=variants))
        elif explain:
            answers.append(_print_explanations(word, tense, region, language))
        else:
            answers.append(_print_tables(word, tense, region, variants, compound))
    _exit(all(answers))


def analyze(
    form: Annotated[list[str], typer.Argument(help="A form: tuviéramos, dímelo, me haya ido.")],
    *,
    fold: Annotated[bool, typer.Option("--fold", help="Overlook accents.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Read a form: every verb, tense and person it can be; else the forms nearest to it."""
    from ojala.spanish.analysis import analyze as read
    from ojala.spanish.analysis import nearest_forms

    text = " ".join(form)
    found = read(text, fold_accents=fold)
    if as_json:
        typer.echo(json.dumps([_reading(one) for one in found], ensure_ascii=False))
    elif found:
        for one in found:
            typer.echo(_describe(one))
    else:
        near = ", ".join(dict.fromkeys(one.form.text for one in nearest_forms(text)))
        hint = f"; near it: {near}" if near else ""
        typer.echo(f"no verb has the form {text}{hint}", err=True)
    _exit(bool(found))


def _exit(answer: bool) -> None:
    raise typer.Exit(0 if answer else 1)


def _check_options(lemma: str, tense: str, region: str, language: str, *, stdin: bool) -> None:
    from ojala.spanish.features import Tense

    if bool(lemma) == stdin:
        raise typer.BadParameter("give one infinitive, or --stdin")
    if tense and tense not in set(Tense):
        raise typer.BadParameter(f"no such tense: {tense}; one of {', '.join(Tense)}")
    if region and region not in _REGIONS:
        raise typer.BadParameter(f"no such region: {region}; one of {', '.join(_REGIONS)}")
    if language not in {"en", "es"}:
        raise typer.BadParameter("explanations are in en and es")


def _paradigm(lemma: str) -> "Paradigm | None":
    """Conjugate, or say on stderr why not."""
    from ojala.spanish import NotAVerb
    from ojala.spanish import conjugate as paradigm_of

    try:
        return paradigm_of(lemma)
    except NotAVerb as refusal:
        near = f"; near it: {', '.join(refusal.suggestions)}" if refusal.suggestions else ""
        typer.echo(f"not a Spanish infinitive: {lemma}{near}", err=True)
        return None


def _wanted(cell: "Cell", tense: str, region: str) -> bool:
    person = cell.person.value
    in_region = not region or person == "-" or person in _REGIONS[region]
    return in_region and (not tense or cell.tense.value == tense)


def _rows(paradigm: "Paradigm", tense: str, region: str) -> "Iterator[tuple[Cell, Sequence[Form]]]":
    for cell in paradigm.cells:
        if _wanted(cell, tense, region):
            yield cell, paradigm.forms(cell)


def _print_rows(lemma: str, tense: str, region: str, *, variants: bool) -> bool:
    """Print the simple cells as rows of the gold set, or say that this is no verb."""
    if tense or region or variants or lemma.endswith("se"):
        return _print_chosen_rows(lemma, tense, region, variants=variants)
    from ojala.spanish import NotAVerb
    from ojala.spanish.conjugation import required_forms

    try:
        table = required_forms(lemma)
    except NotAVerb:
        return _paradigm(lemma) is not None
    lines = [
        f"{lemma}\t{cell.replace('.', chr(9))}\t{'|'.join(forms)}\n"
        for cell, forms in table.items()
        if forms and (cell[-2:] != "2v" or cell[:-3] in _OWN_VOS)
    ]
    sys.stdout.write("".join(lines))
    return True


def _print_chosen_rows(lemma: str, tense: str, region: str, *, variants: bool) -> bool:
    paradigm = _paradigm(lemma)
    if paradigm is None:
        return False
    from ojala.spanish.cells import COMPOUND_TENSES

    for cell, forms in _rows(paradigm, tense, region):
        texts = [form.text for form in forms if form.required or variants]
        own = cell.person.value != "2v" or cell.tense.value in _OWN_VOS or region == "vos"
        simple = cell.tense not in COMPOUND_TENSES and cell.tense.value != "inf"
        if texts and own and (simple or tense):
            row = (lemma, cell.tense.value, cell.person.value, "|".join(texts))
            sys.stdout.write("\t".join(row) + "\n")
    return True


def _print_json(lemma: str, tense: str, region: str, *, variants: bool) -> bool:
    paradigm = _paradigm(lemma)
    if paradigm is None:
        return False
    cells: Mapping[str, list[dict[str, object]]] = {
        cell.id: [
            {"text": form.text, "required": form.required, "labels": sorted(form.labels)}
            for form in forms
            if form.required or variants
        ]
        for cell, forms in _rows(paradigm, tense, region)
    }
    whole = {"lemma": lemma, "inferred": paradigm.inferred, "cells": cells}
    typer.echo(json.dumps(whole, ensure_ascii=False))
    return True


def _print_explanations(lemma: str, tense: str, region: str, language: str) -> bool:
    paradigm = _paradigm(lemma)
    if paradigm is None:
        return False
    from ojala.spanish import all_derivations

    base = lemma.removesuffix("se") if paradigm.pronominal else lemma
    for cell, _ in _rows(paradigm, tense, region):
        for derivation in all_derivations(base, cell):
            typer.echo(derivation.render(language) + "\n")
    return True


def _print_tables(
    lemma: str,
    tense: str,
    region: str,
    variants: bool,
    compound: bool,
) -> bool:
    paradigm = _paradigm(lemma)
    if paradigm is None:
        return False
    from rich.console import Console

    console = Console()
    console.print(_title(paradigm))
    groups = _GROUPS if compound or tense else _GROUPS[:3]
    for table in _tables(paradigm, groups, tense, region, variants):
        console.print(table)
    return True


def _title(paradigm: "Paradigm") -> str:
    notes = []
    if paradigm.inferred:
        notes.append("not in the lexicon: conjugated by its ending")
    if paradigm.only_pronominal and not paradigm.pronominal:
        notes.append(f"used as {paradigm.lemma}se")
    if paradigm.use:
        notes.append({"weather": "weather verb", "third": "third persons"}[paradigm.use])
    note = f" [dim]({'; '.join(notes)})[/dim]" if notes else ""
    cells = [cell for cell in paradigm.cells if cell.tense.value in {"ger", "part"}]
    nonfinite = ["|".join(f.text for f in paradigm.forms(cell) if f.required) for cell in cells]
    return f"[bold]{paradigm.lemma}[/bold]  {'  '.join(nonfinite)}{note}"


_GROUPS = (
    ("Indicative", ("ind_pres", "ind_imp", "ind_pret", "ind_fut", "cond")),
    ("Subjunctive", ("sub_pres", "sub_imp_ra", "sub_imp_se", "sub_fut")),
    ("Imperative", ("imp_aff", "imp_neg")),
    ("Compound indicative", ("ind_perf", "ind_plup", "ind_ant", "ind_fut_perf", "cond_perf")),
    ("Compound subjunctive", ("sub_perf", "sub_plup_ra", "sub_plup_se", "sub_fut_perf")),
)


_HEADS = {
    "pres": "present",
    "imp": "imperfect",
    "pret": "preterite",
    "fut": "future",
    "cond": "conditional",
    "imp_ra": "past in -ra",
    "imp_se": "past in -se",
    "aff": "do",
    "neg": "don't",
    "perf": "perfect",
    "plup": "pluperfect",
    "ant": "past anterior",
    "fut_perf": "future perfect",
    "plup_ra": "pluperfect in -ra",
    "plup_se": "pluperfect in -se",
}


def _tables(
    paradigm: "Paradigm",
    groups: "Sequence[tuple[str, Sequence[str]]]",
    tense: str,
    region: str,
    variants: bool,
) -> "Iterator[Table]":
    """Lay the finite tenses out, moods side by side with persons, tenses across."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from ojala.spanish.explanation import person_name
    from ojala.spanish.features import Cell, Person, Tense

    for title, names in groups:
        shown = [Tense(name) for name in names if not tense or name == tense]
        if not shown:
            continue
        table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
        table.add_column("")
        for one in shown:
            table.add_column(_HEADS[one.value.partition("_")[2] or one.value], overflow="fold")
        for person in Person:
            cells = [Cell(one, person) for one in shown]
            row = [_cell_text(paradigm.forms(cell), variants=variants) for cell in cells]
            if any(row) and person is not Person.NONE and _wanted(cells[0], "", region):
                table.add_row(f"[dim]{person_name(person, 'es').split(',')[0]}[/dim]", *row)
        yield table


def _cell_text(forms: "Sequence[Form]", *, variants: bool) -> str:
    return "\n".join(
        form.text if form.required else f"[dim]{form.text}[/dim]"
        for form in forms
        if form.required or variants
    )


def _reading(one: "Analysis") -> dict[str, object]:
    return {
        "lemma": one.lemma,
        "tense": one.cell.tense.value,
        "person": one.cell.person.value,
        "form": one.form.text,
        "clitics": list(one.clitics),
        "labels": sorted(one.form.labels),
    }


def _describe(one: "Analysis") -> str:
    from ojala.spanish.explanation import heading

    clitics = f" + {' '.join(one.clitics)}" if one.clitics else ""
    labels = f" ({', '.join(sorted(one.form.labels))})" if one.form.labels else ""
    return heading(one.lemma, one.cell, one.form.text + clitics, "en") + labels
