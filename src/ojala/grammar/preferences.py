"""Preferences: where grammar leaves both moods open, the one that the context makes likelier.

They are defeasible: they order the options and never exclude one.
"""

from collections.abc import Callable, Mapping

from ojala.grammar import constructions
from ojala.grammar.antecedents import Antecedent, is_sought
from ojala.grammar.context import (
    Context,
    is_command,
    is_infinitive,
    is_past,
    looks_ahead,
    matrix_tense,
)
from ojala.grammar.resolve import STATIVE, Resolution
from ojala.grammar.verbs import Verb, lexical
from ojala.grammar.words import CLITICS, REFLEXIVES, SMALL_ADVERBS, words
from ojala.spanish.features import Mood, Person, Tense

SUB, IND = Mood.SUBJUNCTIVE, Mood.INDICATIVE
Rule = Callable[[Context, Resolution], Mood | None]

_ABILITY = frozenset({"querer", "poder", "desear", "necesitar", "preferir"})
_ADVISING = words("recomendar aconsejar sugerir pedir exigir pretender intentar esperar")
_OPEN_FRAMES = frozenset({"volition", "purpose", "condition", "exception", "without", "doubt"})
_UNREAL_PAST = frozenset({Tense.SUB_IMP_RA, Tense.SUB_IMP_SE})
_UNREAL = frozenset({Tense.COND, Tense.COND_PERF, Tense.SUB_PLUP_RA, Tense.SUB_PLUP_SE})


def prefer(context: Context, found: Resolution) -> Mood | None:
    """Choose between two open moods; `None` where the trigger's usual reading should stand."""
    if found.governor is not None and found.governor.trigger.category == "infinitive":
        return Mood.INFINITIVE
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
    here = frame.verbs.index(context.place.verb) if context.place.verb in frame.verbs else 0
    later = [context.sentence.verbs[n] for n in frame.verbs[here + 1 : here + 2]]
    if frame.parallel:
        earlier += [context.sentence.verbs[n] for n in frame.parallel.verbs[-1:]]
    for other in context.neighbours:
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
    return wants or (bool(matrix.lemmas & _INTENDING) and _infinitive_between(context))


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
        return IND if is_past(matrix.tense) or matrix.tense is Tense.IND_PERF else SUB
    if context.before(context.opener or 0) == (",",):
        return IND
    return SUB if looks_ahead(context) and matrix.tense is not Tense.IND_PRES else IND


def _si(context: Context, _: Resolution) -> Mood | None:
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


def _head(context: Context, found: Resolution) -> Verb | None:
    """Give the finite verb of the governor, if it has one."""
    index = found.governor.head if found.governor else None
    return context.sentence.finder.group.get(-1 if index is None else index)


def _reported(context: Context, found: Resolution) -> Mood | None:
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


def _suggest(context: Context, found: Resolution) -> Mood | None:
    index = found.governor.head if found.governor else None
    verb = _head(context, found)
    first = verb is not None and any(cell.person is Person.YO for _, cell in verb.readings[:1])
    if context.lemma in STATIVE:
        return IND
    if first or _addressed(context, index, verb):
        return SUB
    return IND if _has_subject(context) else SUB


def _relative(context: Context, found: Resolution) -> Mood | None:
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
    if _infinitive_between(context):
        score += 1 + bool(matrix.lemmas & {"gustar", "encantar", "poder", "deber", "querer"})
    return score


def _free(context: Context, _: Resolution) -> Mood | None:
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


def _feel(context: Context, found: Resolution) -> Mood | None:
    """Read *siento que* as regret only where someone else's lot is spoken of."""
    verb = _head(context, found)
    if found.governor is not None and found.governor.negated:
        return SUB
    own = verb is not None and any(cell.person is Person.YO for _, cell in verb.readings)
    return SUB if own and (context.verb.negated or "te" in context.verb.clitics) else IND


def _fear(context: Context, found: Resolution) -> Mood | None:
    verb = _head(context, found)
    return IND if verb is not None and set(verb.clitics) & REFLEXIVES else SUB


def _cause(context: Context, found: Resolution) -> Mood | None:
    negated = found.governor is not None and found.governor.negated
    return SUB if negated and "sino" in context.around else IND


def _counting(_: Context, found: Resolution) -> Mood | None:
    return IND if found.governor and found.governor.negated else None


def _checking(context: Context, found: Resolution) -> Mood | None:
    """Take *me aseguré de que* and a state as a check of what was so."""
    tense = found.governor.tense if found.governor else None
    return IND if tense is Tense.IND_PRET and context.lemma in STATIVE else None


def _next_time(context: Context, found: Resolution) -> Mood | None:
    start = context.opener or 0
    near = set(context.words[max(0, start - 4) : start])
    if near & {"próxima", "próximo"}:
        return SUB
    return IND if near & {"última", "primera", "último"} else _temporal(context, found)


def _according(context: Context, _: Resolution) -> Mood | None:
    return IND if "lo" in context.before(context.opener or 0, 1) else None


def _soon(context: Context, found: Resolution) -> Mood | None:
    """Take a present beside *en cuanto* as a plan where someone speaks of themselves."""
    matrix = context.matrix
    if matrix is not None and matrix.tense is Tense.IND_PRES:
        persons = {cell.person for _, cell in matrix.readings}
        return SUB if persons & {Person.YO, Person.NOSOTROS} else _temporal(context, found)
    return _temporal(context, found)


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


def _negative_command(context: Context, _: Resolution) -> Mood | None:
    """Take *no* and a verb as a statement beside a past, without a pronoun or with a state."""
    past = any(is_past(v.tense) for v in context.nearby)
    clitics = set(context.verb.clitics)
    telic = context.lemma not in STATE_OF_MIND or constructions.after(context) in _FEELINGS
    repeated = context.around.count("no") > 1 and not context.sentence.verbs[1:]
    commands = any(is_command(context.sentence, v) for v in context.nearby if v.readings)
    if past or not telic:
        return IND
    return SUB if clitics or repeated or commands or len(context.words) <= _SHORT else IND


_SHORT = 12
_FEELINGS = frozenset({("miedo",), ("prisa",), ("vergüenza",), ("pena",), ("cuidado",)})
STATE_OF_MIND = words("ser estar haber poder querer saber deber parecer creer vivir tener") | {
    "gustar",
    "encantar",
    "importar",
    "interesar",
    "doler",
    "entender",
}


RULES: Mapping[str, Rule] = {
    "temporal": _temporal,
    "temporal_condition": _whenever,
    "hasta-que": _until,
    "despues-de-que": _after,
    "luego-de-que": _after,
    "una-vez-que": _once,
    "concession": _concession,
    "tanto-si": _always(IND),
    "contar-con-que": _counting,
    "asegurarse-de-que": _checking,
    "si": _si,
    "no-imperativo": _negative_command,
    "no-imperativo-usted": _negative_command,
    "quisiera": _always(IND),
    "ser-cuando": _temporal,
    "segun-que": _according,
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
    "insistir-en-que": _suggest,
    "sentir-que": _feel,
    "temer-que": _fear,
    "porque": _cause,
    "comparison": _temporal,
    "la-proxima-vez-que": _next_time,
    "en-cuanto": _soon,
    "tan-pronto-como": _soon,
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
