"""Features: what is certain about a clause, read from its context; the rest stays unknown."""

from ojala.grammar.clause import Clause, Polarity, Stance, Time
from ojala.grammar.context import Context, matrix_tense
from ojala.grammar.resolution import Resolution
from ojala.spanish.features import Tense

_HYPOTHETICAL = frozenset({Tense.COND, Tense.COND_PERF})
_ONLY_AHEAD = frozenset({"cuando", "en-cuanto", "tan-pronto-como", "hasta-que", "una-vez-que"})


def clause_of(context: Context, found: Resolution) -> Clause | None:
    """Describe the clause of a verb as far as its context makes it certain."""
    governor = found.governor
    if governor is None:
        return None
    tense = matrix_tense(context, governor)
    return Clause(
        trigger=governor.trigger,
        polarity=Polarity.NEGATIVE if governor.negated else Polarity.AFFIRMATIVE,
        time=_time(context, found),
        stance=Stance.HYPOTHETICAL if tense in _HYPOTHETICAL else None,
        governor=tense,
    )


def _time(context: Context, found: Resolution) -> Time | None:
    """Take the time as certain only where the clause outside leaves no other."""
    matrix = context.matrix
    if matrix is None or found.trigger_id not in _ONLY_AHEAD:
        return None
    if matrix.tenses and matrix.tenses <= {Tense.IND_FUT, Tense.IND_FUT_PERF}:
        return Time.FUTURE
    return None
