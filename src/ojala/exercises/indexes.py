"""What can be made for each item: the frames and predicates gathered under what they practise."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from ojala.exercises.frame import Frame
from ojala.exercises.item import Item
from ojala.exercises.predicate import Predicate
from ojala.exercises.skills import form_item, mood_item, sequence_item, series
from ojala.grammar.trigger import Trigger
from ojala.spanish.features import Cell, Person, Tense

_PERSONS = (
    Person.YO,
    Person.TU,
    Person.EL,
    Person.NOSOTROS,
    Person.VOSOTROS,
    Person.ELLOS,
)


def frames_by_item(
    frames: Iterable[Frame], triggers: Mapping[str, Trigger]
) -> Mapping[Item, tuple[Frame, ...]]:
    """The frames under the mood item and the sequence item that they practise."""
    found: dict[Item, list[Frame]] = {}
    for frame in frames:
        rule = triggers[frame.trigger].sequence.value
        sequence = sequence_item(rule, Cell(frame.tense, Person.EL))
        for item in filter(None, (mood_item(frame.trigger, frame.reading), sequence)):
            found.setdefault(item, []).append(frame)
    return {item: tuple(them) for item, them in found.items()}


def frames_by_predicate(
    frames: Iterable[Frame],
) -> Mapping[tuple[str, str], tuple[Frame, ...]]:
    """The frames that take a predicate, by its id and the series of the frame's tense."""
    found: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames:
        for predicate in frame.predicates:
            found.setdefault((predicate.id, series(frame.tense)), []).append(frame)
    return {key: tuple(them) for key, them in found.items()}


def predicates_by_pattern(
    frames: Iterable[Frame],
) -> Mapping[Item, tuple[Predicate, ...]]:
    """The predicates under each form item that some frame has them practise."""
    found: dict[Item, dict[str, Predicate]] = {}
    for predicate, tenses in _tenses(frames):
        for tense, person in product(tenses, _persons(predicate)):
            item = form_item(predicate.lemma, Cell(tense, person))
            if item is not None:
                found.setdefault(item, {})[predicate.id] = predicate
    return {item: tuple(them.values()) for item, them in found.items()}


def _tenses(frames: Iterable[Frame]) -> Iterator[tuple[Predicate, tuple[Tense, ...]]]:
    """Every predicate with the tenses of the frames that take it."""
    known: dict[str, Predicate] = {}
    tenses: dict[str, set[Tense]] = {}
    for frame in frames:
        for predicate in frame.predicates:
            known[predicate.id] = predicate
            tenses.setdefault(predicate.id, set()).add(frame.tense)
    for name, predicate in known.items():
        yield predicate, tuple(sorted(tenses[name]))


def _persons(predicate: Predicate) -> tuple[Person, ...]:
    """The persons a predicate can be said of."""
    own = {subject.person for subject in predicate.subjects}
    return tuple(sorted(own)) if own else _PERSONS
