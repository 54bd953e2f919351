"""The sentence maker: a frame and a predicate become one fresh sentence with its answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from ojala.exercises.answers import answers_for
from ojala.exercises.draft import Draft, merged
from ojala.exercises.exercise import Answer
from ojala.exercises.frame import Fill, Frame, marked_cue, without_marks
from ojala.exercises.predicate import Predicate, Subject
from ojala.exercises.progressive import at_it, goes_on
from ojala.exercises.realization import Choice, cell_of, context, english, form_of, spanish
from ojala.exercises.sentence import Sentence
from ojala.exercises.skills import group, items_for
from ojala.grammar.trigger import Sequence as Rule
from ojala.grammar.trigger import Trigger
from ojala.spanish.features import Cell, Person, Tense

T = TypeVar("T")
VOS = Subject("vos", "", "", Person.VOS)


def subjects_for(frame: Frame, predicate: Predicate) -> tuple[Subject, ...]:
    """Return who or what a predicate can be said of in a frame."""
    return tuple(_sayable_of(frame, predicate))


def _sayable_of(frame: Frame, predicate: Predicate) -> Iterator[Subject]:
    if predicate.subjects:
        codes = {subject.code for subject in frame.subjects}
        yield from (s for s in predicate.subjects if s.code in codes or s.code == "none")
        return
    american = frame.region == "am"
    for subject in frame.subjects:
        if not (american and subject.code == "vosotros") and _suits(subject, predicate):
            yield subject


def _suits(subject: Subject, predicate: Predicate) -> bool:
    if subject.code == "none" or not predicate.suits(subject):
        return False
    return not subject.fields or bool({"*", predicate.field} & subject.fields)


def made_draft(
    frame: Frame,
    predicate: Predicate,
    triggers: Mapping[str, Trigger],
    rng: Random,
    *,
    vos: bool = False,
    persons: str = "",
) -> Draft | None:
    """Make a sentence; None where nobody is left of whom the predicate can be said.

    Where a group of `persons` is named, the form of the sentence is to be one of theirs.
    """
    fills = tuple((name, pick(options, rng)) for name, options in frame.fills.items())
    subjects = _subjects(frame, predicate, dict(fills), rng)
    possible = list(_among(persons, frame, subjects, vos=vos))
    if not possible:
        return None
    choice = Choice(frame, predicate, _drawn(possible, rng), fills)
    return draft_from(choice, triggers[frame.trigger])


def speaks_of(frame: Frame, predicate: Predicate, persons: str, *, vos: bool = False) -> bool:
    """Tell whether a predicate can be said of somebody in a group of persons in this frame."""
    agreeing = map(_antecedent, frame.fills[frame.agree]) if frame.agree else None
    return any(_among(persons, frame, agreeing or _sayable_of(frame, predicate), vos=vos))


def _among(
    persons: str, frame: Frame, subjects: Iterable[Subject], *, vos: bool
) -> Iterator[Subject]:
    """Yield those of a group of persons, all where none is named; *vos* in the place of *tú*."""
    asked: dict[Person, bool] = {}
    for subject in subjects:
        said_of = VOS if vos and subject.code == "tú" else subject
        if persons and said_of.person not in asked:
            asked[said_of.person] = group(cell_of(frame.tense, said_of)) == persons
        if not persons or asked[said_of.person]:
            yield said_of


def pick(options: Sequence[T], rng: Random) -> T:
    """Return one of the options, each as likely."""
    return options[int(rng.random() * len(options))]


def _subjects(
    frame: Frame, predicate: Predicate, fills: Mapping[str, Fill], rng: Random
) -> Iterator[Subject]:
    """Yield of whom the predicate can be said here."""
    if frame.slot == "inf" or frame.agree:
        only = _antecedent(fills[frame.agree]) if frame.agree else matrix_subject(frame.matrix, rng)
        if not predicate.subjects and predicate.suits(only):
            yield only
        return
    said = (frame.spanish + " ".join(fill.spanish for fill in fills.values())).lower()
    for subject in subjects_for(frame, predicate):
        if not _is_named(subject, said):
            yield subject


def _drawn(possible: Sequence[Subject], rng: Random) -> Subject:
    """Draw a subject: each code as likely, so that the many people do not drown tú and nosotros."""
    if len(possible) == 1:
        return possible[0]
    code = pick(sorted({subject.code for subject in possible}), rng)
    return pick([subject for subject in possible if subject.code == code], rng)


_AMONG = {
    "mis padres": ("mi madre", "mi padre"),
    "mis hijos": ("mi hija", "mi hijo"),
    "mis tíos": ("mi tía", "mi tío"),
    "mi suegra": ("mi suegro",),
}
"""Groups, and who belongs to them: *mi madre quiere que mis padres* is odd."""


def _is_named(subject: Subject, said: str) -> bool:
    """Tell whether a frame's own words, in small letters, name somebody or one of a group."""
    names = (subject.spanish, *_AMONG.get(subject.spanish, ()))
    return bool(subject.spanish) and any(name in said for name in map(str.lower, names))


