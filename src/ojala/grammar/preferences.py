"""Preferences: where grammar leaves both moods open, the one that the context makes likelier.

They are defeasible: they order the options and never exclude one.
"""

from collections.abc import Callable, Mapping

from ojala.grammar import constructions
from ojala.grammar.antecedents import is_sought
from ojala.grammar.context import (
    Context,
    is_command,
    is_infinitive,
    is_past,
    looks_ahead,
    matrix_tense,
)
from ojala.grammar.resolve import Resolution
from ojala.grammar.verbs import Verb, lexical
from ojala.grammar.words import words
from ojala.spanish.features import Mood, Person, Tense

SUB, IND = Mood.SUBJUNCTIVE, Mood.INDICATIVE
Rule = Callable[[Context, Resolution], Mood | None]

_STATIVE = words(
    "ser estar haber tener deber poder querer saber parecer creer existir soler necesitar "
    "conocer faltar llamar vivir costar valer significar pertenecer preferir"
)
_ABILITY = frozenset({"querer", "poder", "desear", "permitir", "ayudar", "necesitar", "preferir"})
_ADVISING = words("recomendar aconsejar sugerir pedir exigir pretender intentar esperar")
_OPEN_FRAMES = frozenset({"volition", "purpose", "condition", "exception", "without", "doubt"})
_UNREAL_PAST = frozenset({Tense.SUB_IMP_RA, Tense.SUB_IMP_SE})
_UNREAL = frozenset({Tense.COND, Tense.COND_PERF, Tense.SUB_PLUP_RA, Tense.SUB_PLUP_SE})


def prefer(context: Context, found: Resolution) -> Mood | None:
    """Choose between two open moods; `None` where the trigger's usual reading should stand."""
    if parallel := _parallel(context):
        return parallel
    if found.governor is None:
        return IND
    trigger = found.governor.trigger
    rule = RULES.get(trigger.id) or RULES.get(trigger.category)
    return rule(context, found) if rule else None


def _parallel(context: Context) -> Mood | None:
    """Take over the mood of a verb coordinated with this one."""
    earlier: list[Verb | None] = [context.joined]
    frame = context.frame
    here = frame.verbs.index(context.place.verb)
    later = [context.sentence.verbs[n] for n in frame.verbs[here + 1 : here + 2]]
    if frame.parallel:
        earlier += [context.sentence.verbs[n] for n in frame.parallel.verbs[-1:]]
    for other in context.sentence.placed:
        if other.frame.parallel is frame:
            earlier.append(context.sentence.verbs[other.verb])
    for verb in earlier:
        if verb is not None and verb.readings:
            return _mood_of(verb)
    return SUB if any(_mood_of(verb) is SUB for verb in later) else None


def _mood_of(verb: Verb) -> Mood | None:
    if SUB in verb.moods and not verb.moods & {IND, Mood.CONDITIONAL}:
        return SUB
    if SUB not in verb.moods and Mood.IMPERATIVE not in verb.moods:
        return IND
    if verb.tenses & {Tense.IND_PRES} and SUB not in verb.moods:
        return IND
    return None


def _temporal(context: Context, _: Resolution) -> Mood | None:
    tense = matrix_tense(context)
    if looks_ahead(context):
        return SUB
    return IND if tense is None or is_past(tense) or context.matrix is not None else None


def _until(context: Context, found: Resolution) -> Mood | None:
    if _infinitive_between(context):
        return SUB
    return _temporal(context, found)


def _after(context: Context, found: Resolution) -> Mood | None:
    tense = matrix_tense(context)
    if is_past(tense) or tense is None or tense is Tense.IND_PERF:
        return SUB
    return _temporal(context, found)


def _once(context: Context, _: Resolution) -> Mood | None:
    return IND if is_past(matrix_tense(context)) else SUB if context.verb.end else None


def _infinitive_between(context: Context) -> bool:
    matrix, opener = context.matrix, context.opener
    if matrix is None or opener is None or matrix.index > opener:
        return False
    return any(is_infinitive(word) for word in context.words[matrix.end + 1 : opener])


def _concession(context: Context, _: Resolution) -> Mood | None:
    inside = context.inside()
    matrix = context.matrix
    if inside[:1] in {("solo",), ("sólo",), ("solamente",)} and len(inside) <= 2:
        return SUB
    if matrix is None:
        return IND
    if context.fronted:
        if context.lemma == "parecer":
            return SUB
        return IND if is_past(matrix.tense) else SUB
    return SUB if looks_ahead(context) and matrix.tense is not Tense.IND_PRES else IND


def _si(context: Context, _: Resolution) -> Mood | None:
    matrix = context.matrix
    if matrix is not None and matrix.tenses & _UNREAL:
        return SUB
    end = context.verb.end
    if matrix is not None and matrix.tenses & _UNREAL_PAST:
        return SUB
    for verb in context.sentence.verbs:
        if 0 < verb.index - end <= 14 and verb.tenses & _UNREAL:
            return SUB
        if verb.index > end and IND in verb.moods and verb.tense is not Tense.IND_PRET:
            return IND
    return IND


