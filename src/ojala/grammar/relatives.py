"""Relative clauses: which trigger their antecedent and their surroundings make them."""

from dataclasses import replace

from ojala.grammar import constructions
from ojala.grammar.antecedents import Antecedent, find_antecedent
from ojala.grammar.context import Context, looks_ahead
from ojala.grammar.governors import Governor
from ojala.grammar.heads import heads
from ojala.grammar.resolution import Resolution, named
from ojala.grammar.words import PREPOSITIONS


def relative_word(context: Context, opener: int) -> Resolution:
    """Resolve a clause opened by a relative other than *que*."""
    words = context.words
    before = words[opener - 1] if opener else ""
    word = context.opening
    literal = context.sentence.finder.literal(opener)
    if literal and (literal.end > literal.start or word.startswith("cuant")):
        return Resolution(_so_far(context, literal))
    if word in {"donde", "adonde"} and before != ",":
        return Resolution(named("donde", opener, opener), find_antecedent(context))
    if word in {"quien", "quienes"} and before not in PREPOSITIONS | {","}:
        haber = context.sentence.finder.verbs.get(opener - 1)
        if haber and "haber" in haber.lemmas:
            governor = replace(named("hay-quien", opener - 1, opener), negated=haber.negated)
            return Resolution(governor)
        return Resolution(named("quien", opener, opener), find_antecedent(context))
    return relative(context, opener)


def _so_far(context: Context, literal: Governor) -> Governor:
    if literal.trigger.id == "cuanto":
        text = " ".join(context.words[literal.end : literal.end + 2])
        if text in heads().literal:
            return Governor(heads().literal[text], literal.end, literal.end + 1)
    return literal


_KINDS = {
    "negated": "relativa-negada",
    "universal": "relativa-universal",
    "few": "relativa-pocos",
    "superlative": "relativa-superlativa",
    "first": "relativa-unico-primero",
    "indefinite": "relativa-indefinida",
    "pronoun": "relativa-indefinida",
    "bare": "relativa-indefinida",
    "definite": "relativa-definida",
}


def relative(context: Context, opener: int) -> Resolution:
    """Resolve a relative clause by its antecedent."""
    antecedent = find_antecedent(context)
    trigger = _relative_trigger(context, antecedent, opener)
    governor = named(trigger, antecedent.start, opener)
    denied = context.matrix is not None and context.matrix.negated
    return Resolution(replace(governor, negated=denied), antecedent)


def _relative_trigger(context: Context, antecedent: Antecedent, opener: int) -> str:
    words = context.words
    before = words[opener - 1] if opener else ""
    if antecedent.kind == "free":
        return _free_trigger(context, antecedent, before)
    if antecedent.appositive:
        return "relativa-explicativa"
    if antecedent.preposition:
        return "relativa-con-preposicion"
    if antecedent.kind in {"indefinite", "bare", "pronoun"} and constructions.asked(context):
        return "relativa-preguntada"
    if constructions.asked(context) and _is_known(context):
        return "relativa-preguntada"
    if antecedent.kind == "definite" and _ahead(context):
        return "relativa-por-identificar"
    if antecedent.kind == "negated":
        return _negated_trigger(context, antecedent)
    return _KINDS[antecedent.kind]


def _negated_trigger(context: Context, antecedent: Antecedent) -> str:
    for j in range(antecedent.start, max(-1, antecedent.start - 6), -1):
        lemmas = context.sentence.finder.lemmas(j)
        if lemmas & {"encontrar", "conocer", "querer", "ver", "tener"}:
            return "no-encontrar-indefinido-que"
        if "existir" in lemmas:
            return "no-existe-que"
    return "relativa-negada"


def _free_trigger(context: Context, antecedent: Antecedent, before: str) -> str:
    earlier = context.words[max(0, (context.opener or 0) - 3) : context.opener]
    if before == "lo":
        return "lo-que"
    if "de" in earlier and any(
        "ser" in context.sentence.finder.lemmas(antecedent.end - k) for k in (1, 2)
    ):
        return "ser-de-los-que"
    if context.opening in {"quien", "quienes"}:
        return "quien"
    return "el-que-relativo"


def _is_known(context: Context) -> bool:
    return context.matrix is not None and bool(context.matrix.lemmas & {"conocer", "saber"})


def _ahead(context: Context) -> bool:
    return looks_ahead(context)
