"""Translation: say in Spanish what an English sentence says, with given words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from random import Random

from ojala.exercises.draft import Draft, exercise_of
from ojala.exercises.exercise import BLANK, Answer, Exercise
from ojala.exercises.frame import Frame, marked_cue
from ojala.exercises.generation import Source
from ojala.exercises.governing import Governing, governing
from ojala.exercises.kinds.kind import Kind
from ojala.exercises.material import Content
from ojala.exercises.orders import COPULAS, clauses, pronouns_beside, surroundings
from ojala.exercises.predicate import agree, clitics_for, infinitive_for
from ojala.exercises.realization import Choice, preferred, tidy
from ojala.exercises.wordings import worded
from ojala.grammar.trigger import Trigger
from ojala.spanish.clitics import attach
from ojala.spanish.features import Cell, Person, Tense

_TENSES = frozenset(
    {Tense.SUB_PRES, Tense.SUB_PERF, Tense.SUB_IMP_RA, Tense.SUB_PLUP_RA, Tense.IND_PRES, Tense.INF}
)
"""Tenses that the English leaves no doubt about."""
_CLIMBED = frozenset(
    {"querer", "poder", "deber", "soler", "pensar", "intentar", "lograr", "conseguir", "necesitar"}
    | {"tener que", "ir a", "volver a", "empezar a", "dejar de"}
)
"""Verbs before which the pronouns of their infinitive may stand: *te quiero ver*."""
_WILL = ("{will}", "{pres_will}", "will {base}")
_CAN = ("can {base}", "could {base}")
_AIMED: Mapping[Tense, tuple[Tense, ...]] = {
    Tense.SUB_PRES: (Tense.SUB_PRES,),
    Tense.SUB_IMP_RA: (Tense.SUB_IMP_RA, Tense.SUB_IMP_SE),
}
"""Tenses of what is aimed at, in which it may be said that somebody can do it."""
_GOING_ON = re.compile(r"be (?!going\b)\w+ing\b")
_BROUGHT_ABOUT = frozenset({"influence", "wish", "purpose"})
"""Readings that bring about or wish for what comes: nobody says *ojalá vaya a llover*."""
_SAYING = {Person.YO: "yo", Person.TU: "tú", Person.NOSOTROS: "nosotros"}
_SECOND = frozenset({"tú", "vos", "usted", "vosotros", "ustedes"})
_GIVEN = frozenset({"impedir", "permitir", "prohibir", "ordenar", "posibilitar", "facilitar"})
"""Verbs that name whom they concern as to whom it is given: *nos impide que lleguemos, llegar*."""
_MOVED = frozenset({"obligar a", "ayudar a", "autorizar a", "incitar a"})
"""Verbs that name whom they move: *la obliga a que firme, a firmar*."""
_MADE = frozenset({"hacer"})
"""Verbs that name whom they move before an infinitive alone: *me hace olvidar cosas*."""
_OBJECTS: Mapping[Person, tuple[str, ...]] = {
    Person.YO: ("me",),
    Person.TU: ("te",),
    Person.VOS: ("te",),
    Person.NOSOTROS: ("nos",),
    Person.VOSOTROS: ("os",),
    Person.EL: ("le", "lo", "la"),
    Person.ELLOS: ("les", "los", "las"),
}
"""How somebody is named beside such a verb; the first where it is given to him."""


def make(draft: Draft, content: Content, _rng: Random) -> Exercise | None:
    """Ask for the governing words and the clause; the rest of the sentence stands there."""
    choice = draft.choice
    governor = choice and governing(choice, content.triggers[draft.sentence.trigger])
    if choice is None or not governor:
        return None
    before, after = surroundings(choice)
    opening, _, rest = before.partition("<")
    cue, _, between = rest.partition(">")
    if between.strip():
        return None
    answers = worded(
        draft.answers,
        lambda form: (
            *_said(cue, governor, choice, form),
            *(_said(f"{cue} que", governor, choice, form) if cue.lower() == "ojalá" else ()),
            *_concerning(cue, governor, choice, form),
        ),
    )
    further = (
        *_going_to(cue, governor, choice),
        *_able_to(cue, governor, choice),
        *_under_way(cue, governor, choice),
        *_climbed(cue, governor, choice),
        *_left_to(cue, governor, choice),
    )
    known = {answer.text: answer for answer in answers}
    for answer in further:
        known.setdefault(answer.text, answer)
    return replace(
        exercise_of(TRANSLATION.name, draft),
        sentence=f"{opening}{BLANK}{after}",
        answers=tuple(known.values()),
        prompt=" · ".join(
            filter(None, (_governed_by(governor), governor.words, _who(choice), _what(choice)))
        ),
        cue=cue,
        subject="",
    )


def _said(cue: str, governor: Governing, choice: Choice, form: str) -> Iterator[str]:
    """Yield the governing words with each order of the clause, then with their own subject."""
    orders = [text for said in _genders(choice) for text in clauses(said, form)]
    yield from (f"{cue} {clause}" for clause in orders)
    for said in pronouns_beside(choice, _SAYING.get(governor.person, "")):
        opening = said.capitalize() if cue[:1].isupper() else said
        yield from (f"{opening} {cue[:1].lower()}{cue[1:]} {clause}" for clause in orders)
        if choice.frame.spanish.startswith("¿<") and governor.verb:  # *¿crees tú que venga?*
            before, verb, behind = cue.rpartition(_cased(governor.verb, cue))
            yield from (f"{before}{verb} {said}{behind} {clause}" for clause in orders)


def _cased(verb: str, cue: str) -> str:
    """Return a governing verb as it stands in the cue, which may begin the sentence."""
    return verb if verb in cue else verb.capitalize()


def _genders(choice: Choice) -> tuple[Choice, ...]:
    """Return the choice as a man and as a woman would say it, where the English is the same."""
    subject = choice.subject
    if subject.spanish or not set("@|") & set(choice.predicate.complement):
        return (choice,)
    other = replace(subject, gender="m" if subject.gender == "f" else "f")
    return (choice, replace(choice, subject=other))


def _governed_by(governor: Governing) -> str:
    """Return who the governing verb is said of, where the English *you* leaves it open."""
    return "tú" if governor.person is Person.TU else ""


def _who(choice: Choice) -> str:
    """Return who the clause is about, where the English does not say it well enough."""
    subject = choice.subject
    if choice.frame.slot != "clause":
        return ""
    return subject.spanish or (subject.code if subject.code in _SECOND else "")


def _what(choice: Choice) -> str:
    predicate, subject = choice.predicate, choice.subject
    return " ".join(filter(None, (predicate.infinitive, agree(predicate.complement, subject))))


def _going_to(cue: str, governor: Governing, choice: Choice) -> Iterator[Answer]:
    """Yield *vaya a venir* beside *venga* where English says *will*, *va a* beside *vendrá*."""
    frame = choice.frame
    future = any(token in frame.english for token in _WILL) and not choice.predicate.state
    if not future or frame.tense is not Tense.SUB_PRES or frame.reading in _BROUGHT_ABOUT:
        return
    person, ways = choice.subject.person, _with_infinitive(choice)
    said_so = {also.note for also in frame.also if also.tense is Tense.IND_FUT}
    for tense, notes in ((Tense.SUB_PRES, {""}), (Tense.IND_PRES, said_so)):
        going = preferred("ir", Cell(tense, person))
        for (said_of, infinitive), note in product(ways, notes):
            for text in _said(cue, governor, said_of, f"{going} a {infinitive}"):
                meaning = frame.also_means if note else ""
                yield Answer(text, Cell(Tense.INF), note, meaning, form=infinitive)


def _able_to(cue: str, governor: Governing, choice: Choice) -> Iterator[Answer]:
    """Yield *pueda venir* beside *venga* where English says *can*."""
    frame, predicate, person = choice.frame, choice.predicate, choice.subject.person
    if not any(token in frame.english for token in _CAN) or predicate.lemma == "poder":
        return
    for tense in _AIMED.get(frame.tense, ()):
        can = preferred("poder", Cell(tense, person))
        for said_of, infinitive in _with_infinitive(choice):
            for text in _said(cue, governor, said_of, f"{can} {infinitive}"):
                yield Answer(text, Cell(Tense.INF), form=infinitive)


def _with_infinitive(choice: Choice) -> tuple[tuple[Choice, str], tuple[Choice, str]]:
    """Return an infinitive with its pronouns, and one with them before the verb that helps it."""
    predicate = choice.predicate
    bare = replace(choice, predicate=replace(predicate, clitics=()))
    return (bare, infinitive_for(predicate, choice.subject.person)), (choice, predicate.lemma)


def _under_way(cue: str, governor: Governing, choice: Choice) -> Iterator[Answer]:
    """Yield *me esté mirando* beside *me mire* where English says *is looking*."""
    predicate, person = choice.predicate, choice.subject.person
    ahead = any(also.tense is Tense.IND_FUT for also in choice.frame.also)
    if ahead or predicate.lemma in COPULAS or not _GOING_ON.match(predicate.english):
        return
    gerund = preferred(predicate.lemma, Cell(Tense.GER))
    estar = preferred("estar", Cell(choice.frame.tense, person))
    pronouns = clitics_for(predicate, person).split()
    bare = replace(choice, predicate=replace(predicate, clitics=()))
    joined = attach(gerund, pronouns, Cell(Tense.GER))
    for said_of, said in ((choice, gerund), (bare, joined)):
        for text in _said(cue, governor, said_of, f"{estar} {said}"):
            yield Answer(text, Cell(Tense.GER), form=gerund)


def _climbed(cue: str, governor: Governing, choice: Choice) -> Iterator[Answer]:
    """Yield *te quiero ver* beside *quiero verte*."""
    predicate = choice.predicate
    if choice.frame.slot != "inf" or governor.words not in _CLIMBED or not predicate.clitics:
        return
    pronouns = clitics_for(predicate, choice.subject.person)
    verb, negated = governor.verb, cue.lower().startswith("no ")
    joined = governor.words.partition(" ")[2]
    parts = ("no" if negated else "", pronouns, verb, joined, predicate.lemma)
    text = " ".join(filter(None, (*parts, agree(predicate.complement, choice.subject))))
    yield Answer(text[:1].upper() + text[1:], Cell(Tense.INF), form=predicate.lemma)


def _concerning(cue: str, governor: Governing, choice: Choice, form: str) -> Iterator[str]:
    """Yield *le impide a Ana que llegue* beside *impide que Ana llegue*."""
    _, bare, preposition = governor.words.partition(" ")
    unnamed = replace(choice, subject=replace(choice.subject, spanish=""))
    if governor.words in _MADE:
        return
    for head in _heads(cue, governor, choice):
        yield from _said(f"{head}{bare}{preposition} que", governor, unnamed, form)


def _left_to(cue: str, governor: Governing, choice: Choice) -> Iterator[Answer]:
    """Yield *nos impide llegar* beside *impide que lleguemos*."""
    _, bare, preposition = governor.words.partition(" ")
    infinitive = infinitive_for(choice.predicate, choice.subject.person)
    complement = agree(choice.predicate.complement, choice.subject)
    for head in _heads(cue, governor, choice):
        text = f"{head}{bare}{preposition} {infinitive} {complement}".strip()
        yield Answer(text, Cell(Tense.INF), form=infinitive)


def _heads(cue: str, governor: Governing, choice: Choice) -> Iterator[str]:
    """Yield the governing verb with whom it concerns: *nos impide*, *le impide a Ana*."""
    subject, given = choice.subject, governor.words in _GIVEN | _MADE
    known = given or governor.words in _MOVED
    if not known or subject.thing or "{clause}" not in choice.frame.spanish:
        return
    negated, verb, _ = cue.lower().rpartition(governor.verb)
    named = f" a{tidy(f'a {subject.spanish}')[1:]}" if subject.spanish else ""
    pronouns = _OBJECTS.get(subject.person, ())[: 1 if given else None]
    if named:  # *le impide a Ana* is said, *la obliga a Ana* is not
        pronouns = ("", *pronouns) if given else ("",)
    for pronoun in pronouns:
        text = f"{negated}{f'{pronoun} {verb}'.strip()}{named}"
        yield text[:1].upper() + text[1:] if cue[:1].isupper() else text


def _takes(frame: Frame, _trigger: Trigger) -> bool:
    """Take what English says in one way: no past behind a past, nobody whose name varies."""
    cue = marked_cue(frame.spanish)
    return frame.tense in _TENSES and frame.slot in {"clause", "inf"} and bool(cue)


TRANSLATION = Kind("translation", make, source=Source(frame=_takes, written=False))
