"""Filling: the tense and the person of the form that best fits a blank."""

from ojala.grammar.antecedents import find_antecedent
from ojala.grammar.clause import Sphere, sphere
from ojala.grammar.constructions import after, asked, person_hint
from ojala.grammar.context import Context, matrix_tense
from ojala.grammar.verbs import person_of as shared_person
from ojala.grammar.words import (
    CLITICS,
    COORDINATORS,
    HARD_STOPS,
    PREPOSITIONS,
    RELATIVES,
    SMALL_ADVERBS,
    SUBORDINATORS,
    words,
)
from ojala.spanish import conjugate
from ojala.spanish.features import Cell, Mood, Person, Tense

_STATIVE = words(
    "ser estar haber tener deber poder querer saber parecer creer existir soler necesitar "
    "vivir conocer pensar esperar costar valer"
)
_FORESEEING = words("prever pronosticar vaticinar augurar prometer predecir calcular estimar")
"""Verbs that tell of what is still to come."""
_PLURALS = words(
    "los las unos unas estos estas esos esas aquellos aquellas mis tus sus nuestros nuestras "
    "vuestros vuestras algunos algunas varios varias muchos muchas pocos pocas otros otras "
    "ambos ambas dos tres cuatro cinco seis siete ocho nueve diez cien todos todas quienes "
    "cuantos cuales"
)
_SINGULARS = words(
    "el la un una este esta ese esa aquel aquella mi tu su nuestro nuestra vuestro vuestra "
    "algún alguna otro otra cada todo toda nadie alguien algo nada quien uno ningún ninguna "
    "cualquier"
)
_SIMPLE = {
    Sphere.PAST: (Tense.IND_PRET, Tense.IND_IMP),
    Sphere.CONDITIONAL: (Tense.IND_IMP, Tense.IND_IMP),
    Sphere.PRESENT: (Tense.IND_PRES, Tense.IND_PRES),
    Sphere.IMPERATIVE: (Tense.IND_PRES, Tense.IND_PRES),
}


def tense_of(context: Context, mood: Mood, admitted: tuple[Tense, ...]) -> Tense:
    """Choose among the admitted tenses of a mood the one that fits the sentence."""
    joined = context.joined
    if joined is not None and joined.tense in admitted:
        return joined.tense
    if mood is not Mood.INDICATIVE:
        return _subjunctive(context, admitted)
    tense = matrix_tense(context)
    governing = sphere(tense) if tense is not None else None
    telic, stative = _SIMPLE[governing or _sphere_around(context)]
    chosen = stative if context.lemma in _STATIVE else telic
    if context.opening == "que" and context.matrix and context.matrix.lemmas & _FORESEEING:
        chosen = Tense.COND if governing is Sphere.PAST else Tense.IND_FUT
    return chosen if chosen in admitted or not admitted else admitted[0]


def _subjunctive(context: Context, admitted: tuple[Tense, ...]) -> Tense:
    """Take the usual tense; where nothing governs, the one that goes with the other verbs."""
    unsettled = matrix_tense(context) is None and _sphere_around(context) is Sphere.PAST
    if unsettled and Tense.SUB_IMP_RA in admitted:
        return Tense.SUB_IMP_RA
    return admitted[0] if admitted else Tense.SUB_PRES


def _sphere_around(context: Context) -> Sphere:
    """Take the sphere of the nearest other verb, for a clause without one outside."""
    others = [v for v in context.nearby if v.readings]
    nearest = min(others, key=lambda v: abs(v.index - context.verb.index), default=None)
    around = sphere(nearest.tense) if nearest and nearest.tense else None
    return Sphere.PAST if around is Sphere.PAST else Sphere.PRESENT


def person_of(context: Context, *, relative: bool) -> Person:
    """Choose the person from a pronoun, the subject before the verb, or what follows it."""
    hint = person_hint(context)
    if hint is not None:
        return hint
    inside = _number(context.inside())
    if inside is not None:
        return inside
    joined = context.joined
    if joined is not None and (shared := shared_person(joined.readings)):
        return shared
    article = context.words[context.opener - 1] if context.opener else ""
    if context.opening in {"quienes", "cuales"} or article in {"los", "las"}:
        return Person.ELLOS
    if relative and context.opening in RELATIVES and context.opener:
        antecedent = find_antecedent(context)
        found = _number(context.words[antecedent.start : context.opener])
        return found or _number_after(context)
    return _number_after(context)


def _number(subject: tuple[str, ...]) -> Person | None:
    """Read the number of a subject off its first determiner or noun."""
    found: Person | None = None
    before = ""
    for place, word in enumerate(subject):
        if word in PREPOSITIONS and found is not None:
            return found
        joins = word in COORDINATORS and 0 < place < len(subject) - 1
        if joins and found is not None:
            return Person.ELLOS
        if found is None and before not in PREPOSITIONS and _is_noun_like(word):
            found = _number_of(word)
        before = word
    return found


def _is_noun_like(word: str) -> bool:
    closed = SMALL_ADVERBS | SUBORDINATORS | COORDINATORS | (CLITICS - {"la", "los", "las"})
    return word.isalpha() and word not in closed and not word.endswith("mente")


def _number_of(word: str) -> Person | None:
    if word in _PLURALS:
        return Person.ELLOS
    if word in _SINGULARS:
        return Person.EL
    if word in PREPOSITIONS:
        return None
    return Person.ELLOS if word.endswith("s") and len(word) > len("más") else Person.EL


_ARRIVING = words(
    "llegar venir volver regresar salir entrar existir ocurrir suceder surgir aparecer faltar "
    "quedar sobrar bastar crecer nacer morir acudir participar empezar comenzar terminar acabar "
    "desaparecer continuar proceder circular asistir"
)
"""Verbs without an object: the noun after them is their subject (*cuando lleguen los demás*)."""


def _number_after(context: Context) -> Person:
    """Read the number off a plural participle or a subject after the verb."""
    rest = after(context, 2)
    if rest and rest[0] in _PLURALS and context.lemma in _ARRIVING:
        return Person.ELLOS
    matrix = context.matrix
    if context.lemma == "querer" and matrix is not None and matrix.index < context.verb.index:
        return shared_person(matrix.readings) or Person.EL
    if not rest or rest[0] in HARD_STOPS or rest[0] in PREPOSITIONS:
        return Person.TU if asked(context) and context.lemma != "ser" else Person.EL
    plural = rest[0].endswith(("ados", "idos", "adas", "idas"))
    passive = context.verb.clitics == ("se",) and _is_plural(rest[0])
    return Person.ELLOS if plural or passive else Person.EL


def _is_plural(word: str) -> bool:
    adverb = word in SMALL_ADVERBS or word in SUBORDINATORS
    return word in _PLURALS or (word.endswith("s") and not adverb)


def form_of(lemma: str, tense: Tense, person: Person) -> str:
    """Conjugate; empty where the verb lacks the form."""
    cell = Cell(tense) if tense in {Tense.INF, Tense.INF_PERF} else Cell(tense, person)
    forms = conjugate(lemma).forms(cell)
    return forms[0].text if forms else ""
