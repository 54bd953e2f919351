"""Clauses with *que*: which of its many kinds of clause the word opens."""

from dataclasses import replace

from ojala.grammar import constructions
from ojala.grammar.context import Context, is_command
from ojala.grammar.governors import Governor
from ojala.grammar.inventory import triggers
from ojala.grammar.relatives import relative
from ojala.grammar.resolution import Resolution, named
from ojala.grammar.words import (
    ADVERSATIVES,
    ARTICLES,
    CONNECTIVE_PREPOSITIONS,
    COORDINATORS,
    NOUN_OPENERS,
    words,
)
from ojala.spanish.features import Tense


def que_clause(context: Context, opener: int) -> Resolution:
    """Resolve a clause that *que* opens."""
    finder = context.sentence.finder
    before = context.words[opener - 1] if opener else ""
    literal = finder.literal(opener)
    if literal and literal.start and _is_noun_phrase(context, literal):
        literal = None
    if _measures_time(context, opener):
        return Resolution(named("hace-tiempo-que", opener, opener))
    if constructions.at_start(context, opener):
        trigger = constructions.initial_que(context)
        return Resolution(named(trigger, opener, opener))
    if measured := _measured_que(context, opener):
        return Resolution(measured)
    governor = None if before in ARTICLES else finder.governor(opener)
    if literal and not _outranks(governor, literal, before):
        return Resolution(_refined(context, literal))
    if governor:
        return Resolution(polar(governor, orders=_orders(context, governor)))
    if special := _special_que(context, opener):
        return Resolution(special)
    return relative(context, opener)


def _is_noun_phrase(context: Context, literal: Governor) -> bool:
    """Tell whether *puesto que*, *nada más que* is a noun with a relative clause here."""
    first = context.words[literal.start]
    before = context.words[literal.start - 1]
    if first == "nada":
        earlier = context.sentence.finder.verbs.get(literal.start - 1)
        return earlier is not None and "haber" in earlier.lemmas
    return first in {"puesto", "visto", "dado", "caso"} and before in NOUN_OPENERS


def _outranks(governor: Governor | None, literal: Governor, before: str) -> bool:
    """Tell whether a governor takes in a run of words that would be a trigger by itself."""
    if governor is None:
        return False
    if literal.end - literal.start == 1 and before in CONNECTIVE_PREPOSITIONS:
        return True
    if literal.trigger.id == "asi-que" and governor.last == literal.start - 1:
        return True  # *permite así que*: the adverb goes with the governor
    denied = governor.negated and governor.start == literal.start
    return governor.last >= literal.start and (governor.start < literal.start or denied)


_SPANS = words(
    "mucho poco tiempo rato año años mes meses día días semana semanas hora horas siglo "
    "siglos minuto minutos década décadas"
)


def _measures_time(context: Context, opener: int) -> bool:
    """Tell whether *que* follows *hace* and a stretch of time."""
    if not opener or context.words[opener - 1] not in _SPANS:
        return False
    return any(
        {"hacer", "llevar"} & verb.lemmas and verb.index >= opener - 5 and verb.index < opener
        for verb in context.nearby
    )


def polar(governor: Governor, *, orders: bool = False) -> Governor:
    """Hand over to the trigger for the negated governor, where there is one."""
    if governor.negated and governor.trigger.id in {"creer-que", "no-creer-que"} and orders:
        return replace(governor, trigger=triggers()["no-creas-que"])
    if governor.negated and governor.trigger.negative:
        return replace(governor, trigger=triggers()[governor.trigger.negative])
    return governor


def _orders(context: Context, governor: Governor) -> bool:
    """Tell whether the governor is a command, as in *no creas que*."""
    verb = context.sentence.finder.group.get(-1 if governor.head is None else governor.head)
    believing = {cell.tense for lemma, cell in verb.readings if lemma == "creer"} if verb else set()
    return Tense.SUB_PRES in believing and Tense.IND_PRES not in believing


