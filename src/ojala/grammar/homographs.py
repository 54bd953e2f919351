"""Homographs: whether a form that could be a verb is one where it stands."""

from collections.abc import Sequence

from ojala.grammar.forms import Reading, lexical
from ojala.grammar.tokens import Token
from ojala.grammar.words import (
    ADVERSATIVES,
    ARTICLES,
    CLITICS,
    COORDINATORS,
    HARD_STOPS,
    HOMOGRAPH_ADJECTIVES,
    HOMOGRAPH_NOUNS,
    INTERROGATIVES,
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
from ojala.spanish.features import Cell, Person, Tense

_WEAK = frozenset({Tense.IND_PRES, Tense.SUB_PRES, Tense.IMP_AFF, Tense.IMP_NEG})
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
        return finite if _can_command(before, i, clitics) else ()
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


def _can_command(before: str, i: int, clitics: tuple[str, ...]) -> bool:
    """Tell whether a command can stand here; *y correos* is rather a noun."""
    listed = before in COORDINATORS or before == ","
    if clitics == ("os",) and listed:
        return False
    return i == 0 or before in _COMMAND_FOLLOWS


def _is_other_word(tokens: Sequence[Token], i: int, finite: tuple[Reading, ...]) -> bool:
    """Tell whether a form that could be a verb is a noun, an adjective or an adverb here."""
    word = tokens[i].lower
    before = tokens[i - 1].lower if i else ""
    if i and _is_first_person(finite) and _is_infinitive(before):
        return True
    if _after_copula(tokens, i) and not _is_strong(finite):
        return True
    if before not in _SIGNS and _next(tokens, i) in _LOCUTIONS.get(word, ()):
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
_LOCUTIONS = {"fuera": ("de",), "pese": ("a", "al")}
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


def _is_plural_noun(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a plural goes on as nouns do rather than address somebody (*prendas de*)."""
    finite = lexical(tokens[i].lower)[0]
    alike = all(_is_plural_like(lemma, cell) for lemma, cell in finite)
    return alike and _next(tokens, i) in {"de", "del", "y", "e", "o"}


_NOUN_GOES_ON = frozenset({"de", "del", "y", "e", "o", ",", ":", ".", "por", "para"})


def _is_used(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a homograph shows a sign of being a verb."""
    if i == 0:
        rest = tuple(token.lower for token in tokens[1:3])
        return rest == ("de", "que") or (bool(rest) and rest[0] not in _NOUN_GOES_ON)
    before = tokens[i - 1]
    if before.lower in SUBORDINATORS and _is_plural_noun(tokens, i):
        return False
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
