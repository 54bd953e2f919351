"""Conjunctions: which trigger a clause after *si*, *como*, *porque* and their like falls under."""

from dataclasses import replace

from ojala.grammar import constructions
from ojala.grammar.context import Context, is_past, settled
from ojala.grammar.governors import Governor
from ojala.grammar.heads import heads
from ojala.grammar.inventory import triggers
from ojala.grammar.resolution import named
from ojala.grammar.words import STATIVE


def si_clause(context: Context, opener: int) -> Governor:
    """Find what governs a clause that *si* opens."""
    finder = context.sentence.finder
    words = context.words
    for length in (4, 3, 2):
        trigger = heads().literal.get(" ".join(words[opener : opener + length]))
        if trigger:
            return Governor(trigger, opener, opener + length - 1)
    literal = finder.literal(opener)
    if literal:
        return _as_if(context, literal)
    governor = finder.governor(opener)
    if governor and governor.near:
        return governor
    return named(constructions.condition(context), opener, opener)


def _as_if(context: Context, literal: Governor) -> Governor:
    earlier = context.before(literal.start, 6)
    indifferent = literal.trigger.id == "como-si" and {"por", "mí"} <= set(earlier)
    if indifferent and earlier[-1] == ",":
        return replace(literal, trigger=triggers()["como-si-indicativo"])
    return literal


def conjunction(context: Context, opener: int) -> Governor | None:
    """Find what governs a clause opened by a conjunction other than *que* and *si*."""
    finder = context.sentence.finder
    word = context.opening
    if word in {"como", "según", "conforme"}:
        literal = finder.literal(opener)
        if literal and literal.end > literal.start:
            return literal
        return _manner(context, opener)
    if word == "porque":
        return _porque(context, opener)
    if (
        word == "cuando"
        and context.before(opener)
        and context.words[opener - 1] in {"será", "fue", "es", "era"}
    ):
        return named("ser-cuando", opener - 1, opener)
    for length in (2, 3):
        trigger = heads().literal.get(" ".join(context.words[opener : opener + length]))
        if trigger:
            return Governor(trigger, opener, opener + length - 1)
    return finder.literal(opener)


def _porque(context: Context, opener: int) -> Governor | None:
    finder = context.sentence.finder
    literal = finder.literal(opener)
    if literal and literal.end > literal.start:
        return literal
    governor = finder.governor(opener)
    if governor and governor.near:
        return governor
    if literal and context.words[max(0, opener - 3) : opener] == ("hice", "lo", "posible"):
        return named("porque-final", opener, opener)
    return replace(literal, negated=finder.negated_before(opener)) if literal else None


def _manner(context: Context, opener: int) -> Governor:
    if context.opening != "como":
        return named("tal-como", opener, opener)
    start = constructions.at_start(context, opener)
    stative = context.lemma in STATIVE
    alone = (
        context.lemma in {"ser", "querer"}
        and context.verb.start == opener + 1
        and constructions.after(context) == (",",)
    )
    if start and context.fronted and not alone:
        matrix = context.matrix
        warns = (
            matrix is not None
            and settled(matrix) is not None
            and not is_past(settled(matrix))
            and not stative
        )
        return named("como-condicional" if warns else "como-causal", opener, opener)
    return named("como-modo", opener, opener)