def _refined(context: Context, literal: Governor) -> Governor:
    """Tell apart triggers that share their words."""
    words = context.words
    name = literal.trigger.id
    if name == "para-que" and _is_nobody(words[max(0, literal.start - 5) : literal.start]):
        return replace(literal, trigger=triggers()["no-ser-quien-para-que"])
    if name == "asi-que" and context.fronted and constructions.at_start(context, literal.start):
        return replace(literal, trigger=triggers()["asi-que-temporal"])
    if name == "para-que" and any(
        w in _ENOUGH for w in words[max(0, literal.start - 6) : literal.start]
    ):
        return replace(literal, trigger=triggers()["demasiado-para-que"])
    return literal


def _is_nobody(earlier: tuple[str, ...]) -> bool:
    return bool({"quién", "quien", "nadie"} & set(earlier)) and bool(_TO_BE & set(earlier))


_TO_BE = words("soy eres es somos sois son era eras eran fue fueron sos")
_ENOUGH = frozenset({"demasiado", "demasiada", "bastante", "suficiente", "suficientemente"})
_MOTION = words("ir venir volver salir subir bajar acercar acudir llegar")
_COMPARING = frozenset({"más", "mejor", "peor", "menos", "mayor", "menor"})


def _measured_que(context: Context, opener: int) -> Governor | None:
    """Find *por muy tarde que*, *por mucho dinero que*."""
    start, words = opener - 3, context.words
    if start < 0 or words[start] != "por":
        return None
    if words[start + 1] == "muy":
        return named("por-muy-que", start, opener)
    if words[start + 1].startswith(("much", "poc", "más")):
        return named("por-mucho-nombre-que", start, opener)
    return None


def _special_que(context: Context, opener: int) -> Governor | None:
    words = context.words
    before = words[opener - 1] if opener else ""
    earlier = words[max(0, opener - 7) : opener]
    if words[max(0, opener - 2) : opener] == ("de", "lo") and _COMPARING & set(earlier):
        return named("mas-de-lo-que", opener - 2, opener)
    if opener > 1 and words[opener - 2] == "por" and _is_degree(context, before):
        return named("por-adjetivo-que", opener - 2, opener)
    if opener > 1 and words[opener - 2] == "lo" and before not in ARTICLES:
        return _degree(context, opener)
    if any(w in {"tan", "tanto", "tanta", "tantos", "tantas", "tal"} for w in earlier):
        governor = named("tan-que", opener, opener)
        return replace(governor, negated=context.sentence.finder.negated_before(opener))
    if before == "," or before in COORDINATORS | ADVERSATIVES:
        return _after_comma(context, opener)
    return None


def _is_degree(context: Context, word: str) -> bool:
    """Tell whether *por X que* measures an adverb or the complement of a copula."""
    adverb = word in {"lejos", "cerca", "bien", "mal", "tarde", "pronto", "rápido", "despacio"}
    return adverb or context.lemma in {"ser", "estar", "parecer", "resultar", "sonar", "ir", "ver"}


def _degree(context: Context, opener: int) -> Governor:
    if opener > 2 and context.words[opener - 3] in {"con", "por"}:
        return named("con-lo-adjetivo-que", opener - 3, opener)
    return named("lo-adjetivo-que", opener - 2, opener)


def _after_comma(context: Context, opener: int) -> Governor | None:
    """Take *, que* after a command or at the end of a plea as purpose or cause."""
    matrix = context.matrix
    outer = context.frame.outer
    start = outer.opener if outer else None
    if matrix is None or (start in {0, 1} and context.words[start or 0] in {"si", "cuando"}):
        return named("que-orden-indirecta", opener, opener)
    if matrix.index > opener:
        return None
    if not is_command(context.sentence, matrix):
        return None
    if matrix.lemmas & _MOTION:
        return named("imperativo-que", opener, opener)
    return named("pues", opener, opener)
