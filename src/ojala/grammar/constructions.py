"""Constructions that no single conjunction shows: commands, wishes, set phrases, kinds of *si*.

Each entry of the two tables pairs a trigger with a test of the context; the first that holds wins.
"""

from collections.abc import Callable

from ojala.grammar.clause import Sphere, sphere
from ojala.grammar.context import Context, is_command, is_infinitive
from ojala.grammar.words import (
    CLITICS,
    HARD_STOPS,
    PREPOSITIONS,
    QUOTES,
    SUBJECT_PRONOUNS,
    words,
)
from ojala.spanish.features import Mood, Person, Tense

Test = Callable[[Context], bool]

_COURTESY = frozenset({"querer", "deber", "poder"})
_PERFECT = frozenset({Tense.COND_PERF, Tense.SUB_PLUP_RA, Tense.SUB_PLUP_SE, Tense.IND_PLUP})


def after(context: Context, count: int = 1) -> tuple[str, ...]:
    """Give the words just after the verb."""
    end = context.verb.end + 1
    return context.words[end : end + count]


def before(context: Context, count: int = 1) -> tuple[str, ...]:
    """Give the words just before the verb group."""
    return context.before(context.verb.start, count)


def exclaimed(context: Context) -> bool:
    """Tell whether the verb stands in an exclamation."""
    return context.sentence.finder.tones[context.verb.index] == "!"


def asked(context: Context) -> bool:
    """Tell whether the verb stands in a question."""
    return context.sentence.finder.tones[context.verb.index] == "?"


def at_start(context: Context, index: int | None = None) -> bool:
    """Tell whether the verb group, or another place, heads its sentence or quotation."""
    place = context.verb.start if index is None else index
    word = context.words[place - 1] if place else "."
    return word in HARD_STOPS | QUOTES | {"-", "—", "(", "..."} or (
        word in {"y", "pues", "pero", "entonces"} and (place < 2 or at_start(context, place - 1))
    )


def _heads_clause(context: Context) -> bool:
    word = context.words[context.verb.start - 1] if context.verb.start else "."
    return at_start(context) or word in {",", "..."}


def _reduplicates(context: Context) -> bool:
    rest = after(context, 4)
    relative = {"lo", "como", "cual", "quien", "cuando", "donde", "quienes", "cuanto"}
    if not rest or rest[0] not in relative | {"con", "a", "de", "por"}:
        return False
    later = [v for v in context.nearby if 0 < v.index - context.verb.end <= 5]
    return any(Mood.SUBJUNCTIVE in v.moods and context.lemma in v.lemmas for v in later[:1])


def _reduplicated(context: Context) -> bool:
    """Tell whether this is the second half: *(digan) lo que ____*."""
    opener = context.opener
    if opener is None or not context.opening.startswith(_RELATIVES):
        return False
    verbs = context.sentence.finder.verbs
    earlier = next(
        (verbs[k] for k in range(opener - 1, max(-1, opener - 5), -1) if k in verbs), None
    )
    return (
        earlier is not None
        and Mood.INDICATIVE not in earlier.moods
        and Mood.SUBJUNCTIVE in earlier.moods
        and context.lemma in earlier.lemmas
        and context.verb.start == opener + 1
    )


_RELATIVES = ("que", "como", "cual", "quien", "donde", "cuando", "cuant")


def _or_not(context: Context) -> bool:
    rest = after(context, 2)
    return rest == ("o", "no")


def _clause_before(context: Context) -> bool:
    return at_start(context, context.verb.start - 1) or "," in before(context, 2)


def _says_wish(context: Context) -> bool:
    return before(context) == ("dios",) or (before(context, 3) == ("que", "en", "paz"))


def _negative_command(context: Context) -> bool:
    verb = context.verb
    if not verb.negated or context.words[verb.start] not in {"no", "nunca", "jamás", "ni"}:
        return False
    if context.lemma in _NO_COMMANDS - {"ser", "estar", "tener"}:
        return False
    if context.joined is not None or before(context) == ("y",):
        return any(is_command(context.sentence, v) for v in context.nearby if v.readings)
    return _heads_clause(context) or before(context) in {("y",), ("ni",), ("pero",), ("por favor",)}


def _is(*lemmas: str) -> Test:
    return lambda context: context.lemma in lemmas


def _ends_with(*phrase: str) -> Test:
    return lambda context: before(context, len(phrase)) == phrase


def _all(*tests: Test) -> Test:
    return lambda context: all(test(context) for test in tests)


