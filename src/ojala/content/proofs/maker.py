"""Proofs of what the sentence maker is fed: predicates, subjects and frames."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from ojala.content.coverage import sentences_of
from ojala.content.maker import Stock, frame_of, predicate_of, subject_of
from ojala.content.proofs.problem import Problem, schema_problems
from ojala.content.schema.predicates import FrameFile, PredicateFile, SubjectFile
from ojala.content.sources import Record, Source
from ojala.exercises.frame import Frame
from ojala.exercises.predicate import Predicate
from ojala.grammar.trigger import Trigger
from ojala.spanish import NotAVerb, conjugate

FEWEST = 8
"""How many predicates a line must take, so that its sentences do not repeat soon."""


def maker_problems(
    predicates: list[Source],
    subjects: Source,
    frames: list[Source],
    triggers: Mapping[str, Trigger],
) -> Iterator[Problem]:
    """Yield everything wrong with the sentence maker's files."""
    wrong = [
        *_schema(predicates, PredicateFile),
        *_schema([subjects], SubjectFile),
        *_schema(frames, FrameFile),
    ]
    wrong = wrong or list(_predicate_problems(predicates))
    yield from wrong
    if wrong:
        return
    known = tuple(predicate_of(r) for file in predicates for r in file.content["predicate"])
    people = tuple(subject_of(record) for record in subjects.content["subject"])
    stock = Stock(known, people, triggers)
    for file in frames:
        for record in file.content["frame"]:
            yield from _frame_problems(file.name, record, stock)


def _schema(files: list[Source], model: type[BaseModel]) -> Iterator[Problem]:
    for file in files:
        yield from schema_problems(file.name, file.content, model)


def _predicate_problems(files: list[Source]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for file in files:
        for record in file.content["predicate"]:
            try:
                predicate = predicate_of(record)
            except ValueError as error:
                yield Problem(file.name, record["es"], str(error))
                continue
            if predicate.id in seen:
                yield Problem(file.name, predicate.id, f"stands in {seen[predicate.id]} too")
            seen[predicate.id] = file.name
            yield from _verb_problems(file.name, predicate)


def _verb_problems(file: str, predicate: Predicate) -> Iterator[Problem]:
    try:
        inferred = conjugate(predicate.lemma).inferred
    except NotAVerb as error:
        yield Problem(file, predicate.id, str(error))
        return
    if inferred:
        yield Problem(file, predicate.id, f"{predicate.lemma} is not in the lexicon")


def _frame_problems(file: str, record: Record, stock: Stock) -> Iterator[Problem]:
    """Make each line of a frame, and say what hinders that or makes it poor."""
    shared = {key: value for key, value in record.items() if key != "lines"}
    for line in record["lines"]:
        try:
            frame = frame_of(shared | line, stock)
        except (KeyError, ValueError) as error:
            yield Problem(file, line["es"], f"cannot be made: {error}")
            continue
        yield from _line_problems(file, frame, stock.triggers)


def _line_problems(file: str, frame: Frame, triggers: Mapping[str, Trigger]) -> Iterator[Problem]:
    if len(frame.predicates) < FEWEST:
        yield Problem(file, frame.spanish, f"takes only {len(frame.predicates)} predicates")
    elif (made := sentences_of(frame)) < FEWEST:
        yield Problem(
            file, frame.spanish, f"makes only {made} sentences: nobody can be its subject"
        )
    if frame.reading not in {reading.id for reading in triggers[frame.trigger].readings}:
        yield Problem(file, frame.spanish, f"{frame.trigger} has no reading {frame.reading}")
    if not frame.slot:
        yield Problem(file, frame.spanish, "has no place for a clause")
