"""Clauses of concession, condition, cause, manner and purpose: whether they state something."""

from ojala.grammar import constructions
from ojala.grammar.context import Context, infinitive_between, is_command, is_past, looks_ahead
from ojala.grammar.preferences.rule import IND, SUB
from ojala.grammar.resolution import Resolution
from ojala.spanish.features import Mood, Tense

_UNREAL_PAST = frozenset({Tense.SUB_IMP_RA, Tense.SUB_IMP_SE})
_UNREAL = frozenset({Tense.COND, Tense.COND_PERF, Tense.SUB_PLUP_RA, Tense.SUB_PLUP_SE})


def concession(context: Context, _: Resolution) -> Mood | None:
    """Take *aunque* in front as granted unless beside a past, and after a comma as stated."""
    inside = context.inside()
    matrix = context.matrix
    if inside[:1] in {("solo",), ("sólo",), ("solamente",)} and len(inside) <= 2:
        return SUB
    if matrix is None:
        return IND
    if context.fronted:
        if context.lemma == "parecer":
            return SUB
        return IND if is_past(matrix.tense) or matrix.tense is Tense.IND_PERF else SUB
    if context.before(context.opener or 0) == (",",):
        return IND
    return SUB if looks_ahead(context) and matrix.tense is not Tense.IND_PRES else IND


def si(context: Context, _: Resolution) -> Mood | None:
    """Take *si* beside a conditional or an unreal past as unreal."""
    matrix = context.matrix
    if matrix is not None and matrix.tenses & _UNREAL:
        return SUB
    end = context.verb.end
    if matrix is not None and matrix.tenses & _UNREAL_PAST:
        return SUB
    for verb in context.nearby:
        if 0 < verb.index - end <= 14 and verb.tenses & _UNREAL:
            return SUB
        if verb.index > end and IND in verb.moods and verb.tense is not Tense.IND_PRET:
            return IND
    return IND


def cause(context: Context, found: Resolution) -> Mood | None:
    """Take *no porque* before *sino* as a cause that is denied."""
    negated = found.governor is not None and found.governor.negated
    return SUB if negated and "sino" in context.around else IND


def manner(context: Context, _: Resolution) -> Mood | None:
    """Take *como* with what lies ahead as left to whoever does it."""
    rest = constructions.after(context)
    ahead = looks_ahead(context)
    bare = not context.inside()
    if context.lemma == "ser" and bare and rest in {(",",), (".",), ("de",), ()}:
        return SUB
    if context.lemma in {"querer", "poder"} and bare and ahead:
        return SUB
    return SUB if ahead and _is_order(context) else IND


def _is_order(context: Context) -> bool:
    return context.matrix is not None and is_command(context.sentence, context.matrix)


def purpose_or_result(context: Context, _: Resolution) -> Mood | None:
    """Take *de modo que* after a command as its purpose, and after a fact as its result."""
    matrix = context.matrix
    if matrix is None:
        return IND
    if is_command(context.sentence, matrix) or infinitive_between(context):
        return SUB
    return SUB if looks_ahead(context) else IND


def according(context: Context, _: Resolution) -> Mood | None:
    """Take *según lo que* as stated."""
    return IND if "lo" in context.before(context.opener or 0, 1) else None
