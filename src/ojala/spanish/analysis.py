"""Analysis: a form in, every verb and cell it can be out; the inverse of conjugation.

No table of forms is kept. A form is cut in two wherever it can be; the first half is looked up
among the roots of the lexicon, the second among the rests of the patterns those roots go with.
The index is built at the first question (its cost stands in docs/verbs.md).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from ojala.spanish.cells import COMPOUND_TENSES
from ojala.spanish.clitics import CLITICS, attach, hosts, splits, suits, takes_enclitics
from ojala.spanish.conjugation import CELL_OF_ROW, Form, Paradigm, conjugate
from ojala.spanish.features import Cell, Person, Tense
from ojala.spanish.lexicon import Entry, lexicon
from ojala.spanish.orthography import fold, mark, nuclei, stressed_vowel, strip_accents
from ojala.spanish.patterns import Pattern, build_root, pattern_of
from ojala.spanish.similarity import distance, one_slip_away, sound

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
    for row, stem, rest, *_ in pattern.more:
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


def analyze(text: str, *, fold_accents: bool = False) -> tuple[Analysis, ...]:
    """Read a form as every verb and cell it can be; with `fold_accents`, accents are overlooked.

    Pronouns are read on either side of the verb (*dímelo, se lo doy*), compound tenses with their
    auxiliary, participles in all four shapes, spellings older than 2010 with a label. A form that
    vos shares with tú is read as tú's alone.
    """
    tokens = text.lower().split()
    negated = tokens[:1] == ["no"] and len(tokens) > 1
    tokens = tokens[1:] if negated else tokens
    count = next((n for n, token in enumerate(tokens) if token not in CLITICS), len(tokens))
    pronouns, verbs = tuple(tokens[:count]), tokens[count:]
    reader = _Reader(fold_accents)
    if len(verbs) == 1:
        found = reader.word(verbs[0])
    else:
        found = reader.compound(*verbs) if len(verbs) == 2 else []  # noqa: PLR2004 (haber and it)
    if pronouns:
        found = [
            replace(one, clitics=pronouns)
            for one in found
            if not one.clitics and not takes_enclitics(one.cell) and one.cell.tense != Tense.PART
        ]
    if negated:
        found = [one for one in found if one.cell.tense is not Tense.IMP_AFF]
    return tuple(found)


class _Reader:
    """Reads single words and pairs, accents strict or folded."""

    __slots__ = ("_folded",)

    def __init__(self, folded: bool) -> None:  # noqa: FBT001 (internal)
        self._folded = folded

    def _spell(self, text: str) -> str:
        return fold(text) if self._folded else text

    def word(self, word: str) -> list[Analysis]:
        """Read one word: as a form, with pronouns joined, as a participle, in an old spelling."""
        plain = self.plain(word)
        found = plain + self.with_enclitics(word) + self.agreeing_participle(word)
        return found or self.old_spelling(word)

    def plain(self, word: str) -> list[Analysis]:
        """Read one word as a form without pronouns."""
        return list(_plain(self._spell(word), self._folded))

    def with_enclitics(self, word: str) -> list[Analysis]:
        """Read pronouns off the end of a word and make sure that they join to give it back."""
        spelled = self._spell(word)
        found = []
        for rest, pronouns in splits(word):
            for host in hosts(rest, pronouns[0]):
                for one in _plain(fold(host), True):  # noqa: FBT003 (accents move on joining)
                    if takes_enclitics(one.cell) and suits(one.form.text, one.cell, pronouns):
                        joined = attach(one.form.text, pronouns, one.cell)
                        if self._spell(joined) == spelled:
                            found.append(replace(one, clitics=pronouns))
                        elif one.form.text + "".join(pronouns) == word:
                            found.append(replace(_labelled(one, "pre-1999"), clitics=pronouns))
        return list(dict.fromkeys(found))

    def agreeing_participle(self, word: str) -> list[Analysis]:
        """Read hecha, hechos, hechas as shapes of hecho."""
        for ending, labels in _AGREEMENT.items():
            if word.endswith(ending):
                masculine = word.removesuffix(ending) + "o"
                return [
                    replace(one, form=replace(one.form, text=word, labels=one.form.labels | labels))
                    for one in self.plain(masculine)
                    if one.cell.tense is Tense.PART
                ]
        return []

    def old_spelling(self, word: str) -> list[Analysis]:
        """Read what was rightly accented before 2010 (*guió, huís*), or before 1959 (*dió*)."""
        bare = strip_accents(word)
        groups = nuclei(bare)
        if bare == word or len(groups) != 1 or mark(bare, stressed_vowel(groups[0], bare)) != word:
            return []
        label = "pre-1959" if bare in {"dio", "vio", "fue", "fui"} else "pre-2010"
        if len(groups[0]) == 1:
            return []
        return [_labelled(one, label) for one in self.plain(bare)]

    def compound(self, auxiliary: str, participle: str) -> list[Analysis]:
        """Read haber and a participle as one cell, with the pronouns joined to haber."""
        helpers = [one for one in self.word(auxiliary) if one.lemma == "haber"]
        participles = [one for one in self.plain(participle) if one.cell.tense is Tense.PART]
        return [
            Analysis(one.lemma, cell, form, helper.clitics)
            for one in participles
            for helper in helpers
            for cell in _compound_cells(helper.cell)
            for form in conjugate(one.lemma).forms(cell)
            if form.text == f"{helper.form.text} {one.form.text}"
        ]


def _labelled(one: Analysis, label: str) -> Analysis:
    return replace(one, form=replace(one.form, labels=one.form.labels | {label}))


def _compound_cells(auxiliary: Cell) -> Iterator[Cell]:
    for compound, simple in COMPOUND_TENSES.items():
        if simple is auxiliary.tense:
            yield Cell(compound, auxiliary.person)


_AGREEMENT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "as": frozenset({"feminine", "plural"}),
        "os": frozenset({"plural"}),
        "a": frozenset({"feminine"}),
    }
)


def _plain(word: str, folded: bool) -> Iterator[Analysis]:  # noqa: FBT001 (internal)
    """Read one word as a form without pronouns; `word` is folded already where `folded`."""
    seen = set()
    paradigms: dict[str, Paradigm] = {}
    for lemma, row in _candidates(word, _index(folded)):
        if lemma not in paradigms:
            paradigms[lemma] = conjugate(lemma)
        cell = CELL_OF_ROW[row]
        for form in paradigms[lemma].forms(cell):
            same = (fold(form.text) if folded else form.text) == word
            shared = cell.person is Person.VOS and "vos" not in form.labels
            if same and not shared and (lemma, form) not in seen:
                seen.add((lemma, form))
                yield Analysis(lemma, cell, form)
    for lemma in _infinitives(folded).get(word, ()):
        yield Analysis(lemma, Cell(Tense.INF), Form(lemma, Cell(Tense.INF)))


@cache
def _infinitives(folded: bool) -> Mapping[str, tuple[str, ...]]:  # noqa: FBT001 (a cache key)
    found: dict[str, tuple[str, ...]] = {}
    for lemma in lexicon():
        spelled = fold(lemma) if folded else lemma
        found[spelled] = (*found.get(spelled, ()), lemma)
    return found


def nearest_forms(text: str, limit: int = 5) -> tuple[Analysis, ...]:
    """Find the forms nearest to a misspelled one: first those that differ in accents alone.

    Slips are tried on the word letter by letter, so a form two slips away is not found.
    """
    word = text.lower()
    found = dict.fromkeys(analyze(word, fold_accents=True))
    for candidate in one_slip_away(fold(word)) if not found else ():
        found |= dict.fromkeys(_plain(candidate, True))  # noqa: FBT003 (any accents)
    heard = sound(word)

    def farness(one: Analysis) -> tuple[bool, int, str]:
        return sound(one.form.text) != heard, distance(word, one.form.text, 3), one.form.text

    return tuple(sorted(found, key=farness)[:limit])
