"""The ways in which one clause can be said: its subject left out, before the verb or after it."""

import re
from collections.abc import Iterator

from ojala.exercises.frame import SPANISH_TOKEN, without_marks
from ojala.exercises.predicate import agree, clitics_for
from ojala.exercises.realization import Choice, clause, inside, spanish

_PRONOUNS = {
    "yo": ("yo",),
    "tú": ("tú",),
    "vos": ("vos",),
    "usted": ("usted",),
    "nosotros": ("nosotros", "nosotras"),
    "vosotros": ("vosotros", "vosotras"),
    "ustedes": ("ustedes",),
}
_GAP = "\N{NULL}"
_INFINITIVE = re.compile(r"(que )?\w+[aei]r(se|me|te|nos|os|l[aeo]s?)?\b")
"""What leans on its verb: *pueden venir* takes no subject in the middle."""
_WHOLE = re.compile(
    r"(bien|mal|mejor|peor|la pena|las paces)\b|(tod|much|poc|demasiad|tant)o$|(más|menos)$"
)
"""What makes one expression with its verb: *valer la pena*, *acabar bien*."""
_EXCLAIMED = re.compile(r"\b(tan|tant[oa]s?)\b")
"""Words that call for an exclamation where nothing else follows: *¡Estás tan cansado!*"""
_ALWAYS = re.compile(r"siempre\b ?(.*)")
"""What may stand before the verb as well: *siempre llegue tarde*."""
_CLIMBED = frozenset(
    {"querer", "poder", "deber", "soler", "tener", "ir", "estar", "seguir", "venir", "dejar"}
    | {"volver", "empezar"}
)
"""Verbs before which the pronouns of what depends on them may stand: *te estamos esperando*."""
_OPEN = re.compile(
    r"(el|la|l[oa]s|l[oe]|un[ao]?s?|[ts]us?|mis?|[nv]uestr[ao]s?|es?t?[aeo]s?|aquel\w*"
    r"|a|al|ante|bajo|con|conmigo|contigo|de|del|desde|durante|en|entre|hacia|hasta|para|por|según"
    r"|sin|sobre|tras|que|qué|(tod|tant|much|poc|demasiad|otr|vari|algun)[oa]s?|algún|cada|algo|nada"
    r"|primero|dos|tres|cinco|diez|doce|veinte|cien|mil|bien|mal|mejor|peor|así|también|más|menos|muy|tan"
    r"|siempre|ya|hoy|ayer|mañana|ahora|luego|antes|después|pronto|tarde|temprano"
    r"|aquí|allí|ahí|lejos|cerca|fuera|dentro|arriba|abajo|atrás|despacio|deprisa|\w+mente)\b"
)
"""What a subject may stand before: a complement of its own, not *tiene mi marido razón*."""
_COMPARED = re.compile(r"<(cuanto|mientras) (más|menos)> \{clause\}", re.IGNORECASE)
"""Words that the verb follows at once: *cuanto más practiques*, not *cuanto más tú practiques*."""
_LEANING = re.compile(r"(que |a |de )?(\w*[aeií]r|\w*[áé]ndo)(me|te|se|nos|os|l[aeo]s?)\b(.*)")
"""An infinitive or a gerund whose pronoun may stand before the verb as well: *os queráis ir*."""
_UNACCENTED = str.maketrans("áé", "ae")
"""What a gerund loses with its pronoun: *esperándote, te esperando*."""
_FIRST_NAMES = frozenset({"yo", "tú", "vos"})
"""Pronouns that stress who it is right behind *ser*: *soy yo*, not *soy yo principiante*."""
_SHORT = frozenset({"yo", "tú", "vos", "usted", "ustedes"})
"""Pronouns that stand even between a verb and what makes one expression with it."""
_INDEFINITE = frozenset({"alguien", "nadie"})
"""Who comes right before or behind the verb: *que alguien sepa mi secreto*."""
_NEGATED_TWICE = re.compile(r"\bno\b.*<hasta que> \{clause\}", re.IGNORECASE)
"""Where many say *no* again and mean nothing by it: *no me iré hasta que no llegue*."""
_BARE = re.compile(r"\w+[aei]r(se|me|te|nos|os|l[aeo]s?)?")
COPULAS = frozenset({"ser", "estar", "parecer"})
_KNOWN = re.compile(r"(el|las?|los|[ts]us?|mis?|[nv]uestr[ao]s?|es?t?[aeo]s?)\b|[A-ZÁÉÍÓÚÑ]")
"""How somebody is named of whom one has heard: by an article, an owner, or a name."""


def pronouns_of(code: str) -> tuple[str, ...]:
    """Return the pronouns that can be said for a subject of the conversation."""
    return _PRONOUNS.get(code, ())


def pronouns_beside(choice: Choice, code: str) -> tuple[str, ...]:
    """Return the pronouns for a subject, in the gender in which the sentence names it already."""
    names = pronouns_of(code)
    words = set(re.findall(r"\w+", f"{choice.frame.spanish} {choice.predicate.complement}"))
    return tuple(name for name in names if name in words) or names


