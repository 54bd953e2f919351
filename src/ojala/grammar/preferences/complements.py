"""Clauses that complete a verb or a noun: whether it reports, orders, feels or rejects."""

from ojala.grammar.context import Context, is_command
from ojala.grammar.forms import lexical
from ojala.grammar.preferences.rule import IND, SUB
from ojala.grammar.resolution import Resolution
from ojala.grammar.verbs import Verb
from ojala.grammar.words import CLITICS, REFLEXIVES, SMALL_ADVERBS, STATIVE, words
from ojala.spanish.features import Mood, Person, Tense


def _head(context: Context, found: Resolution) -> Verb | None:
    """Give the finite verb of the governor, if it has one."""
    index = found.governor.head if found.governor else None
    return context.sentence.finder.group.get(-1 if index is None else index)


def reported(context: Context, found: Resolution) -> Mood | None:
    """Read a verb of saying as an order where it is one itself or names whom it is addressed to."""
    index = found.governor.head if found.governor else None
    verb = _head(context, found)
    addressed = _addressed(context, index, verb)
    if addressed and context.verb.negated and context.lemma in {"creer", "tener", "preferir"}:
        return IND if _has_subject(context) else SUB
    if context.lemma in STATIVE:
        return IND
    if addressed and not _has_subject(context):
        return SUB
    if verb is not None and addressed and is_command(context.sentence, verb):
        return SUB
    own = bool(set(context.verb.clitics) & {"me", "nos"})
    if addressed and context.verb.negated and own:
        return SUB
    told = index is not None and context.words[index].endswith(("le", "les"))
    if addressed and verb is None and told:
        return SUB
    return IND


def _has_subject(context: Context) -> bool:
    """Tell whether the clause names a subject of its own before the verb."""
    return any(word.isalpha() and word not in _LIGHT for word in context.inside())


_LIGHT = SMALL_ADVERBS | CLITICS


def _addressed(context: Context, index: int | None, verb: Verb | None) -> bool:
    dative = {"me", "te", "le", "nos", "os", "les"}
    opener = context.opener or 0
    if index is not None and {"a", "al"} & set(context.words[index + 1 : min(index + 3, opener)]):
        return True
    if verb is not None:
        return bool(dative & set(verb.clitics))
    return index is not None and bool(dative & set(lexical(context.words[index])[2]))


def suggest(context: Context, found: Resolution) -> Mood | None:
    """Read *sugerir* as advice to someone, and as a hint where things point to something."""
    index = found.governor.head if found.governor else None
    verb = _head(context, found)
    first = verb is not None and any(cell.person is Person.YO for _, cell in verb.readings[:1])
    if context.lemma in STATIVE:
        return IND
    if first or _addressed(context, index, verb):
        return SUB
    return IND if _has_subject(context) else SUB


def feel(context: Context, found: Resolution) -> Mood | None:
    """Read *siento que* as regret only where someone else's lot is spoken of."""
    verb = _head(context, found)
    if found.governor is not None and found.governor.negated:
        return SUB
    own = verb is not None and any(cell.person is Person.YO for _, cell in verb.readings)
    return SUB if own and (context.verb.negated or "te" in context.verb.clitics) else IND


def fear(context: Context, found: Resolution) -> Mood | None:
    """Take *temerse* as a polite way to state something."""
    verb = _head(context, found)
    return IND if verb is not None and set(verb.clitics) & REFLEXIVES else SUB


def counting(_: Context, found: Resolution) -> Mood | None:
    """Take *no contar con que* as a fact that was overlooked."""
    return IND if found.governor and found.governor.negated else None


def checking(context: Context, found: Resolution) -> Mood | None:
    """Take *me aseguré de que* and a state as a check of what was so."""
    tense = found.governor.tense if found.governor else None
    return IND if tense is Tense.IND_PRET and context.lemma in STATIVE else None


def facts(context: Context, _: Resolution) -> Mood | None:
    """Take a noun such as *idea* or *teoría* as rejected where its verb is negated."""
    matrix = context.matrix
    if matrix is not None and (matrix.negated or matrix.lemmas & _REJECTING):
        return SUB
    return IND


_REJECTING = words("rechazar descartar negar gustar odiar desmentir oponer refutar")