def _any(*tests: Test) -> Test:
    return lambda context: any(test(context) for test in tests)


def _first_plural(context: Context) -> bool:
    return context.verb.start == 0 and _bare_command(context) and not exclaimed(context)


def _main_after_si(context: Context) -> bool:
    """Tell whether an unreal *si* clause with a pluperfect stands beside this main verb."""
    return any(verb.tense in {Tense.SUB_PLUP_RA, Tense.SUB_PLUP_SE} for verb in context.nearby)


def _followed_by_infinitive(context: Context) -> bool:
    return any(is_infinitive(word) for word in after(context, 2))


def _vocative_che(context: Context) -> bool:
    return "che" in context.around or "vos" in context.around


def _polite(context: Context) -> bool:
    return any(word in {"favor", "usted", "ustedes", "señor", "señora"} for word in context.around)


def _then_noun(context: Context) -> bool:
    rest = after(context)
    return exclaimed(context) and len(context.words) <= 8 and bool(rest)


def _bare_command(context: Context) -> bool:
    """Tell whether a verb that opens the text can only be meant as a command."""
    if context.verb.clitics:
        return False
    if context.verb.start:
        return at_start(context) and exclaimed(context) and context.lemma not in _NO_COMMANDS
    past = any(sphere(v.tense) is Sphere.PAST for v in context.nearby if v.tense)
    telling = context.lemma == "tener" and after(context, 2) == ("en", "cuenta")
    return telling or (not past and context.lemma not in _NO_COMMANDS)


_NO_COMMANDS = words(
    "ser estar haber tener querer poder deber gustar encantar parecer existir soler saber "
    "necesitar costar faltar importar doler interesar"
)


def _even_if(c: Context) -> bool:
    """Tell whether *así* means *aunque*: beside a negation or a future, not *así podría*."""
    others = [verb for verb in c.nearby if verb.readings]
    firm = any(verb.negated or Tense.IND_FUT in verb.tenses for verb in others)
    return firm and before(c) == ("así",) and c.verb.start > 1


MAIN: tuple[tuple[str, Test], ...] = (
    ("pase-lo-que-pase", _all(_any(_is("pasar", "decir", "hacer")), _reduplicates)),
    ("cueste-lo-que-cueste", _all(_is("costar", "caer"), _reduplicates)),
    ("sea-como-sea", _all(_is("ser"), _reduplicates)),
    ("pase-lo-que-pase", _reduplicates),
    ("ya-sea", _all(_is("ser"), _any(_ends_with("ya"), _ends_with("bien")), _clause_before)),
    ("o-sea", _all(_is("ser"), _ends_with("o"))),
    ("quieras-o-no", _all(_or_not, _heads_clause)),
    ("dios-quiera-que", _says_wish),
    ("mal-que-pese", _all(_is("pesar"), lambda c: "mal" in before(c, 3))),
    ("asi-maldicion", _all(exclaimed, lambda c: before(c) == ("así",))),
    ("asi-aunque", _even_if),
    ("nunca-lo-dijera", _all(exclaimed, lambda c: c.words[c.verb.start] in {"nunca", "jamás"})),
    ("bien-pudiera", _all(_is("poder"), _ends_with("bien"))),
    ("quisiera", _all(lambda c: c.lemma in _COURTESY, at_start, _followed_by_infinitive)),
    ("viva", _all(_is("vivir", "morir", "bendecir", "maldecir"), _then_noun)),
    ("viva", _all(_is("ser"), _any(_ends_with("maldita"), _ends_with("bendito")))),
    ("venga-vaya", _all(_is("ir", "venir"), exclaimed, at_start)),
    ("hubiera", _all(_main_after_si, lambda c: c.opener is None)),
    ("no-imperativo-vos", _all(_negative_command, _vocative_che)),
    ("no-imperativo-usted", _all(_negative_command, _polite)),
    ("no-imperativo", _negative_command),
)
"""Triggers of main clauses."""

ANYWHERE: tuple[tuple[str, Test], ...] = (
    ("sea-como-sea", _all(_is("ser"), _reduplicated)),
    ("pase-lo-que-pase", _reduplicated),
    ("dios-quiera-que", _ends_with("en", "paz")),
    ("mal-que-pese", _all(_is("pesar"), lambda c: "mal" in before(c, 3))),
)
"""Set phrases found in clauses of any kind."""

OPEN_COMMANDS: tuple[tuple[str, Test], ...] = (
    ("imperativo-nosotros", _all(_first_plural, lambda c: after(c)[:1] in {("de",), ("hasta",)})),
    ("imperativo-usted", _bare_command),
)


