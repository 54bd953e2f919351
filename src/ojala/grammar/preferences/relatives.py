"""Relative clauses: whether what they describe is identified or still open."""

from collections.abc import Callable

from ojala.grammar import constructions
from ojala.grammar.antecedents import Antecedent, is_sought
from ojala.grammar.context import Context, infinitive_between, is_command, is_past, looks_ahead
from ojala.grammar.preferences.rule import IND, SUB
from ojala.grammar.resolution import Resolution
from ojala.grammar.words import words
from ojala.spanish.features import Mood, Tense

_ABILITY = frozenset({"querer", "poder", "desear", "necesitar", "preferir"})
_ADVISING = words("recomendar aconsejar sugerir pedir exigir pretender intentar esperar")


def relative(context: Context, found: Resolution) -> Mood | None:
    """Weigh how open the antecedent is and what stands around it."""
    antecedent = found.antecedent
    if antecedent is None:
        return None
    kind = antecedent.kind
    if kind == "negated":
        return SUB
    score = _openness(context, kind)
    score += _within(context, antecedent)
    return SUB if score > 0 else IND


def _openness(context: Context, kind: str) -> int:
    """Weigh how open the antecedent is by itself, with this verb."""
    able = context.lemma in _ABILITY and kind != "definite"
    return _OPENNESS.get(kind, 0) + _ABILITY_WEIGHT * able


_LIKING = frozenset({"querer", "desear", "preferir", "gustar", "apetecer"})


def _within(context: Context, antecedent: Antecedent) -> int:
    """Weigh what stands around a relative clause."""
    evidence = sum(weight for weight, test in EVIDENCE if test(context, antecedent))
    return _surroundings(context) + evidence


def _likes_freely(context: Context, _: Antecedent) -> bool:
    return context.lemma in _LIKING and constructions.after(context) in _ENDS


def _is_any(context: Context, antecedent: Antecedent) -> bool:
    return "cualquier" in context.words[antecedent.start : antecedent.end]


def _is_vague_inside(context: Context, _: Antecedent) -> bool:
    return bool({"algún", "alguna", "cualquier"} & set(constructions.after(context, 3)))


def _is_future_topic(context: Context, antecedent: Antecedent) -> bool:
    return antecedent.kind == "definite" and context.fronted and _is_future(context)


def _is_wanted(context: Context, antecedent: Antecedent) -> bool:
    return antecedent.kind != "definite" and is_sought(context, antecedent)


def _is_asked(context: Context, antecedent: Antecedent) -> bool:
    open_kind = antecedent.kind in {"indefinite", "pronoun", "bare", "universal"}
    return open_kind and constructions.asked(context)


def _is_someone_known(context: Context, antecedent: Antecedent) -> bool:
    matrix = context.matrix
    personal = "a" in context.before(antecedent.start)
    return personal and matrix is not None and bool(matrix.lemmas & {"buscar", "conocer", "ver"})


def _is_dated(context: Context, _: Antecedent) -> bool:
    return bool(set(context.words[context.verb.end : context.verb.end + 6]) & _PAST_TIMES)


EVIDENCE: tuple[tuple[int, Callable[[Context, Antecedent], bool]], ...] = (
    (6, _likes_freely),
    (3, _is_any),
    (4, _is_vague_inside),
    (8, _is_future_topic),
    (4, _is_wanted),
    (3, _is_asked),
    (-2, _is_someone_known),
    (-6, _is_dated),
    (-4, lambda _, antecedent: antecedent.appositive),
)
"""What speaks for (or against) an antecedent that is not identified, and how much."""
_ENDS: frozenset[tuple[str, ...]] = frozenset({(".",), (",",), (")",), ()})
_ABILITY_WEIGHT = 2
_OPENNESS = {
    "definite": -4,
    "superlative": -3,
    "first": -3,
    "indefinite": -1,
    "bare": -1,
    "pronoun": 0,
    "free": -2,
    "universal": 0,
    "few": -1,
}
_PAST_TIMES = frozenset({"ayer", "anoche", "anteayer", "antier", "pasado", "pasada"})


def _is_future(context: Context) -> bool:
    matrix = context.matrix
    return matrix is not None and matrix.tenses <= {Tense.IND_FUT, Tense.IND_FUT_PERF}


def _surroundings(context: Context) -> int:
    """Weigh the clause outside: what is ahead, wanted, possible or denied opens the antecedent."""
    score = 0
    matrix = context.matrix
    if looks_ahead(context):
        score += 2
    if matrix is None:
        return score
    if is_past(matrix.tense):
        score -= 2
    if matrix.lemmas & {"ser", "haber", "llamar"} and matrix.tense is Tense.IND_PRES:
        score -= 1
    if matrix.lemmas & _ADVISING:
        score += 2
    if matrix.negated:
        score += 2
    if matrix.moods == {SUB}:
        score += 1
    if infinitive_between(context):
        score += 1 + bool(matrix.lemmas & {"gustar", "encantar", "poder", "deber", "querer"})
    return score


def free(context: Context, _: Resolution) -> Mood | None:
    """Weigh how open *lo que*, *el que* and *quien* are."""
    matrix = context.matrix
    denied = matrix is not None and matrix.negated
    score = _surroundings(context) - 2 * denied
    if matrix is not None and is_command(context.sentence, matrix):
        score += 1
    if matrix is None and _then_wish(context):
        score += 3
    if context.lemma in {"querer", "apetecer", "parecer", "preferir"} and score > 0:
        score += 1
    opener = context.opener or 0
    if context.words[max(0, opener - 2) : opener][:1] in {("para",), ("a",)}:
        score += 1
    if context.opening in {"quien", "quienes"} or context.words[opener - 1] in {"los", "las"}:
        score += 1
    if "independientemente" in context.words[max(0, opener - 3) : opener]:
        score += 4
    return SUB if score > 1 else IND


def _then_wish(context: Context) -> bool:
    """Tell whether *, que* and a subjunctive follow (*el que lo sepa, que lo diga*)."""
    rest = context.words[context.verb.end + 1 : context.verb.end + 12]
    return any(rest[k : k + 2] == (",", "que") for k in range(len(rest)))
