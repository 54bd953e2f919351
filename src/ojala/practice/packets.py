"""Packets: exercises to take along where there is no connection, with what to say to each answer.

What is foreseen is judged here, by the same diagnosis as ever. The answers are sealed: a device
can tell whether it was given one of them, but whoever looks at the packet does not read them.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from ojala.content.course import Course
from ojala.content.telling import judged
from ojala.diagnosis import Diagnosis, Policy, Step, diagnose
from ojala.diagnosis.normalization import fold, normal
from ojala.exercises.exercise import Exercise, Response
from ojala.practice import texts
from ojala.practice.sealing import seal
from ojala.practice.values import Issued
from ojala.spanish import Cell, Tense, conjugate
from ojala.spanish.features import Person

_TENSES = (
    Tense.IND_PRES,
    Tense.SUB_PRES,
    Tense.IND_PRET,
    Tense.IND_IMP,
    Tense.IND_FUT,
    Tense.COND,
    Tense.SUB_IMP_RA,
    Tense.SUB_IMP_SE,
    Tense.INF,
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """One exercise of a packet as it travels."""

    salt: str
    foreseen: dict[str, str]
    """By the fingerprint of an answer, what is said to it, sealed."""
    otherwise: str
    """What is said to an answer that nobody foresaw: it is judged once it arrives."""


def sealed(issued: Issued, course: Course, policy: Policy, language: str) -> Sealed:
    """Seal an exercise with what is said to each foreseeable answer."""
    salt = issued.id.hex
    told = {
        fingerprint(salt, text): seal(_told(issued, text, course, policy, language))
        for text in foreseeable(issued.exercise)
    }
    return Sealed(salt, told, seal(_revealed(issued.exercise)))


def fingerprint(salt: str, text: str) -> str:
    """What stands for an answer in a packet."""
    return hashlib.sha256(f"{salt}:{normal(text)}".encode()).hexdigest()[:24]


def foreseeable(exercise: Exercise) -> tuple[str, ...]:
    """The answers to expect: the right ones, those offered, and other forms of the verb."""
    right = [answer.text for answer in exercise.answers]
    forms = [*right, *exercise.options, *_forms(exercise)]
    return tuple(dict.fromkeys([*forms, *map(fold, forms)]))


def _forms(exercise: Exercise) -> Iterator[str]:
    cell = exercise.answers[0].cell
    if cell is None or exercise.options:
        return
    persons = {cell.person, Person.YO, Person.TU, Person.EL, Person.NOSOTROS, Person.ELLOS}
    paradigm = conjugate(exercise.lemma)
    for tense, person in product(dict.fromkeys((*_TENSES, cell.tense)), sorted(persons)):
        wanted = person if person is cell.person or tense is cell.tense else None
        place = Cell(tense) if tense is Tense.INF else wanted and Cell(tense, wanted)
        if place:
            yield from (form.text for form in paradigm.forms(place))


def _told(
    issued: Issued, text: str, course: Course, policy: Policy, language: str
) -> dict[str, object]:
    diagnosis = diagnose(issued.exercise, Response(text), policy)
    said = judged(diagnosis, issued.exercise, Step.FORM, course, language)
    return {
        "verdict": diagnosis.verdict.value,
        "said": texts.plain(said, language),
        **_revealed(issued.exercise, diagnosis),
    }


def _revealed(exercise: Exercise, diagnosis: Diagnosis | None = None) -> dict[str, object]:
    answer = diagnosis.answer.text if diagnosis else exercise.answers[0].text
    return {"answer": answer, "sentence": exercise.filled(answer)}
