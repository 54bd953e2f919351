"""Records of the sentence maker's files turned into predicates, subjects and frames."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ojala.content.assembly import reading_for
from ojala.content.sources import Record, Source
from ojala.exercises.frame import AlsoRight, Fill, Frame
from ojala.exercises.predicate import Predicate, Subject, split_infinitive
from ojala.grammar.trigger import Trigger
from ojala.spanish.features import Person, Tense

LEVELS = ("A2", "B1", "B2", "C1", "C2")
STATES = frozenset(
    {"bastar", "caber", "carecer", "conocer", "constar", "contener", "costar", "creer", "deber"}
    | {"depender", "desconocer", "doler", "entender", "estar", "existir", "faltar", "gustar"}
    | {"haber", "importar", "interesar", "merecer", "necesitar", "odiar", "parecer", "pertenecer"}
    | {"pesar", "poder", "preferir", "querer", "residir", "saber", "ser", "significar", "soler"}
    | {"sospechar", "suponer", "temer", "tener", "valer", "vivir"}
)
PRONOUNS = (
    Subject("yo", "", "", Person.YO),
    Subject("tú", "", "", Person.TU),
    Subject("vos", "", "", Person.VOS),
    Subject("usted", "", "", Person.EL),
    Subject("nosotros", "", "", Person.NOSOTROS),
    Subject("vosotros", "", "", Person.VOSOTROS),
    Subject("ustedes", "", "", Person.ELLOS),
)
NOBODY = Subject("none", "", "", Person.EL)
_OWN = re.compile(r"\|(?![^{}]*\})")
"""What parts `Spanish|English|who`; a bar between braces belongs to the Spanish."""
_TENSES = {"sub_imp": Tense.SUB_IMP_RA, "sub_plup": Tense.SUB_PLUP_RA}
_SECOND = frozenset({"tú", "vos", "usted", "vosotros", "ustedes"})
_OVERLAP = {
    "yo": frozenset({"yo", "nosotros"}),
    "nosotros": frozenset({"yo", "nosotros"}),
    "tú": _SECOND,
    "vos": _SECOND,
    "usted": _SECOND,
    "vosotros": _SECOND,
    "ustedes": _SECOND,
}


def tense_of(name: str) -> Tense:
    """Return the tense an author names; `sub_imp` is the -ra series."""
    return _TENSES.get(name) or Tense(name)


def slug(text: str) -> str:
    """Return Spanish as an id: *decirme la verdad* → `decirme-la-verdad`."""
    plain = unicodedata.normalize("NFD", text.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def subject_of(record: Record) -> Subject:
    """Return somebody from the file of subjects."""
    person = _named(record["es"], record["en"], record["agree"], frozenset(record["fields"]))
    return replace(person, child=record.get("child", False))


def named_subject(text: str, *, thing: bool) -> Subject:
    """Return the subject an author wrote as `Spanish|English|gender`, `+` marking people."""
    spanish, english, *rest = text.split("|")
    agree = rest[0] if rest else "m"
    people = agree.endswith("+") or not thing
    return _named(spanish, english, agree.rstrip("+"), frozenset({"*"}), thing=not people)


def _named(
    spanish: str, english: str, agree: str, fields: frozenset[str], *, thing: bool = False
) -> Subject:
    plural = agree.endswith("p")
    return Subject(
        code="ellos" if plural else "él",
        spanish=spanish,
        english=english,
        person=Person.ELLOS if plural else Person.EL,
        gender=agree[0],
        thing=thing,
        fields=fields,
    )


def predicate_of(record: Record) -> Predicate:
    """Return the predicate that a checked record describes."""
    infinitive, _, complement = record["es"].partition(" ")
    lemma, clitics = split_infinitive(infinitive)
    aspect = record.get("aspect", "")
    return Predicate(
        id=record.get("id") or slug(record["es"]),
        lemma=lemma,
        clitics=clitics,
        infinitive=infinitive,
        complement=complement,
        english=record["en"],
        fits=frozenset(record.get("fits", ())),
        field=record.get("field", "life"),
        level=record.get("level", "B1"),
        who=record.get("who", "any"),
        subjects=_own_subjects(record),
        state=aspect == "state" or (not aspect and lemma in STATES),
        inverted=record.get("order", "sv") == "vs",
        region=record.get("region", ""),
        register=record.get("register", ""),
    )


def _own_subjects(record: Record) -> tuple[Subject, ...]:
    if record.get("who") == "none":
        return (NOBODY,)
    return tuple(named_subject(text, thing=True) for text in record.get("subjects", ()))


@dataclass(frozen=True, slots=True)
class Stock:
    """Everything frames choose from."""

    predicates: tuple[Predicate, ...]
    subjects: tuple[Subject, ...]
    triggers: Mapping[str, Trigger]


def frames_of(source: Source, stock: Stock) -> Iterator[Frame]:
    """Yield the lines of every frame of a file, each with what it inherits."""
    for record in source.content["frame"]:
        shared = {key: value for key, value in record.items() if key != "lines"}
        for line in record["lines"]:
            yield frame_of(shared | line, stock)


def frame_of(record: Record, stock: Stock) -> Frame:
    """Return one line of a frame, its predicates and subjects resolved."""
    trigger = stock.triggers[record["trigger"]]
    tense = tense_of(record["tense"])
    level = record.get("level", trigger.level)
    return Frame(
        id=f"{trigger.id}:{slug(record['es'])}",
        trigger=trigger.id,
        reading=record.get("reading") or reading_for(trigger, tense.mood),
        tense=tense,
        spanish=record["es"],
        english=record["en"],
        level=level,
        predicates=tuple(_predicates(record, stock.predicates, level)),
        subjects=tuple(_subjects(record, stock.subjects)),
        matrix=record.get("matrix", ""),
        fills={name: _fills(texts) for name, texts in record.get("fill", {}).items()},
        agree=record.get("agree", ""),
        also=tuple(_also(text) for text in record.get("also", ())),
        also_means=record.get("also_means", ""),
        context=record.get("context", ""),
        means=record.get("means", ""),
        pair=record.get("pair", ""),
        combine=record.get("combine", False),
        region=record.get("region", ""),
        inverted=record.get("order", "sv") == "vs",
    )


def _fills(texts: Iterable[str]) -> tuple[Fill, ...]:
    return tuple(Fill(*text.split("|")) for text in texts)


def _also(text: str) -> AlsoRight:
    tense, _, note = text.partition(":")
    return AlsoRight(tense_of(tense), note)


def _predicates(record: Record, predicates: Iterable[Predicate], level: str) -> Iterator[Predicate]:
    never = set(record.get("never", ()))
    for text in record.get("own", ()):
        spanish, english, *who = _OWN.split(text)
        yield predicate_of({"es": spanish, "en": english, "who": who[0] if who else "any"})
    takes = [tuple(text.partition(":")[::2]) for text in record.get("takes", ())]
    for predicate in predicates:
        wanted = any(
            fit in predicate.fits and field in {"", predicate.field} for fit, field in takes
        )
        if wanted and predicate.id not in never and _matches(record, predicate, level):
            yield predicate


def _matches(record: Record, predicate: Predicate, level: str) -> bool:
    """Tell whether words, person, region and register of a predicate suit the frame."""
    if LEVELS.index(predicate.level) > LEVELS.index(level) + 1:
        return False
    if record.get("matrix") == "nosotros" and "me" in predicate.clitics:
        return False  # *nos gusta que me ayudes* changes who speaks
    opposed = {("es", "am"), ("am", "es"), ("formal", "informal"), ("informal", "formal")}
    pairs = {
        (record.get("region", ""), predicate.region),
        (record.get("register", ""), predicate.register),
    }
    return not pairs & opposed


def _subjects(record: Record, people: tuple[Subject, ...]) -> Iterator[Subject]:
    allowed = record.get("who")
    matrix, hearer = record.get("matrix", ""), record.get("hearer", "")
    named = [named_subject(text, thing=False) for text in record.get("subjects", ())] or people
    for subject in (*PRONOUNS, *named, NOBODY):
        code = subject.code
        if allowed is not None and code not in allowed and code != "none":
            continue
        if code in _SECOND and hearer and code != hearer:
            continue
        if code in _OVERLAP.get(matrix, frozenset()):
            continue
        if allowed is None and code == "vos":
            continue
        yield subject
