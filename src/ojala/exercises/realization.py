"""A frame, a predicate and a subject put together: one sentence with its form marked."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ojala.exercises.english import gloss
from ojala.exercises.frame import SPANISH_TOKEN, Fill, Frame
from ojala.exercises.predicate import Predicate, Subject, agree, clitics_for, infinitive_for
from ojala.spanish import conjugate
from ojala.spanish.features import Cell, Mood, Person, Tense

_CONTRACTION = re.compile(r"\b([Aa]|[Dd]e) el\b")
_HAY = Cell(Tense.IND_PRES, Person.EL)
"""Where *haber* is a full verb and says that something is there."""
_NON_FINITE = frozenset({Mood.INFINITIVE, Mood.GERUND, Mood.PARTICIPLE})


@dataclass(frozen=True, slots=True)
class Choice:
    """What is put together: a frame, what is said in it, of whom, and its named places filled."""

    frame: Frame
    predicate: Predicate
    subject: Subject
    fills: tuple[tuple[str, Fill], ...] = ()

    @property
    def cell(self) -> Cell:
        """The cell of the form that is asked for."""
        return cell_of(self.frame.tense, self.subject)


def cell_of(tense: Tense, subject: Subject) -> Cell:
    """Return the cell of a tense for a subject; a non-finite tense has no person."""
    return Cell(tense, Person.NONE if tense.mood in _NON_FINITE else subject.person)


@lru_cache(maxsize=512)  # most are asked for but once, and take 0.1 ms
def preferred(lemma: str, cell: Cell) -> str:
    """Return the preferred form of a cell; raises `ValueError` where the verb lacks it."""
    if lemma == "haber" and cell == _HAY:
        return "hay"
    forms = conjugate(lemma).forms(cell)
    if not forms:
        raise ValueError(f"{lemma} lacks {cell.id}")
    return forms[0].text


def verb_phrase(predicate: Predicate, subject: Subject, form: str, *, negated: bool = False) -> str:
    """Return pronouns, form and complement in their order."""
    words = (
        "no" if negated else "",
        clitics_for(predicate, subject.person),
        form,
        agree(predicate.complement, subject),
    )
    return " ".join(filter(None, words))


def clause(predicate: Predicate, subject: Subject, form: str, *, negated: bool = False) -> str:
    """Return a clause: its subject where Spanish says it, and the verb phrase."""
    phrase = verb_phrase(predicate, subject, form, negated=negated)
    if not subject.spanish:
        return phrase
    if predicate.inverted:
        return f"{phrase} {subject.spanish}"
    return f"{subject.spanish} {phrase}"


def spanish(choice: Choice, form: str, *, whole: bool = False) -> str:
    """Return the Spanish sentence around the form given, the deciding words in `<>`.

    With `whole` what is given stands for the clause and not for its form.
    """
    text = SPANISH_TOKEN.sub(
        lambda match: form if whole else inside(choice, form, match), choice.frame.spanish
    )
    return tidy(_filled(text, choice, english=False))


def context(choice: Choice) -> str:
    """Return the line that goes before the sentence."""
    return tidy(_filled(choice.frame.context, choice, english=False))


def english(choice: Choice) -> str:
    """Return the English of the whole sentence."""
    text = gloss(choice.frame.english, choice.predicate, choice.subject)
    return _capital(_filled(text, choice, english=True))


def form_of(choice: Choice, tense: Tense | None = None) -> str:
    """Return the form that stands in the blank, in the frame's tense or another."""
    cell = cell_of(tense or choice.frame.tense, choice.subject)
    if cell.tense is Tense.INF:
        return infinitive_for(choice.predicate, choice.subject.person)
    return preferred(choice.predicate.lemma, cell)


def tidy(text: str) -> str:
    """Contract *a el* and *de el*, and begin with a capital."""
    return _capital(_CONTRACTION.sub(lambda m: m.group(1) + "l", text))


def inside(choice: Choice, form: str, match: re.Match[str]) -> str:
    """Return what a token of a frame stands for: a clause, its verb phrase or an infinitive."""
    negated, slot = bool(match.group(1)), match.group(2)
    predicate, subject = choice.predicate, choice.subject
    if slot == "clause":
        predicate = replace(predicate, inverted=predicate.inverted or choice.frame.inverted)
        return clause(predicate, subject, form, negated=negated)
    if slot == "vp":
        return verb_phrase(predicate, subject, form, negated=negated)
    words = ("no" if negated else "", form, agree(predicate.complement, subject))
    return " ".join(filter(None, words))


def _filled(text: str, choice: Choice, *, english: bool) -> str:
    for name, fill in choice.fills:
        text = text.replace(f"{{{name}}}", fill.english if english else fill.spanish)
    return text


def _capital(text: str) -> str:
    for place, letter in enumerate(text):
        if letter.isalpha():
            return text[:place] + letter.upper() + text[place + 1 :]
    return text
