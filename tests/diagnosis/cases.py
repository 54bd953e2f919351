"""Exercises for the tests of diagnosis, written as a teacher would say them."""

from ojala.diagnosis import Diagnosis, Policy, diagnose
from ojala.exercises.exercise import Answer, Exercise, Response
from ojala.exercises.item import Item
from ojala.spanish.features import Cell, Person, Tense

MOOD, FORM, SEQUENCE = map(Item.parse, ("mood:querer-que/wish", "form:tener", "sequence:past"))


def cell(text: str) -> Cell:
    tense, person = text.split(".")
    return Cell(Tense(tense), Person(person))


def exercise(
    lemma: str,
    right: str,
    where: str = "",
    sentence: str = "Quiero que ____ pronto.",
    cue: str = "Quiero que",
) -> Exercise:
    return Exercise(
        kind="cloze",
        sentence=sentence,
        gloss="",
        lemma=lemma,
        answers=(Answer(right, cell(where) if where else None),),
        items=(MOOD, FORM, SEQUENCE),
        trigger="querer-que",
        reading="wish",
        cue=cue,
    )


def judged(
    lemma: str, right: str, where: str, given: str, policy: Policy | None = None
) -> Diagnosis:
    return diagnose(exercise(lemma, right, where), Response(given), policy)


def kinds(diagnosis: Diagnosis) -> list[str]:
    return [finding.kind.value for finding in diagnosis.findings]
