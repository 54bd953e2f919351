"""Verb forms in running text: which tokens are finite verbs, and which only look like one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ojala.grammar.tokens import Token
from ojala.grammar.words import (
    ADVERSATIVES,
    ARTICLES,
    CLITICS,
    COORDINATORS,
    EVERYDAY_VERBS,
    HARD_STOPS,
    HOMOGRAPH_ADJECTIVES,
    HOMOGRAPH_NOUNS,
    INTERROGATIVES,
    NEGATIVE_WORDS,
    NEVER_VERBS,
    NOUN_OPENERS,
    PREPOSITIONS,
    QUANTIFIERS,
    QUOTES,
    REFLEXIVES,
    SMALL_ADVERBS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    words,
)
from ojala.spanish import analyze
from ojala.spanish.features import Cell, Mood, Person, Tense

Reading = tuple[str, Cell]
"""A lemma and the cell it may fill."""

_FINITE = frozenset({Mood.INDICATIVE, Mood.SUBJUNCTIVE, Mood.CONDITIONAL, Mood.IMPERATIVE})
_WEAK = frozenset({Tense.IND_PRES, Tense.SUB_PRES, Tense.IMP_AFF, Tense.IMP_NEG})
_COMPOUND = {
    Tense.IND_PRES: Tense.IND_PERF,
    Tense.IND_IMP: Tense.IND_PLUP,
    Tense.IND_PRET: Tense.IND_ANT,
    Tense.IND_FUT: Tense.IND_FUT_PERF,
    Tense.COND: Tense.COND_PERF,
    Tense.SUB_PRES: Tense.SUB_PERF,
    Tense.SUB_IMP_RA: Tense.SUB_PLUP_RA,
    Tense.SUB_IMP_SE: Tense.SUB_PLUP_SE,
}
_EVERYDAY = words(
    "ser estar ir haber tener hacer decir poder querer saber ver creer deber venir dar poner "
    "salir pensar seguir necesitar"
)
_SIGNS = (
    CLITICS - {"la", "los", "las"}
    | SUBJECT_PRONOUNS
    | INTERROGATIVES
    | frozenset(
        {"no", "que", "ya", "también", "siempre", "nunca", "cuando", "si", "donde", "quien", "¿"}
    )
)
"""Words after which a homograph is a verb."""


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


@lru_cache(maxsize=20_000)
def lexical(word: str) -> tuple[tuple[Reading, ...], tuple[Reading, ...], tuple[str, ...]]:
    """Give the finite and the infinite readings of a word out of context, and its clitics."""
    if word in NEVER_VERBS or not word.isalpha():
        return (), (), ()
    finite: list[Reading] = []
    infinite: list[Reading] = []
    clitics: tuple[str, ...] = ()
    for lemma, cell, tail in _analyses(word):
        clitics = clitics or tail
        home = finite if cell.tense.mood in _FINITE else infinite
        if cell.tense is not Tense.SUB_FUT:
            home.append((lemma, cell))
    if any(lemma in EVERYDAY_VERBS for lemma, _ in (*finite, *infinite)):
        finite, infinite = _usual(finite), _usual(infinite)
    return tuple(finite), tuple(infinite), clitics


def _usual(readings: list[Reading]) -> list[Reading]:
    """Drop the readings of rare verbs, where an everyday verb has the form too."""
    return [reading for reading in readings if reading[0] in EVERYDAY_VERBS]


_TAIL = re.compile(r"(me|te|se|nos|os)?(lo|la|le|los|las|les|me|te|se|nos|os)$")
_PLAIN = str.maketrans("áéíóú", "aeiou")
_LEADS = frozenset({Tense.IMP_AFF, Tense.INF, Tense.GER})


def _analyses(word: str) -> Iterator[tuple[str, Cell, tuple[str, ...]]]:
    """Analyse a word as it is, else with pronouns cut off, else with a forgotten accent."""
    found = analyze(word)
    plain = [analysis for analysis in found if not analysis.clitics]
    for analysis in plain or found:
        yield analysis.lemma, analysis.cell, analysis.clitics
    if found:
        return
    if word.endswith(_UNACCENTED):
        for analysis in analyze(word, fold_accents=True):
            if not (word.endswith("ian") or analysis.lemma in EVERYDAY_VERBS):
                continue
            yield analysis.lemma, analysis.cell, ()
    yield from _enclitic(word)


def _enclitic(word: str) -> Iterator[tuple[str, Cell, tuple[str, ...]]]:
    tail = _TAIL.search(word)
    if tail is None or len(word) - len(tail[0]) < _SHORTEST or word.endswith(_PARTICIPLES):
        return
    clitics = tuple(part for part in tail.groups() if part)
    for bare in {word[: tail.start()], word[: tail.start()].translate(_PLAIN)}:
        for spelled in (
            (bare, bare + "s", bare + "d") if clitics[0] in {"nos", "os", "se"} else (bare,)
        ):
            for analysis in analyze(spelled):
                if analysis.cell.tense in _LEADS:
                    yield analysis.lemma, analysis.cell, clitics


_SHORTEST = 2
_PARTICIPLES = ("ados", "idos", "adas", "idas")
_UNACCENTED = ("ia", "ian", "ias", "iamos")


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


def finite_readings(tokens: Sequence[Token], i: int) -> tuple[Reading, ...]:
    """Give what the token can be as a finite verb where it stands; empty if it is none."""
    token = tokens[i]
    finite, infinite, clitics = lexical(token.lower)
    if not finite or _is_name(tokens, i):
        return ()
    before = tokens[i - 1].lower if i else ""
    if token.lower in _UNMISTAKABLE:
        return finite
    if clitics:
        return finite if before in _COMMAND_FOLLOWS or i == 0 else ()
    if infinite and before not in CLITICS:
        return ()
    meanwhile = before == "tanto" and i > 1 and tokens[i - 2].lower in {"en", "hasta"}
    if (
        _opens_noun(before)
        and not meanwhile
        and not (before in _LOOSE_OPENERS and _is_strong(finite))
    ):
        return ()
    return () if _is_other_word(tokens, i, finite) else _in_place(finite, before)


def _is_other_word(tokens: Sequence[Token], i: int, finite: tuple[Reading, ...]) -> bool:
    """Tell whether a form that could be a verb is a noun, an adjective or an adverb here."""
    word = tokens[i].lower
    before = tokens[i - 1].lower if i else ""
    if i and _is_first_person(finite) and _is_infinitive(before):
        return True
    if _after_copula(tokens, i) and not _is_strong(finite):
        return True
    if word == "fuera" and before not in _SIGNS and _next(tokens, i) == "de":
        return True
    if before in {"la", "los", "las"} and _is_article(tokens, i - 1, finite, word):
        return True
    return _is_homograph(word, finite) and not _is_used(tokens, i)


_COMMAND_FOLLOWS = (
    HARD_STOPS
    | QUOTES
    | COORDINATORS
    | ADVERSATIVES
    | SUBJECT_PRONOUNS
    | {",", "(", "—", "-", "por"}
)
_UNMISTAKABLE = words("es son está están hay ha han he has hemos soy eres somos estoy estamos")
_LOOSE_OPENERS = words("el mejor peor mayor menor último última primera segundo segunda principal")


def _is_strong(finite: tuple[Reading, ...]) -> bool:
    """Tell whether the form can only be of a tense that looks like no noun."""
    return all(cell.tense not in _WEAK for _, cell in finite)


def _after_copula(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a form of *ser* or *estar* comes right before, which wants an adjective."""
    finite, _, _ = lexical(tokens[i - 1].lower) if i else ((), (), ())
    return any(lemma in {"ser", "estar"} for lemma, _ in finite)


