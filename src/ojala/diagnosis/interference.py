"""Words of neighbouring languages and of English, by the Spanish verb they stand for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ojala.diagnosis.findings import FindingKind
from ojala.diagnosis.neighbours import ENDINGS, FORMS, REGULAR
from ojala.diagnosis.normalization import normal
from ojala.spanish import analyze
from ojala.spanish.features import Tense

_WORDS = """
to am are is was were been being be become has have had having does did doing done do goes go going
went gone comes come came coming makes make made making says say said saying takes take took taken
gets get got getting knows know knew known thinks think thought wants want wanted likes like liked
needs need needed helps help helped works work worked lives live lived eats eat ate eaten speaks
speak spoke spoken writes write wrote written reads read sleeps sleep slept leaves leave left
arrives arrive arrived feels feel felt finds find found gives give gave given keeps keep kept brings
bring brought buys buy bought calls call called tells tell told talks talk talked tries try tried
would could should might must will can may shall the that there they them she he his her you your we
our it its not and with for yes dont doesnt didnt isnt arent wasnt know ask asked begin began
believe break build change changed choose clean close cook cooked cry cut dance decide die drink
drive drove enjoy enter fall fly follow forget hear heard hope hoped hurt invite join jump laugh
learn learned listen look lose lost love loved mean meet met miss move open opened pay paid play
played prefer prepare promise put rain rains rained raining rest return run save sell
send sent show sing sit sleepy smile snow snows spend stand start started stay stayed stop stopped
study studies studied suffer swim teach thank touch travel travels traveled turn understand
understood use used visit visits visited wait waited wake walk walked wash watch watched wear win
won wish worry worried
"""
_ENGLISH = frozenset(_WORDS.split())
# Spanish forms of another verb that are English for this one.
_EITHER = {"come": ("venir",), "are": ("ser", "estar")}
# Of a form that several languages have, the one most learners bring counts: the last.
_LANGUAGES = (FindingKind.FRENCH, FindingKind.ITALIAN, FindingKind.PORTUGUESE)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A form of another language: which one, and the Spanish tense it answers to."""

    kind: FindingKind
    tense: Tense


def foreign(word: str, lemma: str) -> Foreign | None:
    """The neighbouring language in which this word is a form of the verb's counterpart."""
    return _table().get(word, {}).get(lemma)


def english(word: str, lemma: str) -> bool:
    """Whether it is an English word that learners fall back on, and no Spanish form they mean."""
    return word in _ENGLISH and (lemma in _EITHER.get(word, ()) or not analyze(word))


@cache
def _table() -> Mapping[str, Mapping[str, Foreign]]:
    table: dict[str, dict[str, Foreign]] = {}
    rows = (*_regular(), *_irregular())
    for word, lemma, meant in sorted(rows, key=lambda row: _LANGUAGES.index(row[2].kind)):
        if word not in _ENGLISH:
            table.setdefault(normal(word), {})[lemma] = meant
    return table


def _irregular() -> Iterator[tuple[str, str, Foreign]]:
    for tense, tables in FORMS:
        for kind, lines in tables.items():
            for line in lines.strip().splitlines():
                head, words = line.split(":")
                infinitive, *others = head.split()
                for lemma in others or (infinitive,):
                    yield infinitive, lemma, Foreign(kind, Tense.INF)
                    yield from ((word, lemma, Foreign(kind, tense)) for word in words.split())


def _regular() -> Iterator[tuple[str, str, Foreign]]:
    for kind, pairs in REGULAR.items():
        for pair in pairs.split(","):
            infinitive, *lemmas = pair.split()
            for lemma in lemmas:
                for word, tense in _conjugated(infinitive, kind):
                    yield word, lemma, Foreign(kind, tense)


def _conjugated(infinitive: str, kind: FindingKind) -> Iterator[tuple[str, Tense]]:
    """The regular forms of a foreign verb, the infinitive last."""
    length = 3 if kind is FindingKind.ITALIAN else 2
    stem, ending = infinitive[:-length], infinitive[-length:]
    for tense, line in ENDINGS[f"{ending}-fr" if kind is FindingKind.FRENCH else ending].items():
        yield from ((f"{_before(tail[0], stem, ending)}{tail}", tense) for tail in line.split())
    yield infinitive, Tense.INF


_BEFORE_E = {"c": "qu", "g": "gu", "ç": "c"}


def _before(vowel: str, stem: str, ending: str) -> str:
    """The stem as its language spells it before a vowel: *fiqu-e, gioch-i, mang-i*."""
    if ending == "ar" and vowel == "e" and stem[-1] in _BEFORE_E:
        return stem[:-1] + _BEFORE_E[stem[-1]]
    if ending == "are" and vowel == "i":
        return stem[:-1] if stem[-1] == "i" else f"{stem}{'h' * (stem[-1] in 'cg')}"
    return stem
