"""Analysis: a form in, every verb and cell it can be out; the inverse of conjugation.

No table of forms is kept. A form is cut in two wherever it can be; the first half is looked up
among the roots of the lexicon, the second among the rests of the patterns those roots go with.
The index is built at the first question (its cost stands in docs/verbs.md).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ojala.spanish.conjugation import Form, Paradigm, conjugate
from ojala.spanish.features import Cell, Person, Tense
from ojala.spanish.lexicon import Entry, lexicon
from ojala.spanish.orthography import fold
from ojala.spanish.patterns import Pattern, build_root, pattern_of

_StemId = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a form: the verb, the cell it fills and the form as it is rightly spelled."""

    lemma: str
    cell: Cell
    form: Form
    clitics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """Roots of all verbs and rests of all patterns, tied by the stem they belong to."""

    roots: Mapping[str, list[tuple[_StemId, str]]]
    rests: Mapping[str, Mapping[_StemId, list[str]]]
    longest_rest: int


@cache
def _index(folded: bool) -> Index:  # noqa: FBT001 (a cache key)
    roots: defaultdict[str, list[tuple[_StemId, str]]] = defaultdict(list)
    rests: defaultdict[str, defaultdict[_StemId, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    numbers: dict[int, int] = {}
    spell = fold if folded else str
    for lemma, section in lexicon().items():
        for verb in Entry(lemma, section).readings:
            pattern = pattern_of(verb)
            number = numbers.get(id(pattern))
            if number is None:
                number = numbers[id(pattern)] = len(numbers)
                for row, stem, rest in _pieces(pattern):
                    rests[spell(rest)][number, stem].append(row)
            for position, stem_rules in enumerate(pattern.stems):
                root = build_root(verb, stem_rules)
                roots[spell(root)].append(((number, position), lemma))
    return Index(dict(roots), dict(rests), max(map(len, rests)))


def _pieces(pattern: Pattern) -> Iterator[tuple[str, int, str]]:
    yield from pattern.lines
    for row, stem, rest, _ in pattern.more:
        yield row, stem, rest


def _candidates(text: str, index: Index) -> Iterator[tuple[str, str]]:
    """Every (lemma, row) whose root and rest make up the text."""
    for cut in range(max(0, len(text) - index.longest_rest), len(text) + 1):
        rows_by_stem = index.rests.get(text[cut:])
        if rows_by_stem is None:
            continue
        for stem, lemma in index.roots.get(text[:cut], ()):
            for row in rows_by_stem.get(stem, ()):
                yield lemma, row


def _cell(row: str) -> Cell:
    tense, person = row.removesuffix("+").split(".")
    return Cell(Tense(tense), Person(person))


def analyze(text: str, *, fold_accents: bool = False) -> tuple[Analysis, ...]:
    """Read a form as every verb and cell it can be; with `fold_accents`, accents are overlooked.

    A form that vos shares with tú is read as tú's alone.
    """
    word = fold(text.lower()) if fold_accents else text.lower()
    found: dict[tuple[str, str, str], Analysis] = {}
    paradigms: dict[str, Paradigm] = {}
    for lemma, row in _candidates(word, _index(fold_accents)):
        paradigm = paradigms.setdefault(lemma, conjugate(lemma))
        cell = _cell(row)
        for form in paradigm.forms(cell):
            same = fold(form.text) == word if fold_accents else form.text == word
            if same and (cell.person is not Person.VOS or "vos" in form.labels):
                found[lemma, cell.id, form.text] = Analysis(lemma, cell, form)
    if word in lexicon():
        cell = Cell(Tense.INF)
        found[word, cell.id, word] = Analysis(word, cell, Form(word, cell))
    return tuple(found.values())
