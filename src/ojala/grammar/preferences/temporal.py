"""Clauses of time: whether what they tell lies ahead or has been so."""

from ojala.grammar.context import Context, infinitive_between, is_past, looks_ahead, matrix_tense
from ojala.grammar.preferences.rule import IND, SUB
from ojala.grammar.resolution import Resolution
from ojala.grammar.words import words
from ojala.spanish.features import Mood, Person, Tense


def temporal(context: Context, _: Resolution) -> Mood | None:
    """Take what lies ahead or is a plan as open, and what has been as stated."""
    if _intends(context):
        return SUB
    tense = matrix_tense(context)
    if looks_ahead(context):
        return SUB
    return IND if tense is None or is_past(tense) or context.matrix is not None else None


_INTENDING = words(
    "soñar pensar querer ir prometer esperar planear prever decidir preferir acordar"
)


def _intends(context: Context) -> bool:
    """Tell whether the clause outside is a plan, past or present (*pensaba irme cuando*)."""
    matrix = context.matrix
    if matrix is None or matrix.tense is Tense.IND_PRET:
        return False
    wants = matrix.tense is Tense.IND_PRES and bool(matrix.lemmas & {"querer", "desear"})
    return wants or (bool(matrix.lemmas & _INTENDING) and infinitive_between(context))


def until(context: Context, found: Resolution) -> Mood | None:
    """Take *hasta que* after an infinitive as its aim (*esperar hasta que llegue*)."""
    matrix = context.matrix
    began = matrix is not None and is_past(matrix.tense) and bool(matrix.lemmas & _ASPECTS)
    if infinitive_between(context) and not began:
        return SUB
    return temporal(context, found)


_ASPECTS = words("empezar comenzar seguir volver poder lograr conseguir continuar soler ponerse")
"""Verbs whose infinitive is told as done (*empezaron a hablar hasta que llegó*)."""


def after(context: Context, found: Resolution) -> Mood | None:
    """Take *después de que* beside a past as the subjunctive that the press prefers."""
    tense = matrix_tense(context)
    if is_past(tense) or tense is None or tense is Tense.IND_PERF:
        return SUB
    return temporal(context, found)


def once(context: Context, _: Resolution) -> Mood | None:
    """Take *una vez que* beside a past as stated, else as ahead."""
    return IND if is_past(matrix_tense(context)) else SUB if context.verb.end else None


def next_time(context: Context, found: Resolution) -> Mood | None:
    """Take *la próxima vez que* as ahead and *la última vez que* as past."""
    start = context.opener or 0
    near = set(context.words[max(0, start - 4) : start])
    if near & {"próxima", "próximo"}:
        return SUB
    return IND if near & {"última", "primera", "último"} else temporal(context, found)


def soon(context: Context, found: Resolution) -> Mood | None:
    """Take a present beside *en cuanto* as a plan where someone speaks of themselves."""
    matrix = context.matrix
    if matrix is not None and matrix.tense is Tense.IND_PRES:
        persons = {cell.person for _, cell in matrix.readings}
        return SUB if persons & {Person.YO, Person.NOSOTROS} else temporal(context, found)
    return temporal(context, found)


def whenever(context: Context, found: Resolution) -> Mood | None:
    """Take *siempre que* in front as time, and later, unless beside a past, as a condition."""
    if context.fronted:
        return temporal(context, found)
    return IND if is_past(matrix_tense(context)) else SUB
