"""The forms of one verb, indexed for diagnosis: text to cells, cells to stems."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ojala.diagnosis.endings import endings_of
from ojala.diagnosis.normalization import fold
from ojala.spanish import NotAVerb
from ojala.spanish.conjugation import simple_texts
from ojala.spanish.features import Cell, Tense

# What haber makes of a participle beside it.
COMPOUND: Mapping[Tense, Tense] = {
    Tense.IND_PRES: Tense.IND_PERF,
    Tense.IND_IMP: Tense.IND_PLUP,
    Tense.IND_PRET: Tense.IND_ANT,
    Tense.IND_FUT: Tense.IND_FUT_PERF,
    Tense.COND: Tense.COND_PERF,
    Tense.SUB_PRES: Tense.SUB_PERF,
    Tense.SUB_IMP_RA: Tense.SUB_PLUP_RA,
    Tense.SUB_IMP_SE: Tense.SUB_PLUP_SE,
    Tense.SUB_FUT: Tense.SUB_FUT_PERF,
    Tense.INF: Tense.INF_PERF,
    Tense.GER: Tense.GER_PERF,
}
SIMPLE_OF: Mapping[Tense, Tense] = {compound: simple for simple, compound in COMPOUND.items()}
# The same tense under its two names.
SE_OF: Mapping[Tense, Tense] = {
    Tense.SUB_IMP_RA: Tense.SUB_IMP_SE,
    Tense.SUB_PLUP_RA: Tense.SUB_PLUP_SE,
}
_RA_OF = {se: ra for ra, se in SE_OF.items()}


def one_tense(tense: Tense) -> Tense:
    """The tense with -ra and -se taken as one."""
    return _RA_OF.get(tense, tense)


@dataclass(frozen=True)
class VerbForms:
    """One verb indexed: what each of its forms can be."""

    lemma: str
    root: str
    """The infinitive without its ending, without accents."""
    conjugation: str
    """`ar`, `er` or `ir`."""
    texts: Mapping[Cell, tuple[str, ...]]
    cells: Mapping[str, tuple[Cell, ...]]
    """Every simple form, with all the cells it fills."""

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """The letters of each form, without accents; an answer that is a form never asks."""
        return dict(zip(self.cells, fold(" ".join(self.cells)).split(), strict=True))

    def spelt(self, letters: str) -> tuple[str, ...]:
        """The forms that have these letters but for accents; an index would be larger than it."""
        return tuple([text for text, found in self.letters.items() if found == letters])


@dataclass(frozen=True, slots=True)
class Stems:
    """The stems of one verb, without accents."""

    of: Mapping[Cell, str]
    """The stem of each cell whose form ends as the tables say."""
    known: frozenset[str]


@lru_cache(maxsize=1024)  # those of the course, and of the others that people type as many as fit
def verb_forms(lemma: str) -> VerbForms | None:
    """The forms of a verb, or None where there is no such verb."""
    infinitive = bare_infinitive(lemma)
    try:
        texts = simple_texts(infinitive)
    except NotAVerb:
        return None
    cells: dict[str, tuple[Cell, ...]] = {}
    for cell, forms in texts.items():
        if cell.tense is not Tense.IMP_NEG:  # the subjunctive by another name
            for text in forms:
                cells[text] = (*cells.get(text, ()), cell)
    letters = fold(infinitive)
    return VerbForms(infinitive, letters[:-2], letters[-2:], texts, cells)


_PRONOUNS = re.compile(r"(?<=[aeií]r)(?:se|me|te|nos|os|l[eoa]s?)$")


def bare_infinitive(lemma: str) -> str:
    """The infinitive without pronouns (*irse, decirle*) and without a remark after it (*ir (tú)*).

    >>> bare_infinitive("acordarse (yo)")
    'acordar'
    """
    word, _, _ = lemma.strip().partition(" ")
    return _PRONOUNS.sub("", word)


@lru_cache(maxsize=1024)
def stems(lemma: str) -> Stems:
    """The stems of a verb; none where there is no such verb."""
    verb = verb_forms(lemma)
    found: dict[Cell, str] = {}
    if verb is None:
        return Stems(found, frozenset())
    for cell, forms in verb.texts.items():
        stem = stem_of(forms[0], cell, verb)
        if stem is not None:
            found[cell] = stem
    return Stems(found, frozenset(found.values()) | {verb.root})


def prepare(lemmas: Iterable[str]) -> None:
    """Read verbs ahead, so that the first answer about one costs what a later one does."""
    for lemma in lemmas:
        stems(lemma)


def stem_of(form: str, cell: Cell, verb: VerbForms) -> str | None:
    """The stem of a form in this cell, or None where its ending is like no other verb's."""
    letters = verb.letters.get(form) or fold(form)
    if letters.startswith(verb.root) and letters[len(verb.root) :] in endings_of(cell):
        return verb.root
    fitting = [letters.removesuffix(e) for e in endings_of(cell) if letters.endswith(e)]
    # Of several ways to part it, *ri-era* for *reír* rather than *r-iera*: stems keep their length.
    alike = [stem for stem in fitting if len(stem) == len(verb.root)]
    return next(iter(alike or fitting), None)
