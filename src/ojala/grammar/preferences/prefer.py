"""Preferring: where grammar leaves both moods open, the one that the context makes likelier.

Preferences are defeasible: they order the options and never exclude one.
"""

from collections.abc import Mapping

from ojala.grammar.context import Context
from ojala.grammar.preferences import adverbials, commands, complements, relatives, temporal
from ojala.grammar.preferences.rule import IND, SUB, Rule
from ojala.grammar.resolution import Resolution
from ojala.grammar.verbs import Verb
from ojala.spanish.features import Mood, Tense

_OPEN_FRAMES = frozenset({"volition", "purpose", "condition", "exception", "without", "doubt"})


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


def _always(mood: Mood) -> Rule:
    return lambda _context, _found: mood


RULES: Mapping[str, Rule] = {
    "temporal": temporal.temporal,
    "temporal_condition": temporal.whenever,
    "hasta-que": temporal.until,
    "despues-de-que": temporal.after,
    "luego-de-que": temporal.after,
    "una-vez-que": temporal.once,
    "concession": adverbials.concession,
    "tanto-si": _always(IND),
    "contar-con-que": complements.counting,
    "asegurarse-de-que": complements.checking,
    "si": adverbials.si,
    "no-imperativo": commands.negative_command,
    "no-imperativo-usted": commands.negative_command,
    "quisiera": _always(IND),
    "ser-cuando": temporal.temporal,
    "segun-que": adverbials.according,
    "si-exclamativo": _always(SUB),
    "incluso-si": adverbials.si,
    "salvo-si": adverbials.si,
    "por-si": _always(IND),
    "decir-que": complements.reported,
    "contestar-que": complements.reported,
    "repetir-que": complements.reported,
    "escribir-que": complements.reported,
    "gritar-que": complements.reported,
    "indicar-que": complements.reported,
    "avisar-de-que": complements.reported,
    "advertir-que": complements.reported,
    "recordar-que": complements.reported,
    "comunicar-que": complements.reported,
    "sugerir-que": complements.suggest,
    "insistir-en-que": complements.suggest,
    "sentir-que": complements.feel,
    "temer-que": complements.fear,
    "porque": adverbials.cause,
    "comparison": temporal.temporal,
    "la-proxima-vez-que": temporal.next_time,
    "en-cuanto": temporal.soon,
    "tan-pronto-como": temporal.soon,
    "admitir-que": _always(IND),
    "decidir-que": _always(IND),
    "relative": relatives.relative,
    "lo-que": relatives.free,
    "el-que-relativo": relatives.free,
    "quien": relatives.free,
    "como-modo": adverbials.manner,
    "tal-como": adverbials.manner,
    "manner": adverbials.manner,
    "consequence_purpose": adverbials.purpose_or_result,
    "la-idea-de-que": complements.facts,
    "la-teoria-de-que": complements.facts,
    "probablemente": _always(IND),
}
"""Rules by trigger, else by category."""
