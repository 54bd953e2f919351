"""Resolution: from a verb in its context to the trigger that governs it."""

from dataclasses import dataclass, replace

from ojala.grammar import constructions
from ojala.grammar.antecedents import Antecedent, find_antecedent, is_sought
from ojala.grammar.context import Context, is_command, is_past, looks_ahead, settled
from ojala.grammar.governors import Governor
from ojala.grammar.heads import heads
from ojala.grammar.inventory import triggers
from ojala.grammar.words import (
    ADVERSATIVES,
    ARTICLES,
    CONNECTIVE_PREPOSITIONS,
    COORDINATORS,
    HARD_STOPS,
    INTERROGATIVES,
    NOUN_OPENERS,
    PREPOSITIONS,
    RELATIVES,
    words,
)
from ojala.spanish.features import Mood, Tense


@dataclass(frozen=True, slots=True)
class Resolution:
    """What governs a verb: the trigger, its words, and the antecedent of a relative clause."""

    governor: Governor | None
    antecedent: Antecedent | None = None

    @property
    def trigger_id(self) -> str:
        """The id of the trigger; empty where none was found."""
        return self.governor.trigger.id if self.governor else ""


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
        return Resolution(_named(name, context.verb.start - 1, context.verb.start - 1))
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
    return _polar(governor) if governor else None


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


def _named(trigger: str, start: int, end: int) -> Governor:
    return Governor(triggers()[trigger], start, end)


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
                return _named("a-lo-mejor", start, i)
    return None


_COMMANDING = frozenset({Mood.SUBJUNCTIVE, Mood.IMPERATIVE})


def _main(context: Context) -> Governor | None:
    start = context.verb.start
    inside = " ".join(context.words[context.frame.start : start])
    for text in ("dios",):
        if inside == text and context.lemma == "querer":
            return _named("dios-quiera-que", start - 1, start - 1)
    trigger = constructions.first(constructions.MAIN, context)
    stated = bool(context.verb.readings) and not context.verb.moods & _COMMANDING
    if stated:
        return None
    if not trigger and context.joined is None:
        trigger = constructions.first(constructions.OPEN_COMMANDS, context)
    return _named(trigger, start, context.verb.index) if trigger else None


def _subordinate(context: Context) -> Resolution:
    opener = context.opener
    assert opener is not None  # noqa: S101 - told to mypy; a main clause is handled before
    if context.frame.parallel is not None:
        return _parallel(context)
    word = context.opening
    if main := constructions.first(constructions.ANYWHERE, context):
        return Resolution(_named(main, opener, context.verb.index))
    if word in INTERROGATIVES:
        return Resolution(_interrogative(context, opener))
    if word == "que":
        return _que(context, opener)
    if word == "si":
        return Resolution(_si(context, opener))
    if word in RELATIVES or word.startswith(("cuant", "cuy")):
        return _relative_word(context, opener)
    return Resolution(_conjunction(context, opener))


def _parallel(context: Context) -> Resolution:
    """Resolve *y que* as the clause that it continues."""
    frame = context.frame.parallel or context.frame
    return _subordinate(replace(context, place=replace(context.place, frame=frame)))


def _interrogative(context: Context, opener: int) -> Governor:
    if context.opening in {"quién", "quien"} and constructions.exclaimed(context):
        return _named("quien-exclamativo", opener, opener)
    if "importa" in context.before(opener, 3) or context.before(opener, 2) == ("da", "igual"):
        return _named("no-importa-que", opener - 1, opener)
    return _named("no-saber-cuando", opener, opener)


def _que(context: Context, opener: int) -> Resolution:
    finder = context.sentence.finder
    before = context.words[opener - 1] if opener else ""
    literal = finder.literal(opener)
    if literal and literal.start and _is_noun_phrase(context, literal):
        literal = None
    if _measures_time(context, opener):
        return Resolution(_named("hace-tiempo-que", opener, opener))
    if constructions.at_start(context, opener):
        trigger = constructions.initial_que(context)
        return Resolution(_named(trigger, opener, opener))
    if measured := _measured_que(context, opener):
        return Resolution(measured)
    governor = None if before in ARTICLES else finder.governor(opener)
    if literal and not _outranks(governor, literal, before):
        return Resolution(_refined(context, literal))
    if governor:
        return Resolution(_polar(governor, orders=_orders(context, governor)))
    if special := _special_que(context, opener):
        return Resolution(special)
    return _relative(context, opener)


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


