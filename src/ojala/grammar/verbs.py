"""Verbs of a sentence: each finite verb group from left to right, the blank among them."""

from collections.abc import Sequence
from dataclasses import dataclass

from ojala.grammar.forms import COMPOUND, Reading, lexical
from ojala.grammar.homographs import finite_readings
from ojala.grammar.tokens import Token
from ojala.grammar.words import (
    CLITICS,
    COORDINATORS,
    HARD_STOPS,
    INTERROGATIVES,
    NEGATIVE_WORDS,
    SMALL_ADVERBS,
    SUBORDINATORS,
)
from ojala.spanish.features import Cell, Mood, Person, Tense


@dataclass(frozen=True, slots=True)
class Verb:
    """One finite verb group: its place, what its form can be, and what stands before it."""

    index: int
    start: int
    """The first token of the group: a negation or a clitic, else the form itself."""
    end: int
    """The last token of the group: the participle of a compound tense, else the form itself."""
    readings: tuple[Reading, ...]
    """Empty for the blank."""
    negated: bool = False
    clitics: tuple[str, ...] = ()

    @property
    def lemmas(self) -> frozenset[str]:
        """Every lemma the form can belong to."""
        return frozenset(lemma for lemma, _ in self.readings)

    @property
    def tenses(self) -> frozenset[Tense]:
        """Every tense the form can be."""
        return frozenset(cell.tense for _, cell in self.readings)

    @property
    def moods(self) -> frozenset[Mood]:
        """Every mood the form can be."""
        return frozenset(tense.mood for tense in self.tenses)

    @property
    def tense(self) -> Tense | None:
        """The likeliest tense."""
        return _likeliest(self.readings)


@dataclass(frozen=True, slots=True)
class Words:
    """What each token of a sentence can be as a verb."""

    finite: tuple[tuple[Reading, ...], ...]
    infinite: tuple[tuple[Reading, ...], ...]
    """Infinitives, gerunds and participles."""


_RANK = {
    Tense.IND_PRES: 0,
    Tense.IND_PRET: 1,
    Tense.IND_IMP: 1,
    Tense.IND_FUT: 1,
    Tense.COND: 1,
    Tense.IMP_AFF: 3,
    Tense.SUB_PRES: 2,
}


def _likeliest(readings: tuple[Reading, ...]) -> Tense | None:
    return min((cell.tense for _, cell in readings), key=lambda t: _RANK.get(t, 1), default=None)


def find_verbs(tokens: Sequence[Token]) -> tuple[Verb, ...]:
    """Find the finite verbs of a sentence from left to right, the blank among them."""
    verbs: list[Verb] = []
    skip_to = 0
    for i, token in enumerate(tokens):
        if i < skip_to:
            continue
        if token.is_blank:
            verbs.append(_group(tokens, i, i, ()))
        elif readings := finite_readings(tokens, i):
            verb = _with_participle(tokens, i, readings)
            skip_to = verb.end + 1
            verbs.append(verb)
    return tuple(verbs)


def _with_participle(tokens: Sequence[Token], i: int, readings: tuple[Reading, ...]) -> Verb:
    auxiliaries = tuple(cell for lemma, cell in readings if lemma == "haber")
    for j in range(i + 1, min(i + 4, len(tokens))) if auxiliaries else ():
        participle = [r for r in lexical(tokens[j].lower)[1] if r[1].tense is Tense.PART]
        if participle:
            compound = tuple(
                (lemma, Cell(COMPOUND[cell.tense], cell.person))
                for lemma, _ in participle
                for cell in auxiliaries
                if cell.tense in COMPOUND
            )
            return _group(tokens, i, j, compound or readings)
        if tokens[j].lower not in SMALL_ADVERBS:
            break
    return _group(tokens, i, i, readings)


def _group(tokens: Sequence[Token], i: int, end: int, readings: tuple[Reading, ...]) -> Verb:
    start = i
    while start and tokens[start - 1].lower in CLITICS:
        start -= 1
    clitics = tuple(token.lower for token in tokens[start:i])
    negated = start > 0 and tokens[start - 1].lower in NEGATIVE_WORDS | {"no", "ni"}
    return Verb(
        index=i,
        start=start - 1 if negated else start,
        end=end,
        readings=readings,
        negated=negated or _negated_before(tokens, start),
        clitics=clitics or lexical(tokens[i].lower)[2],
    )


def _negated_before(tokens: Sequence[Token], start: int) -> bool:
    """Look a few words back for a negation in the same clause."""
    for j in range(start - 1, max(-1, start - 5), -1):
        word = tokens[j].lower
        if word in NEGATIVE_WORDS or (word == "ni" and tokens[j + 1].lower == "siquiera"):
            return True
        if word in SUBORDINATORS | HARD_STOPS | INTERROGATIVES | COORDINATORS or word == ",":
            return False
    return False


def person_of(readings: tuple[Reading, ...]) -> Person | None:
    """Give the person of the likeliest reading."""
    tense = _likeliest(readings)
    return next((cell.person for _, cell in readings if cell.tense is tense), None)