def _next(tokens: Sequence[Token], i: int) -> str:
    return tokens[i + 1].lower if i + 1 < len(tokens) else ""


def _is_first_person(finite: tuple[Reading, ...]) -> bool:
    return all(cell.person is Person.YO and cell.tense is Tense.IND_PRES for _, cell in finite)


def _is_infinitive(word: str) -> bool:
    return any(cell.tense is Tense.INF for _, cell in lexical(word)[1])


def _is_homograph(word: str, finite: tuple[Reading, ...]) -> bool:
    """Tell whether the word is likelier a noun or an adjective than a verb."""
    if (
        word in HOMOGRAPH_NOUNS
        or word in HOMOGRAPH_ADJECTIVES
        or word.endswith(("ciones", "siones"))
    ):
        return True
    singular = word.removesuffix("s")
    if singular != word and (singular in HOMOGRAPH_NOUNS or singular in HOMOGRAPH_ADJECTIVES):
        return True
    return all(_is_plural_like(lemma, cell) for lemma, cell in finite)


def _is_plural_like(lemma: str, cell: Cell) -> bool:
    """Tell whether the form ends in -s as plurals do and is no everyday *tú* form."""
    return cell.person is Person.TU and cell.tense in _WEAK and lemma not in _EVERYDAY


def _in_place(finite: tuple[Reading, ...], before: str) -> tuple[Reading, ...]:
    """Leave out commands where something stands that no command follows."""
    if before in CLITICS | SUBJECT_PRONOUNS:
        kept = tuple(r for r in finite if r[1].tense is not Tense.IMP_AFF)
        return kept or finite
    return finite