def _polar(governor: Governor, *, orders: bool = False) -> Governor:
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
STATIVE = words(
    "ser estar haber tener deber poder querer saber parecer creer existir soler necesitar "
    "conocer faltar llamar vivir costar valer significar pertenecer preferir quedar seguir"
)
_ENOUGH = frozenset({"demasiado", "demasiada", "bastante", "suficiente", "suficientemente"})
_MOTION = words("ir venir volver salir subir bajar acercar acudir llegar")


_COMPARING = frozenset({"más", "mejor", "peor", "menos", "mayor", "menor"})


def _measured_que(context: Context, opener: int) -> Governor | None:
    """Find *por muy tarde que*, *por mucho dinero que*."""
    start, words = opener - 3, context.words
    if start < 0 or words[start] != "por":
        return None
    if words[start + 1] == "muy":
        return _named("por-muy-que", start, opener)
    if words[start + 1].startswith(("much", "poc", "más")):
        return _named("por-mucho-nombre-que", start, opener)
    return None


def _special_que(context: Context, opener: int) -> Governor | None:
    words = context.words
    before = words[opener - 1] if opener else ""
    earlier = words[max(0, opener - 7) : opener]
    if words[max(0, opener - 2) : opener] == ("de", "lo") and _COMPARING & set(earlier):
        return _named("mas-de-lo-que", opener - 2, opener)
    if opener > 1 and words[opener - 2] == "por" and _is_degree(context, before):
        return _named("por-adjetivo-que", opener - 2, opener)
    if opener > 1 and words[opener - 2] == "lo" and before not in ARTICLES:
        return _degree(context, opener)
    if any(w in {"tan", "tanto", "tanta", "tantos", "tantas", "tal"} for w in earlier):
        governor = _named("tan-que", opener, opener)
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
        return _named("con-lo-adjetivo-que", opener - 3, opener)
    return _named("lo-adjetivo-que", opener - 2, opener)


def _after_comma(context: Context, opener: int) -> Governor | None:
    """Take *, que* after a command or at the end of a plea as purpose or cause."""
    matrix = context.matrix
    outer = context.frame.outer
    start = outer.opener if outer else None
    if matrix is None or (start in {0, 1} and context.words[start or 0] in {"si", "cuando"}):
        return _named("que-orden-indirecta", opener, opener)
    if matrix.index > opener:
        return None
    if not is_command(context.sentence, matrix):
        return None
    if matrix.lemmas & _MOTION:
        return _named("imperativo-que", opener, opener)
    return _named("pues", opener, opener)


def _si(context: Context, opener: int) -> Governor:
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
    return _named(constructions.condition(context), opener, opener)


def _as_if(context: Context, literal: Governor) -> Governor:
    earlier = context.before(literal.start, 6)
    indifferent = literal.trigger.id == "como-si" and {"por", "mí"} <= set(earlier)
    if indifferent and earlier[-1] == ",":
        return replace(literal, trigger=triggers()["como-si-indicativo"])
    return literal


def _conjunction(context: Context, opener: int) -> Governor | None:
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
        return _named("ser-cuando", opener - 1, opener)
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
        return _named("porque-final", opener, opener)
    return replace(literal, negated=finder.negated_before(opener)) if literal else None


def _manner(context: Context, opener: int) -> Governor:
    if context.opening != "como":
        return _named("tal-como", opener, opener)
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
        return _named("como-condicional" if warns else "como-causal", opener, opener)
    return _named("como-modo", opener, opener)


def _relative_word(context: Context, opener: int) -> Resolution:
    words = context.words
    before = words[opener - 1] if opener else ""
    word = context.opening
    literal = context.sentence.finder.literal(opener)
    if literal and (literal.end > literal.start or word.startswith("cuant")):
        return Resolution(_so_far(context, literal))
    if word in {"donde", "adonde"} and before != ",":
        return Resolution(_named("donde", opener, opener), find_antecedent(context))
    if word in {"quien", "quienes"} and before not in PREPOSITIONS | {","}:
        haber = context.sentence.finder.verbs.get(opener - 1)
        if haber and "haber" in haber.lemmas:
            governor = replace(_named("hay-quien", opener - 1, opener), negated=haber.negated)
            return Resolution(governor)
        return Resolution(_named("quien", opener, opener), find_antecedent(context))
    return _relative(context, opener)


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


def _relative(context: Context, opener: int) -> Resolution:
    antecedent = find_antecedent(context)
    trigger = _relative_trigger(context, antecedent, opener)
    governor = _named(trigger, antecedent.start, opener)
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


__all__ = ["HARD_STOPS", "Resolution", "is_sought", "resolve"]