def surroundings(choice: Choice) -> tuple[str, str]:
    """Return what stands before the clause and after it, the deciding words in `<>`."""
    before, _, after = spanish(choice, _GAP, whole=True).partition(_GAP)
    return before, after


def unmarked_surroundings(choice: Choice) -> tuple[str, str]:
    """Return what stands before the clause and after it, as it is read."""
    before, after = surroundings(choice)
    return without_marks(before), without_marks(after)


def clauses(choice: Choice, form: str, *, elided: bool = False) -> tuple[str, ...]:
    """Return every order of the clause of a choice, the one of the frame first, each once.

    With `elided` a subject that is known from elsewhere may be left out: *la economía*, but not
    *algunas dudas*, which are told of for the first time.
    """
    token = SPANISH_TOKEN.search(choice.frame.spanish)
    if token is None:
        return ()
    first = inside(choice, form, token)
    if token.group(2) != "clause":
        return (first,)
    negated = bool(token.group(1))
    orders = list(_orders(choice, form, negated=negated, elided=elided))
    if _NEGATED_TWICE.search(choice.frame.spanish):
        orders += _orders(choice, form, negated=True, elided=elided)
    return tuple(dict.fromkeys((first, *orders)))


def statement(choice: Choice, form: str) -> str:
    """Return the clause as a sentence of its own; *usted* is said, for nothing else tells it."""
    said = pronouns_of(choice.subject.code) if choice.subject.code.startswith("usted") else ()
    token = SPANISH_TOKEN.search(choice.frame.spanish)
    negated = token is not None and bool(token.group(1))
    told = clause(choice.predicate, choice.subject, form, negated=negated)
    text = " ".join((*said, told))
    said_so = f"{text[:1].upper()}{text[1:]}"
    # *¡No dais tantas vueltas!* would be a botched order.
    exclaimed = _EXCLAIMED.search(choice.predicate.complement) and not negated
    return f"¡{said_so}!" if exclaimed else f"{said_so}."


def _orders(choice: Choice, form: str, *, negated: bool, elided: bool) -> Iterator[str]:
    predicate, subject = choice.predicate, choice.subject
    verb = ("no" if negated else "", clitics_for(predicate, subject.person), form)
    complement = agree(predicate.complement, subject)
    yield from _around(choice, verb, complement, elided=elided)
    always = _ALWAYS.match(complement)
    if always and not negated:
        yield from _around(choice, ("siempre", *verb), always.group(1), elided=elided)
    leaning = _LEANING.match(complement) if predicate.lemma in _CLIMBED else None
    if leaning and not predicate.clitics:
        joined, depending, pronoun, rest = leaning.groups(default="")
        infinitive = depending.translate(_UNACCENTED)
        climbed = (verb[0], pronoun, form)
        yield from _around(choice, climbed, f"{joined}{infinitive}{rest}", elided=elided)


def _around(
    choice: Choice, verb: tuple[str, ...], complement: str, *, elided: bool
) -> Iterator[str]:
    """Yield where the subject can stand about a verb and its complement."""
    subject = choice.subject
    if not subject.spanish or (elided and _KNOWN.match(subject.spanish)):
        yield _joined(*verb, complement)
    for said in _names(choice):
        if not _COMPARED.search(choice.frame.spanish):
            yield _joined(said, *verb, complement)
        if not _is_whole(choice, complement):
            yield _joined(*verb, said, complement)
        if _may_end(choice, complement):
            yield _joined(*verb, complement, said)


def _is_whole(choice: Choice, complement: str) -> bool:
    """Tell whether a subject would part what belongs together: *está mi padre cansado*.

    Short pronouns part it all the same: *tiene usted frío*, *se va usted acostumbrando*.
    """
    asked = choice.frame.spanish.startswith("¿<Acaso>")  # *¿acaso saben tus amigos japonés?*
    light = bool(complement) and not asked and not _OPEN.match(complement)
    infinitive = bool(_INFINITIVE.match(complement))
    if not choice.subject.spanish:
        stressed = choice.predicate.lemma == "ser" and choice.subject.code in _FIRST_NAMES
        parted = choice.subject.code in _SHORT and not (light and stressed)
        return (light or infinitive) and not parted
    whole = infinitive or choice.predicate.lemma in COPULAS or bool(_WHOLE.match(complement))
    return light or whole


def _may_end(choice: Choice, complement: str) -> bool:
    """Tell whether a subject may come last: *que venga mi hermana*, *que no pueda venir usted*."""
    if choice.subject.spanish:
        return choice.subject.spanish not in _INDEFINITE
    return choice.subject.code in _SHORT and bool(_BARE.fullmatch(complement))


def _names(choice: Choice) -> tuple[str, ...]:
    """Return how the subject can be named: by a pronoun in each gender, unless a word agrees."""
    subject = choice.subject
    if subject.spanish:
        return (subject.spanish,)
    names = pronouns_beside(choice, subject.code)
    agrees = set("@|") & set(choice.predicate.complement)
    return names[subject.gender == "f" :][:1] if agrees and len(names) > 1 else names


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))