def first(table: tuple[tuple[str, Test], ...], context: Context) -> str:
    """Give the first trigger of a table whose test holds; empty if none does."""
    return next((trigger for trigger, test in table if test(context)), "")


def initial_que(context: Context) -> str:
    """Name the trigger of a *que* that heads its sentence."""
    opener = context.opener or 0
    words = context.words
    if words[opener + 1 : opener + 2] in {("yo",), ("nosotros",)} and context.lemma in _KNOWING:
        return "que-yo-sepa"
    if _or_not(context) or "o" in after(context, 3):
        return "que-te-guste-o-no"
    if any(v.index > context.verb.end for v in context.nearby) and not exclaimed(context):
        return "el-que"
    if exclaimed(context):
        repeated = bool({"te", "os"} & set(words[opener : opener + 5])) and context.verb.clitics[
            :1
        ] == ("te",)
        return "que-orden-repetida" if repeated else "que-deseo"
    return "que-orden-indirecta"


_KNOWING = frozenset({"saber", "recordar", "ver", "conocer"})


def condition(context: Context) -> str:
    """Name the kind of *si* clause from the verb of the main clause."""
    matrix = context.matrix
    if exclaimed(context) and matrix is None:
        return "si-exclamativo"
    if matrix is None or matrix.tense is None:
        return "si-presente"
    if matrix.tense in _PERFECT:
        return "si-pluscuamperfecto"
    if matrix.tense is Tense.COND:
        return _unreal(context)
    if sphere(matrix.tense) is Sphere.PAST and not matrix.tenses & {Tense.SUB_IMP_RA}:
        return "si-pasado-real"
    return "si-presente"


def _unreal(context: Context) -> str:
    """Tell the imperfect from the pluperfect: *ahora* beside a conditional points back."""
    present = "ahora" in context.around or "hoy" in context.around
    return "si-mixto" if present else "si-imperfecto"


def infinitive(context: Context) -> str:
    """Name the trigger of an infinitive in the blank; empty if none is wanted there."""
    words = context.words
    start = context.verb.start
    if context.verb.clitics or context.verb.negated:
        return ""  # an infinitive has its pronouns behind it
    word = words[start - 1] if start else ""
    verb = context.sentence.finder.verbs.get(start - 1)
    if word == "que" and (earlier := context.sentence.finder.verbs.get(start - 2)):
        return "hay-que" if earlier.lemmas & {"haber", "tener"} else ""
    if word == "que" and words[start - 2] in {"nada", "algo", "mucho", "poco"}:
        holder = context.sentence.finder.verbs.get(start - 3)
        ends = not context.verb.clitics and after(context)[:1] in {(), (".",), (",",)}
        return "relativa-de-infinitivo" if holder and "tener" in holder.lemmas and ends else ""
    if word == "de" and start == 1:
        return "de-infinitivo"
    if word in PREPOSITIONS - {"excepto", "salvo", "durante"}:
        return "preposicion-infinitivo"
    if verb and verb.lemmas & {"querer", "preferir", "desear", "necesitar", "esperar"}:
        return "mismo-sujeto"
    adjective = context.sentence.finder.verbs.get(start - 2)
    if adjective and adjective.lemmas == {"ser"} and word in {"importante", "necesario", "mejor"}:
        return "evaluacion-infinitivo"
    return ""


def person_hint(context: Context) -> Person | None:
    """Give the person a subject pronoun shows, if one stands near."""
    for word in (*context.inside()[-4:], *after(context, 2)):
        if word in SUBJECT_PRONOUNS:
            return _PRONOUNS.get(word)
    return None


_PRONOUNS = {
    "yo": Person.YO,
    "tú": Person.TU,
    "vos": Person.VOS,
    "nosotros": Person.NOSOTROS,
    "nosotras": Person.NOSOTROS,
    "vosotros": Person.VOSOTROS,
    "vosotras": Person.VOSOTROS,
    "ustedes": Person.ELLOS,
    "ellos": Person.ELLOS,
    "ellas": Person.ELLOS,
    "usted": Person.EL,
    "él": Person.EL,
    "ella": Person.EL,
}
__all__ = [
    "CLITICS",
    "MAIN",
    "OPEN_COMMANDS",
    "after",
    "asked",
    "at_start",
    "before",
    "condition",
    "exclaimed",
    "first",
    "infinitive",
    "initial_que",
    "is_command",
    "person_hint",
]