_MATRIX = {
    "yo": Person.YO,
    "tú": Person.TU,
    "vos": Person.VOS,
    "nosotros": Person.NOSOTROS,
    "vosotros": Person.VOSOTROS,
    "ellos": Person.ELLOS,
    "ustedes": Person.ELLOS,
}


def matrix_subject(code: str, rng: Random) -> Subject:
    """Return the subject of an infinitive: whoever the governing verb is said of."""
    gender = "f" if code == "ella" or (code in {"yo", "tú"} and rng.random() < 0.5) else "m"  # noqa: PLR2004 - a coin
    return Subject(code or "usted", "", "", _MATRIX.get(code, Person.EL), gender)


def _antecedent(fill: Fill) -> Subject:
    plural, people = "p" in fill.gender, fill.gender.endswith("+")
    person = Person.ELLOS if plural else Person.EL
    return Subject("antecedent", "", fill.english, person, fill.gender[0], thing=not people)


def draft_from(choice: Choice, trigger: Trigger) -> Draft | None:
    """Return the draft of one choice; None where the verb lacks the form."""
    frame, cell = choice.frame, choice.cell
    try:
        form = form_of(choice)
    except ValueError:
        return None
    marked = spanish(choice, f"[{form}]")
    sentence = Sentence(
        id=frame.id,
        trigger=frame.trigger,
        reading=frame.reading,
        text=without_marks(marked),
        lemma=choice.predicate.lemma,
        cell=cell,
        gloss=english(choice),
        cue=marked_cue(marked),
        level=frame.level,
        subject=_shown(choice),
        context=context(choice),
        region=_region(choice),
        items=items_for(
            choice.predicate.lemma,
            cell,
            trigger=frame.trigger,
            reading=frame.reading,
            rule=trigger.sequence.value,
        ),
    )
    twins = trigger.sequence is not Rule.RA_ONLY
    return Draft(sentence, merged(form, cell, tuple(_answers(choice, twins=twins))), choice)


def _answers(choice: Choice, *, twins: bool) -> Iterator[Answer]:
    yield from _forms(choice, twins=twins)
    if goes_on(choice):
        for tense in (choice.frame.tense, Tense.SUB_IMP_SE):
            if tense is choice.frame.tense or choice.frame.tense is Tense.SUB_IMP_RA:
                yield Answer(at_it(choice, tense), cell_of(tense, choice.subject), "other-tense")


def _forms(choice: Choice, *, twins: bool) -> Iterator[Answer]:
    lemma = choice.predicate.lemma
    if choice.frame.tense is not Tense.INF:
        yield from (
            answer
            for answer in answers_for(lemma, choice.cell, twins=twins)
            if lemma != "haber" or answer.text != "ha"
        )
    for also in choice.frame.also:
        cell = cell_of(also.tense, choice.subject)
        for answer in answers_for(lemma, cell):
            if lemma == "haber" and answer.text == "ha":
                continue  # where something is, it is *hay*
            yield replace(answer, note=also.note, meaning=_meaning(choice, cell, also.note))


def _meaning(choice: Choice, cell: Cell, note: str) -> str:
    """Return what a further answer would mean: the author says it of those that differ in sense."""
    differs = cell.tense.mood is not choice.cell.tense.mood or note == "other-reading"
    return choice.frame.also_means if differs else ""


def _shown(choice: Choice) -> str:
    return "" if choice.frame.slot == "inf" else choice.subject.shown


def _region(choice: Choice) -> str:
    if choice.subject.code == "vosotros":
        return "es"
    if choice.subject.code == "vos":
        return "am"
    return choice.frame.region or choice.predicate.region