def _is_name(tokens: Sequence[Token], i: int) -> bool:
    if not tokens[i].is_capital:
        return False
    return not (i == 0 or tokens[i - 1].lower in HARD_STOPS | QUOTES | {"-", "—", "(", "¿", "¡"})


def _opens_noun(before: str) -> bool:
    return before in NOUN_OPENERS or before in PREPOSITIONS or before in QUANTIFIERS


def _is_article(tokens: Sequence[Token], i: int, finite: tuple[Reading, ...], word: str) -> bool:
    """Tell whether *la, los, las* is an article here rather than an object pronoun."""
    weak = all(cell.tense in _WEAK for _, cell in finite)
    noun = word in HOMOGRAPH_NOUNS or word in HOMOGRAPH_ADJECTIVES
    before = tokens[i - 1] if i else None
    if weak and tokens[i].lower in {"los", "las"} and not word.endswith("s"):
        return False  # a noun would be plural too
    if before is None:
        return weak or noun
    if before.lower == "no" or before.lower in REFLEXIVES | SUBJECT_PRONOUNS:
        return False
    if before.lower in {"que", "quien", "quienes", "ya", ","} or before.lower in COORDINATORS:
        return noun or _is_homograph(word, finite)
    return weak or noun


_NOUN_GOES_ON = frozenset({"de", "del", "y", "e", "o", ",", ":", ".", "por", "para"})


def _is_used(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a homograph shows a sign of being a verb."""
    if i == 0:
        rest = tuple(token.lower for token in tokens[1:3])
        return rest == ("de", "que") or (bool(rest) and rest[0] not in _NOUN_GOES_ON)
    before = tokens[i - 1]
    if before.lower in _SIGNS or before.lower in SUBORDINATORS:
        return True
    if before.lower in {"la", "los", "las"}:
        return True
    if before.lower in HARD_STOPS | COORDINATORS | ADVERSATIVES | QUOTES | {",", "(", "-", "—"}:
        return i + 1 < len(tokens) and tokens[i + 1].lower in {"que", "a", "al"} | ARTICLES
    if tokens[i].lower not in HOMOGRAPH_NOUNS or before.lower in SMALL_ADVERBS:
        return False
    named = i > 1 and tokens[i - 2].lower in NOUN_OPENERS
    return before.is_word and (named or not any(lexical(before.lower)[:2]))


def _with_participle(tokens: Sequence[Token], i: int, readings: tuple[Reading, ...]) -> Verb:
    auxiliaries = tuple(cell for lemma, cell in readings if lemma == "haber")
    for j in range(i + 1, min(i + 4, len(tokens))) if auxiliaries else ():
        participle = [r for r in lexical(tokens[j].lower)[1] if r[1].tense is Tense.PART]
        if participle:
            compound = tuple(
                (lemma, Cell(_COMPOUND[cell.tense], cell.person))
                for lemma, _ in participle
                for cell in auxiliaries
                if cell.tense in _COMPOUND
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


def form_readings(form: str) -> tuple[Reading, ...]:
    """Give every reading of a form by itself, of one word or compound (*haya venido*)."""
    parts = form.lower().split()
    every = [(analysis.lemma, analysis.cell) for analysis in analyze(parts[-1])]
    plain = tuple(_usual(every) or every)
    if len(parts) == 1:
        return plain
    return tuple(
        (lemma, Cell(_COMPOUND[auxiliary.cell.tense], auxiliary.cell.person))
        for lemma, cell in plain
        for auxiliary in analyze(parts[0])
        if cell.tense is Tense.PART and auxiliary.cell.tense in _COMPOUND
    )
