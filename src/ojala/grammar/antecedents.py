"""Antecedents: what a relative clause describes, and whether it is identified."""

from dataclasses import dataclass

from ojala.grammar.context import Context
from ojala.grammar.forms import lexical
from ojala.grammar.words import (
    ARTICLES,
    DEFINITE,
    HARD_STOPS,
    INDEFINITE,
    NEGATIVE_WORDS,
    PREPOSITIONS,
    QUANTIFIERS,
    QUOTES,
    SMALL_ADVERBS,
    SUBORDINATORS,
    UNIVERSAL,
    words,
)
from ojala.spanish.features import Tense

_SUPERLATIVES = frozenset({"mejor", "peor", "más", "menos", "mayor", "menor"})
_FIRST = frozenset(
    {"único", "única", "únicos", "únicas", "primer", "primero", "primera", "primeros"}
)
_LAST = frozenset({"último", "última", "últimos", "últimas"})
_FEW = frozenset({"poco", "poca", "pocos", "pocas", "apenas"})
_SEEKING = words(
    "buscar querer necesitar desear preferir pedir requerir exigir pretender encontrar crear"
)
_LACKING = frozenset({"busca", "búsqueda", "falta", "ausencia", "necesidad", "tipo", "clase"})
NOUNS_ONLY_AFTER = PREPOSITIONS - {"de"}


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What stands before a relative word."""

    kind: str
    """definite, indefinite, bare, universal, negated, few, superlative, first, free, pronoun."""
    start: int
    """The first word of the antecedent."""
    end: int
    """Its last word."""
    preposition: bool = False
    appositive: bool = False


def find_antecedent(context: Context) -> Antecedent:
    """Find what the relative clause of a verb describes."""
    words = context.words
    opener = context.opener or 0
    end = opener - 1
    article = end >= 0 and words[end] in ARTICLES | {"al", "del"}
    if article:
        end -= 1
    merged = article and words[opener - 1] in {"al", "del"}
    if article and words[opener - 1] == "lo":
        return _free(context, opener, end)
    preposition = merged or (end >= 0 and words[end] in PREPOSITIONS)
    if preposition and not merged:
        end -= 1
    appositive = end >= 0 and words[end] == ","
    if (article and not preposition) or end < 0:
        return _free(context, opener, end)
    if preposition and not appositive and not _is_noun(context, end):
        return _free(context, opener, end)
    if appositive:
        end -= 1
    end = _before_place(context, end)
    return _phrase(context, end, preposition=preposition, appositive=appositive)


def _before_place(context: Context, end: int) -> int:
    """Step over a place between what there is and its relative clause (*hay gente aquí que*)."""
    words = context.words
    verbs = context.sentence.finder.verbs
    for j in range(end, max(-1, end - 7), -1):
        if words[j] == "en":
            there = any(k in verbs and verbs[k].lemmas & _BEING for k in range(max(0, j - 6), j))
            return j - 1 if there and _is_noun(context, j - 1) else end
    return end


_BEING = frozenset({"haber", "existir", "quedar"})


def _free(context: Context, opener: int, end: int) -> Antecedent:
    universal = end >= 0 and context.words[end] in UNIVERSAL
    return Antecedent("universal" if universal else "free", max(end, 0), opener - 1)


def _is_noun(context: Context, i: int) -> bool:
    """Tell whether the word at a place can be a noun."""
    word = context.words[i]
    verbs = context.sentence.finder.group
    if i in verbs or word in HARD_STOPS | PREPOSITIONS | QUOTES | {","}:
        return False
    if word.endswith("mente"):
        return False
    return word not in SMALL_ADVERBS | SUBORDINATORS and not _only_infinite(word)


def _only_infinite(word: str) -> bool:
    _, infinite, _ = lexical(word)
    return any(cell.tense.value in {"inf", "ger"} for _, cell in infinite)


def _phrase(context: Context, end: int, *, preposition: bool, appositive: bool) -> Antecedent:
    """Walk left through the noun phrase that ends here until its determiner shows."""
    words = context.words
    kind, start = "bare", end
    for j in range(end, max(-1, end - 9), -1):
        word = words[j]
        if j in context.sentence.finder.verbs or word in HARD_STOPS or word in {",", "("}:
            break
        found = _kind_of(words, j, end)
        if found:
            kind, start = found, j
            break
        if word in NOUNS_ONLY_AFTER or word in SUBORDINATORS or word in {"y", "o"}:
            start = j + 1
            break
        if word == "de" and j < end and (end - j > 1 or words[j - 1] in _LACKING):
            start = j + 1
            break
        start = j
    return Antecedent(_negated_or(context, kind, start), start, end, preposition, appositive)


def _kind_of(words: tuple[str, ...], j: int, end: int) -> str:
    word = words[j]
    near = words[max(0, j - 2) : min(j + 4, end + 1)]
    if word.startswith("aquel"):
        return "free"
    for kind, marks in _MARKS:
        if word in marks:
            if kind == "definite":
                return _definite(near)
            return kind
    return ""


_MARKS: tuple[tuple[str, frozenset[str]], ...] = (
    ("negated", frozenset({"nadie", "nada", "ningún", "ninguno", "ninguna"})),
    ("pronoun", frozenset({"alguien", "algo", "quién", "qué"})),
    ("universal", UNIVERSAL),
    ("few", _FEW),
    ("definite", DEFINITE),
    ("indefinite", INDEFINITE | QUANTIFIERS),
)


def _definite(near: tuple[str, ...]) -> str:
    if any(word in _FIRST for word in near):
        return "first"
    if any(word in _SUPERLATIVES for word in near):
        return "superlative"
    if any(word in {"todo", "toda", "todos", "todas"} for word in near[:2]):
        return "universal"
    return "definite"


def _negated_or(context: Context, kind: str, start: int) -> str:
    """Call an indefinite antecedent negated where its verb is (*no hay un bar que*)."""
    if kind not in {"indefinite", "bare", "pronoun"}:
        return kind
    for j in range(start - 1, max(-1, start - 8), -1):
        verb = context.sentence.finder.verbs.get(j)
        if verb:
            denies = kind != "indefinite" or bool(verb.lemmas & _BEING)
            return "negated" if verb.negated and denies else kind
        if context.words[j] in NEGATIVE_WORDS:
            return "negated"
    return kind


def _is_done(context: Context, j: int) -> bool:
    """Tell whether something was found or made already (*encontró un piso que, creó una red*)."""
    verb = context.sentence.finder.group.get(j)
    if verb is None or not verb.lemmas & _ENDING_IN_A_FIND:
        return False
    return verb.tenses <= _DONE and not verb.negated


_ENDING_IN_A_FIND = frozenset({"encontrar", "crear"})
_DONE = frozenset({Tense.IND_PRET, Tense.IND_PERF, Tense.IND_PLUP, Tense.IND_IMP})


def is_sought(context: Context, antecedent: Antecedent) -> bool:
    """Tell whether the antecedent is what someone looks for, wants or needs."""
    finder = context.sentence.finder
    for j in range(antecedent.start - 1, max(-1, antecedent.start - 7), -1):
        if finder.lemmas(j) & _SEEKING or context.words[j] in {"busca", "búsqueda", "falta"}:
            return not _is_done(context, j)
        if context.words[j] in HARD_STOPS or context.words[j] == ",":
            return False
    return False
