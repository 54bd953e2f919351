"""From paradigms to the tables of the verb page, with the letters marked that are irregular."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from ojala.diagnosis.difference import SegmentKind, difference
from ojala.reference.views import (
    Built,
    FormView,
    PersonRow,
    TenseTable,
    VerbPage,
    VerbSearch,
)
from ojala.spanish import Analysis, Cell, Paradigm, Person, Tense, analyze, conjugate, explain
from ojala.spanish.conjugation import Form
from ojala.spanish.explanation import person_name, tense_name
from ojala.web.building import stages
from ojala.web.templating import translator
from ojala.web.typesetting import Change, Letters

PRONOUNS = {
    Person.YO: "yo",
    Person.TU: "tú",
    Person.VOS: "vos",
    Person.EL: "él, ella, usted",
    Person.NOSOTROS: "nosotros",
    Person.VOSOTROS: "vosotros",
    Person.ELLOS: "ellos, ustedes",
}
TABLES: tuple[tuple[str, tuple[Tense, ...]], ...] = (
    ("mood.Sub", (Tense.SUB_PRES, Tense.SUB_IMP_RA, Tense.SUB_IMP_SE)),
    ("mood.Ind", (Tense.IND_PRES, Tense.IND_PRET, Tense.IND_IMP)),
    ("verbs.future-conditional", (Tense.IND_FUT, Tense.COND)),
    ("mood.Imp", (Tense.IMP_AFF, Tense.IMP_NEG)),
    ("verbs.compound-subjunctive", (Tense.SUB_PERF, Tense.SUB_PLUP_RA, Tense.SUB_PLUP_SE)),
    ("verbs.compound-indicative", (Tense.IND_PERF, Tense.IND_PLUP, Tense.IND_FUT_PERF)),
    ("verbs.rare", (Tense.COND_PERF, Tense.SUB_FUT, Tense.IND_ANT)),
)
"""The tables in the order of what is looked up most here, with the keys of their titles."""
COMMON = (
    "ser", "estar", "haber", "tener", "hacer", "ir", "poder", "querer", "decir",
    "venir", "saber", "dar", "ver", "poner", "salir", "traer", "conocer", "dormir",
    "pedir", "sentir", "jugar", "buscar", "llegar", "empezar", "hablar", "comer", "vivir",
)  # fmt: skip
"""Verbs to begin with: the most frequent, and one of each kind of irregularity."""

_MODELS = {"ar": "cantar", "er": "temer", "ir": "partir", "ír": "partir"}
_VOS_TENSES = frozenset({Tense.IND_PRES, Tense.SUB_PRES, Tense.IMP_AFF, Tense.IMP_NEG})


def page(
    paradigm: Paradigm, language: str, *, chosen: Cell | None = None, found: str = ""
) -> VerbPage:
    """Set out every form of a verb; of the `chosen` cell, also how it is built."""
    nonfinite = (Cell(tense) for tense in (Tense.GER, Tense.PART))
    marked = chosen.id if chosen else ""
    return VerbPage(
        lemma=paradigm.lemma,
        inferred=paradigm.inferred,
        nonfinite=tuple(view for cell in nonfinite for view in _views(paradigm, cell, marked)),
        tables=tuple(_table(paradigm, *table, translator(language), marked) for table in TABLES),
        built=_built(paradigm, chosen, language) if chosen and paradigm.forms(chosen) else None,
        found=found,
        readings=_readings(paradigm.lemma, analyze(found), language) if found else (),
    )


def search(query: str, suggestions: Iterable[str] = ()) -> VerbSearch:
    """Offer a place to begin, and what is near to a query that found nothing."""
    return VerbSearch(query, tuple(suggestions), COMMON)


def place(cell: Cell, language: str) -> str:
    """Name a cell: *present subjunctive, yo*."""
    names = (tense_name(cell.tense, language), person_name(cell.person, language))
    return ", ".join(filter(None, names))


def cell_of(text: str) -> Cell | None:
    """Read a cell from an address; None for what names none."""
    tense, _, person = text.partition(".")
    try:
        return Cell(Tense(tense), Person(person))
    except ValueError:
        return None


def _built(paradigm: Paradigm, cell: Cell, language: str) -> Built:
    derivation = explain(paradigm.lemma, cell)
    return Built(
        text=derivation.text,
        place=place(cell, language),
        stages=stages(paradigm.lemma, cell),
        sentences=tuple(sentence.text for sentence in derivation.sentences(language)),
    )


def _readings(lemma: str, analyses: Iterable[Analysis], language: str) -> tuple[str, ...]:
    own = (one.cell for one in analyses if one.lemma == lemma)
    return tuple(dict.fromkeys(place(cell, language) for cell in own))


def _table(
    paradigm: Paradigm,
    title: str,
    tenses: tuple[Tense, ...],
    speak: Callable[..., str],
    chosen: str,
) -> TenseTable:
    rows = (
        PersonRow(pronoun, tuple(_views(paradigm, Cell(tense, person), chosen) for tense in tenses))
        for person, pronoun in PRONOUNS.items()
        if person is not Person.VOS or _VOS_TENSES & set(tenses)
    )
    return TenseTable(
        title=speak(title),
        tenses=tuple(speak(f"tense.{tense.value}") for tense in tenses),
        rows=tuple(row for row in rows if any(row.forms)),
    )


def _views(paradigm: Paradigm, cell: Cell, chosen: str) -> tuple[FormView, ...]:
    return tuple(
        FormView(
            text=form.text,
            letters=irregular(paradigm.lemma, form),
            cell=cell.id,
            chosen=cell.id == chosen,
            note=_note(form) if number else "",
        )
        for number, form in enumerate(paradigm.forms(cell))
    )


def _note(form: Form) -> str:
    return "vos" if "vos" in form.labels else "variant"


def irregular(lemma: str, form: Form) -> tuple[Letters, ...]:
    """Mark the letters of a form that a regular verb of its conjugation would not have."""
    return tuple(
        Letters(run.given, Change.SAME if run.kind is SegmentKind.SAME else Change.EXTRA)
        for run in difference(form.text, regular(lemma, form.cell, form.labels))
        if run.given
    )


@lru_cache(maxsize=8192)  # some sixty verbs; what may be asked for, invented verbs too, has no end
def regular(lemma: str, cell: Cell, labels: frozenset[str] = frozenset()) -> str:
    """Build the form a verb would have if its conjugation had no irregular verbs."""
    model = _MODELS[lemma[-2:]]
    forms = conjugate(model).forms(cell)
    like = next((form for form in forms if form.labels == labels), forms[0])
    auxiliary, _, main = like.text.rpartition(" ")
    return " ".join(filter(None, (auxiliary, lemma[:-2] + main.removeprefix(model[:-2]))))
