"""What says the same as a clause behind its governing words, in other words or another order."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from ojala.exercises.exercise import Answer
from ojala.exercises.frame import marked_cue
from ojala.exercises.governing import PREPOSITIONS, Governing
from ojala.exercises.orders import COPULAS, clauses, pronouns_beside, unmarked_surroundings
from ojala.exercises.predicate import Subject, agree, clitics_for, infinitive_for
from ojala.exercises.progressive import gerund_of, goes_on
from ojala.exercises.realization import Choice, preferred, tidy
from ojala.spanish import analyze
from ojala.spanish.clitics import CLITICS, attach, hosts, splits
from ojala.spanish.features import Cell, Person, Tense

_CLIMBED_BEFORE = frozenset(
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
_BROUGHT_ABOUT = frozenset({"influence", "wish", "purpose"})
"""Readings that bring about or wish for what comes: nobody says *ojalá vaya a llover*."""
_SAYING = {Person.YO: "yo", Person.TU: "tú", Person.NOSOTROS: "nosotros"}
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


def further(cue: str, governor: Governing, choice: Choice) -> Iterator[Answer]:
    """Yield what is right as well with another verb, another form or another tense."""
    yield from _going_to(cue, governor, choice)
    yield from _about_to(cue, governor, choice)
    yield from _able_to(cue, governor, choice)
    yield from _under_way(cue, governor, choice)
    yield from _climbed(cue, governor, choice)
    yield from _left_to(cue, governor, choice)
    yield from _of_one_subject(cue, governor, choice)
    yield from _would_rather(cue, governor, choice)


def said(cue: str, governor: Governing, choice: Choice, form: str) -> Iterator[str]:
    """Yield the governing words with each order of the clause, then with their own subject."""
    orders = [text for one in _genders(choice) for text in clauses(one, form)]
    yield from (f"{cue} {clause}" for clause in orders)
    for pronoun in pronouns_beside(choice, _SAYING.get(governor.person, "")):
        opening = pronoun.capitalize() if cue[:1].isupper() else pronoun
        yield from (f"{opening} {cue[:1].lower()}{cue[1:]} {clause}" for clause in orders)
        if choice.frame.spanish.startswith("¿<") and governor.verb:  # *¿crees tú que venga?*
            before, verb, behind = cue.rpartition(_cased(governor.verb, cue))
            yield from (f"{before}{verb} {pronoun}{behind} {clause}" for clause in orders)


def concerning(cue: str, governor: Governing, choice: Choice, form: str) -> Iterator[str]:
    """Yield *le impide a Ana que llegue* beside *impide que Ana llegue*."""
    _, bare, preposition = governor.words.partition(" ")
    unnamed = replace(choice, subject=replace(choice.subject, spanish=""))
    if governor.words in _MADE:
        return
    for head in _heads(cue, governor, choice):
        yield from said(f"{head}{bare}{preposition} que", governor, unnamed, form)


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
            for text in said(cue, governor, said_of, f"{going} a {infinitive}"):
                meaning = frame.also_means if note else ""
                yield Answer(text, Cell(Tense.INF), note, meaning, form=infinitive)


def _about_to(cue: str, governor: Governing, choice: Choice) -> Iterator[Answer]:
    """Yield *vamos a llegar tarde* beside *llegamos tarde* where English says *be going to*."""
    if choice.predicate.lemma == "ir" or not choice.predicate.english.startswith("be going to "):
        return
    going = preferred("ir", Cell(choice.frame.tense, choice.subject.person))
    for said_of, infinitive in _with_infinitive(choice):
        for text in said(cue, governor, said_of, f"{going} a {infinitive}"):
            yield Answer(text, Cell(Tense.INF), form=infinitive)


def _able_to(cue: str, governor: Governing, choice: Choice) -> Iterator[Answer]:
    """Yield *pueda venir* beside *venga* where English says *can*."""
    frame, predicate, person = choice.frame, choice.predicate, choice.subject.person
    if not any(token in frame.english for token in _CAN) or predicate.lemma == "poder":
        return
    for tense in _AIMED.get(frame.tense, ()):
        can = preferred("poder", Cell(tense, person))
        for said_of, infinitive in _with_infinitive(choice):
            for text in said(cue, governor, said_of, f"{can} {infinitive}"):
                yield Answer(text, Cell(Tense.INF), form=infinitive)


def _with_infinitive(choice: Choice) -> tuple[tuple[Choice, str], tuple[Choice, str]]:
    """Return an infinitive with its pronouns, and one with them before the verb that helps it."""
    predicate = choice.predicate
    bare = replace(choice, predicate=replace(predicate, clitics=()))
    return (bare, infinitive_for(predicate, choice.subject.person)), (choice, predicate.lemma)


def _under_way(cue: str, governor: Governing, choice: Choice) -> Iterator[Answer]:
    """Yield *esté mirándome* beside *me esté mirando* where English says *is looking*."""
    predicate, person = choice.predicate, choice.subject.person
    if not predicate.clitics or not goes_on(choice):
        return
    gerund = gerund_of(choice)
    estar = preferred("estar", Cell(choice.frame.tense, person))
    joined = attach(gerund, clitics_for(predicate, person).split(), Cell(Tense.GER))
    bare = replace(choice, predicate=replace(predicate, clitics=()))
    for text in said(cue, governor, bare, f"{estar} {joined}"):
        yield Answer(text, choice.cell, "other-tense", form=f"{estar} {joined}")


def _climbed(cue: str, governor: Governing, choice: Choice) -> Iterator[Answer]:
    """Yield *te quiero ver* beside *quiero verte*."""
    predicate = choice.predicate
    if choice.frame.slot != "inf" or governor.words not in _CLIMBED_BEFORE or not predicate.clitics:
        return
    pronouns = clitics_for(predicate, choice.subject.person)
    verb, negated = governor.verb, cue.lower().startswith("no ")
    joined = governor.words.partition(" ")[2]
    parts = ("no" if negated else "", pronouns, verb, joined, predicate.lemma)
    text = " ".join(filter(None, (*parts, agree(predicate.complement, choice.subject))))
    yield Answer(text[:1].upper() + text[1:], Cell(Tense.INF), form=predicate.lemma)


def _left_to(cue: str, governor: Governing, choice: Choice) -> Iterator[Answer]:
    """Yield *nos impide llegar* beside *impide que lleguemos*."""
    _, bare, preposition = governor.words.partition(" ")
    infinitive = infinitive_for(choice.predicate, choice.subject.person)
    complement = agree(choice.predicate.complement, choice.subject)
    for head in _heads(cue, governor, choice):
        text = f"{head}{bare}{preposition} {infinitive} {complement}".strip()
        yield Answer(text, Cell(Tense.INF), form=infinitive)


def _of_one_subject(cue: str, governor: Governing, choice: Choice) -> Iterator[Answer]:
    """Yield *en caso de encontrarte mal, llámame* where both verbs are said of the same person."""
    bare = cue.removesuffix(" que")
    joined = bare != cue and bare.split()[-1] in PREPOSITIONS and not governor.verb
    if not joined or not choice.subject.shown or not _is_said_of(choice.subject, choice):
        return
    infinitive = infinitive_for(choice.predicate, choice.subject.person)
    for one in _genders(choice):
        text = f"{bare} {infinitive} {agree(one.predicate.complement, one.subject)}".strip()
        yield Answer(text, Cell(Tense.INF), form=infinitive)


def _is_said_of(subject: Subject, choice: Choice) -> bool:
    """Tell whether the main verb, which comes first in its half, is said of somebody."""
    before, after = unmarked_surroundings(choice)
    main = after.strip(" ,.") or before[: before.rfind(marked_cue(choice.frame.spanish))]
    verb = next((word.lower() for word in main.split() if word.lower() not in CLITICS), "")
    alone = [verb, *(host for rest, tail in splits(verb) for host in hosts(rest, tail[0]))]
    found = [one for word in alone for one in analyze(word) if one.lemma not in COPULAS]
    if subject.code.startswith("usted"):
        found = [one for one in found if one.cell.tense is Tense.IMP_AFF]
    return any(one.cell.person is subject.person for one in found)


def _would_rather(cue: str, governor: Governing, choice: Choice) -> Iterator[Answer]:
    """Yield *preferiría que eligieras* beside *prefiero que elijas* where English says *I'd*."""
    if governor.words != "preferir" or not choice.frame.english.startswith("I'd "):
        return
    conditional = preferred(governor.words, Cell(Tense.COND, governor.person))
    would = cue.lower().replace(governor.verb, conditional)
    for tense, note in ((Tense.SUB_IMP_RA, "other-tense"), (Tense.SUB_IMP_SE, "se-form")):
        cell = Cell(tense, choice.subject.person)
        form = preferred(choice.predicate.lemma, cell)
        for text in said(would.capitalize(), governor, choice, form):
            yield Answer(text, cell, note, form=form)


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
