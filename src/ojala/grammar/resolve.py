"""Resolving: from a verb in its context to the trigger that governs it."""

from dataclasses import replace

from ojala.grammar import constructions
from ojala.grammar.conjunctions import conjunction, si_clause
from ojala.grammar.context import Context
from ojala.grammar.governors import Governor
from ojala.grammar.heads import heads
from ojala.grammar.inventory import triggers
from ojala.grammar.que_clauses import polar, que_clause
from ojala.grammar.relatives import relative_word
from ojala.grammar.resolution import Resolution, named
from ojala.grammar.words import INTERROGATIVES, RELATIVES, STATIVE
from ojala.spanish.features import Mood, Tense


def rejoined(context: Context) -> Context:
    """Join an event to the event outside rather than to a state inside (*…era caro y dijo…*)."""
    frame, state = context.frame.outer, context.joined
    if state is None or frame is None or frame.opener is None or not frame.verbs:
        return context
    event = context.sentence.verbs[frame.verbs[-1]]
    likes = state.lemmas & {"ser", "estar"} and context.lemma not in STATIVE
    if likes and not event.lemmas & STATIVE and event.moods == {Mood.SUBJUNCTIVE}:
        place = replace(context.place, frame=frame, joined=frame.verbs[-1])
        return replace(context, place=place)
    return context


def resolve(context: Context) -> Resolution:
    """Find what governs a verb."""
    if not context.verb.readings and (name := constructions.infinitive(context)):
        return Resolution(named(name, context.verb.start - 1, context.verb.start - 1))
    adverb = _adverb(context)
    if silent := _silent_que(context):
        return Resolution(silent)
    if context.opener is None:
        return Resolution(adverb or _main(context))
    found = _subordinate(context)
    if historic := _historic(context, found):
        return Resolution(historic)
    if adverb and _yields(found):
        return Resolution(adverb)
    return found


def _historic(context: Context, found: Resolution) -> Governor | None:
    """Read a form in -ra as a pluperfect in a relative clause about something known."""
    known = {"relativa-definida", "relativa-con-preposicion", "relativa-explicativa", "lo-que"}
    form = context.verb
    if (
        form.readings
        and form.tenses <= {Tense.SUB_IMP_RA, Tense.SUB_IMP_SE}
        and found.trigger_id in known
    ):
        return (
            replace(found.governor, trigger=triggers()["ra-pluscuamperfecto"])
            if found.governor
            else None
        )
    return None


def _silent_que(context: Context) -> Governor | None:
    """Find the governor of a clause without *que* (*espero lleguen bien*)."""
    start = context.verb.start
    while start and context.words[start - 1] in {"nunca", "no", "ya", "pronto"}:
        start -= 1
    governor = context.sentence.finder.silent(start) if start else None
    return polar(governor) if governor else None


def _yields(found: Resolution) -> bool:
    """Tell whether an adverb of doubt inside the clause decides rather than its conjunction."""
    if found.governor is None or found.antecedent is not None:
        return True
    return found.governor.trigger.category in {
        "assertion",
        "dual",
        "cause",
        "consequence",
        "certainty",
    }


def _adverb(context: Context) -> Governor | None:
    """Find an adverb of doubt between the opening of the clause and its verb."""
    words = context.words
    first = max(context.frame.start, context.verb.start - 14)
    known = context.sentence.finder.verbs
    for i in range(context.verb.start - 1, first - 1, -1):
        if i in known and known[i].index != context.verb.index:
            return None
        for length in (3, 2, 1):
            text = " ".join(words[i : i + length])
            if text in heads().adverbs and i + length <= context.verb.start:
                return Governor(heads().adverbs[text], i, i + length - 1)
        if words[i] in {"igual", "mismo"} and context.words[i + 1] not in {"que", "a", "de"}:
            start = i - 1 if words[i] == "mismo" else i
            if constructions.at_start(context, start):
                return named("a-lo-mejor", start, i)
    return None


_COMMANDING = frozenset({Mood.SUBJUNCTIVE, Mood.IMPERATIVE})


def _main(context: Context) -> Governor | None:
    start = context.verb.start
    inside = " ".join(context.words[context.frame.start : start])
    for text in ("dios",):
        if inside == text and context.lemma == "querer":
            return named("dios-quiera-que", start - 1, start - 1)
    trigger = constructions.first(constructions.MAIN, context)
    stated = bool(context.verb.readings) and not context.verb.moods & _COMMANDING
    if stated:
        return None
    if not trigger and context.joined is None:
        trigger = constructions.first(constructions.OPEN_COMMANDS, context)
    return named(trigger, start, context.verb.index) if trigger else None


def _subordinate(context: Context) -> Resolution:
    opener = context.opener
    assert opener is not None  # noqa: S101 - told to mypy; a main clause is handled before
    if context.frame.parallel is not None:
        return _parallel(context)
    word = context.opening
    if main := constructions.first(constructions.ANYWHERE, context):
        return Resolution(named(main, opener, context.verb.index))
    if word in INTERROGATIVES:
        return Resolution(_interrogative(context, opener))
    if word == "que":
        return que_clause(context, opener)
    if word == "si":
        return Resolution(si_clause(context, opener))
    if word in RELATIVES or word.startswith(("cuant", "cuy")):
        return relative_word(context, opener)
    return Resolution(conjunction(context, opener))


def _parallel(context: Context) -> Resolution:
    """Resolve *y que* as the clause that it continues."""
    frame = context.frame.parallel or context.frame
    return _subordinate(replace(context, place=replace(context.place, frame=frame)))


def _interrogative(context: Context, opener: int) -> Governor:
    if context.opening in {"quién", "quien"} and constructions.exclaimed(context):
        return named("quien-exclamativo", opener, opener)
    if "importa" in context.before(opener, 3) or context.before(opener, 2) == ("da", "igual"):
        return named("no-importa-que", opener - 1, opener)
    return named("no-saber-cuando", opener, opener)