def _reported(context: Context, found: Resolution) -> Mood | None:
    """Read a verb of saying as an order where it is one itself or names whom it is addressed to."""
    if context.lemma in _STATIVE or found.governor is None:
        return IND
    index = found.governor.head
    verb = context.sentence.finder.group.get(-1 if index is None else index)
    addressed = _addressed(context, index, verb)
    if verb is not None and addressed and is_command(context.sentence, verb):
        return SUB
    own = bool(set(context.verb.clitics) & {"me", "nos"})
    if addressed and context.verb.negated and own:
        return SUB
    if addressed and verb is None and index is not None and is_infinitive_at(context, index):
        return SUB
    return IND


def _addressed(context: Context, index: int | None, verb: Verb | None) -> bool:
    dative = {"me", "te", "le", "nos", "os", "les"}
    if verb is not None:
        return bool(dative & set(verb.clitics))
    return index is not None and bool(dative & set(lexical(context.words[index])[2]))


def is_infinitive_at(context: Context, index: int) -> bool:
    """Tell whether the word at a place is an infinitive."""
    return is_infinitive(context.words[index])


def _suggest(context: Context, found: Resolution) -> Mood | None:
    if found.governor is None or found.governor.head is None:
        return None
    verb = context.sentence.finder.group.get(found.governor.head)
    first = verb is not None and any(cell.person is Person.YO for _, cell in verb.readings[:1])
    if _addressed(context, found.governor.head, verb) or (first and context.lemma not in _STATIVE):
        return SUB
    return IND


def _relative(context: Context, found: Resolution) -> Mood | None:
    antecedent = found.antecedent
    if antecedent is None:
        return None
    kind = antecedent.kind
    if kind == "negated":
        return SUB
    score = _ABILITY_WEIGHT if context.lemma in _ABILITY and kind != "definite" else 0
    score += _OPENNESS.get(kind, 0)
    if antecedent.appositive:
        score -= 4
    score += _surroundings(context)
    if is_sought(context, antecedent) and kind != "definite":
        score += 3
    return SUB if score > 0 else IND


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
    if _infinitive_between(context):
        score += 1
    return score


def _free(context: Context, _: Resolution) -> Mood | None:
    score = _surroundings(context)
    opener = context.opener or 0
    if context.words[max(0, opener - 2) : opener][:1] in {("para",), ("a",)}:
        score += 1
    if context.opening in {"quien", "quienes"} or context.words[opener - 1] in {"los", "las"}:
        score += 1
    if "independientemente" in context.words[max(0, opener - 3) : opener]:
        score += 4
    return SUB if score > 1 else IND


def _manner(context: Context, _: Resolution) -> Mood | None:
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


def _purpose_or_result(context: Context, _: Resolution) -> Mood | None:
    matrix = context.matrix
    if matrix is None:
        return IND
    if is_command(context.sentence, matrix) or _infinitive_between(context):
        return SUB
    return SUB if looks_ahead(context) else IND


def _always(mood: Mood) -> Rule:
    return lambda _context, _found: mood


def _whenever(context: Context, found: Resolution) -> Mood | None:
    if context.fronted:
        return _temporal(context, found)
    return IND if is_past(matrix_tense(context)) else SUB


def _facts(context: Context, _: Resolution) -> Mood | None:
    """Take a noun such as *idea* or *teoría* as rejected where its verb is negated."""
    matrix = context.matrix
    if matrix is not None and (matrix.negated or matrix.lemmas & _REJECTING):
        return SUB
    return IND


_REJECTING = words("rechazar descartar negar gustar odiar desmentir oponer refutar")

RULES: Mapping[str, Rule] = {
    "temporal": _temporal,
    "temporal_condition": _whenever,
    "hasta-que": _until,
    "despues-de-que": _after,
    "luego-de-que": _after,
    "una-vez-que": _once,
    "concession": _concession,
    "si": _si,
    "si-exclamativo": _always(SUB),
    "incluso-si": _si,
    "salvo-si": _si,
    "por-si": _always(IND),
    "decir-que": _reported,
    "contestar-que": _reported,
    "repetir-que": _reported,
    "escribir-que": _reported,
    "gritar-que": _reported,
    "indicar-que": _reported,
    "avisar-de-que": _reported,
    "advertir-que": _reported,
    "recordar-que": _reported,
    "comunicar-que": _reported,
    "sugerir-que": _suggest,
    "insistir-en-que": _reported,
    "admitir-que": _always(IND),
    "decidir-que": _always(IND),
    "relative": _relative,
    "lo-que": _free,
    "el-que-relativo": _free,
    "quien": _free,
    "como-modo": _manner,
    "tal-como": _manner,
    "manner": _manner,
    "consequence_purpose": _purpose_or_result,
    "la-idea-de-que": _facts,
    "la-teoria-de-que": _facts,
    "probablemente": _always(IND),
}
"""Rules by trigger, else by category."""
