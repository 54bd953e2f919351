"""Ten learner errors for each subjunctive cell of the commonest verbs, named by their definition.

What each wrong form is comes from how it was made (another cell of the paradigm, or one rule of the
verb engine left out), never from the code that diagnoses it.
"""

import csv
from collections import Counter
from collections.abc import Iterator

import pytest

from ojala.diagnosis import Diagnosis, ErrorClass, diagnose
from ojala.diagnosis.normalization import fold
from ojala.exercises.exercise import Response
from ojala.spanish import analyze, conjugate, errors
from ojala.spanish.features import Cell, Person, Tense
from tests.diagnosis.cases import exercise
from tests.reference import reference_file

PERSONS = [person for person in Person if person not in (Person.VOS, Person.NONE)]
TENSES = [Tense.SUB_PRES, Tense.SUB_IMP_RA, Tense.SUB_IMP_SE]
COMPOUND = [Tense.SUB_PERF, Tense.SUB_PLUP_RA]
SPELLING, STEM, ENDING = {ErrorClass.SPELLING}, {ErrorClass.STEM}, {ErrorClass.ENDING}
# What a broken rule of the verb engine is, by the taxonomy of errors.
BROKEN_RULES = {
    "accent-dropped": SPELLING,
    "accent-added": SPELLING,
    "accent-misplaced": SPELLING,
    "spelling-skipped": SPELLING,
    "sound-alike": SPELLING,
    "glide-not-y": SPELLING,
    "diphthong-skipped": STEM,
    "diphthong-overused": STEM,
    "closing-skipped": STEM,
    "yo-stem-skipped": STEM,
    "strong-stem-skipped": STEM,
    "strong-stem-overused": STEM,
    "analogical-stem": STEM,
    "regularised": STEM | ENDING,
    "strong-ending": SPELLING | ENDING,
    "stress-shifted": SPELLING | STEM,
    "ending-class": ENDING,
}


def _verbs() -> list[str]:
    with reference_file("conjugation_gold_verbs.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    rows.sort(key=lambda row: (-float(row["zipf_infinitive"]), row["lemma"]))
    return [row["lemma"] for row in rows[:200]]


def _forms(lemma: str, tense: Tense, person: Person = Person.NONE) -> list[str]:
    return [form.text for form in conjugate(lemma).forms(Cell(tense, person))[:1]]


def _by_cell(lemma: str, cell: Cell) -> Iterator[tuple[str, set[ErrorClass]]]:
    """Forms of the verb that belong elsewhere."""
    past = cell.tense not in (Tense.SUB_PRES, Tense.SUB_PERF)
    compound = cell.tense in COMPOUND
    perfect = Tense.IND_PLUP if past else Tense.IND_PERF
    indicative = perfect if compound else (Tense.IND_IMP if past else Tense.IND_PRES)
    other = {
        Tense.SUB_PERF: Tense.SUB_PLUP_RA,
        Tense.SUB_PLUP_RA: Tense.SUB_PERF,
        Tense.SUB_PRES: Tense.SUB_IMP_RA,
    }.get(cell.tense, Tense.SUB_PRES)
    for tense, expected in (
        (indicative, ErrorClass.MOOD),
        (Tense.IND_FUT, ErrorClass.MOOD),
        (Tense.COND, ErrorClass.MOOD),
        (other, ErrorClass.TENSE),
    ):
        for form in _forms(lemma, tense, cell.person):
            yield form, {expected}
    for form in _forms(lemma, Tense.INF):
        yield form, {ErrorClass.NONFINITE}
    for person in PERSONS:
        if person is not cell.person:
            for form in _forms(lemma, cell.tense, person):
                yield form, {ErrorClass.PERSON}


def _by_rule(lemma: str, cell: Cell) -> Iterator[tuple[str, set[ErrorClass]]]:
    """Forms that do not exist, made by breaking one rule; the commonest ways only, two each."""
    seen: Counter[str] = Counter()
    for error in errors(lemma, cell):
        if error.rule in BROKEN_RULES and not error.real and seen[error.rule] < 2:
            exists = any(a.lemma != lemma for a in analyze(error.text, fold_accents=True))
            if not exists:
                seen[error.rule] += 1
                yield error.text, BROKEN_RULES[error.rule]


def _table(lemma: str) -> Iterator[tuple[Cell, str, str, set[ErrorClass]]]:
    for tense in (*TENSES, *COMPOUND):
        for person in PERSONS:
            cell = Cell(tense, person)
            right = _forms(lemma, tense, person)
            accepted = {form.text for form in conjugate(lemma).forms(cell)}
            wrong = dict(_by_cell(lemma, cell))
            if tense in TENSES:
                wrong |= dict(_by_rule(lemma, cell))
            for text, expected in wrong.items():
                if right and text not in accepted:
                    same_letters = fold(text) == fold(right[0])
                    yield cell, right[0], text, SPELLING if same_letters else expected


def _named(diagnosis: Diagnosis, expected: set[ErrorClass]) -> bool:
    return diagnosis.error_class in expected


@pytest.mark.exhaustive
@pytest.mark.parametrize("part", range(10))
def test_each_error_of_the_table_is_named_by_its_definition(part: int) -> None:
    wrong: list[tuple[str, str, str, str]] = []
    count = 0
    for lemma in _verbs()[part::10]:
        for cell, right, text, expected in _table(lemma):
            diagnosis = diagnose(exercise(lemma, right, cell.id), Response(text))
            count += 1
            if not _named(diagnosis, expected):
                wrong.append((lemma, right, text, diagnosis.error_class))
    assert count >= 20 * 18 * 10
    assert wrong == []
