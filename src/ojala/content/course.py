"""The course: the content in the order in which it is met, and an exercise for each item of it."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial

from ojala.content.cells import Cell, cells, narrowed
from ojala.content.loader import load
from ojala.content.sources import DATA
from ojala.exercises.draft import Draft
from ojala.exercises.exercise import Exercise
from ojala.exercises.item import Item, ItemKind
from ojala.exercises.kinds import KINDS
from ojala.exercises.kinds.kind import PATIENCE, UnsuitedError
from ojala.exercises.material import Content, NoMaterialError
from ojala.exercises.moods import alternates
from ojala.exercises.narrowing import with_verbs
from ojala.exercises.unit import Unit
from ojala.learning.kinds import PLAIN
from ojala.learning.learner import Preferences
from ojala.learning.placement import LEVELS as HEIGHTS
from ojala.learning.placement import Ability, Question, presumed
from ojala.learning.selection import Candidate
from ojala.spanish.features import Mood, Person

LEVELS = ("A2", "B1", "B2", "C1", "C2")
_LAST = 10_000
BEGINNING = "B1"
"""The level of the sentences that a newcomer meets at the most."""
EVERYTHING = Preferences()
_ALL = "all"
"""The group of persons in a form item that stands for a whole tense."""
_GOOD_PART = 5
"""How many items of a level one knows when one is ready for all its sentences."""
_TRIES, _FEW_TRIES = 12, 2
"""How many sentences are looked at to find one that was not met lately: in the last two of the
kinds to try, and in those before them, which others can stand in for."""
_LITTLE_PATIENCE = 6
"""How many drafts any kind may decline but the last, which nothing can stand in for."""


@dataclass(frozen=True, eq=False, repr=False)  # without slots: it keeps its categories
class Course:
    """Everything there is to practise: the content, the path through it, and its version."""

    content: Content
    path: tuple[Candidate, ...]
    version: str
    levels: Mapping[Item, str]
    """The lowest level at which each item is practised."""
    cells: tuple[Cell, ...] = ()
    """The cells of the mastery map."""

    @cached_property
    def items(self) -> frozenset[Item]:
        """Everything on the path."""
        return frozenset(one.item for one in self.path)

    @cached_property
    def categories(self) -> frozenset[str]:
        """The families of triggers that are practised."""
        return frozenset(one.family for one in self.path if one.item.kind is ItemKind.MOOD)

    def category(self, trigger: str) -> str:
        """The family of a trigger; empty where there is no such one (any more)."""
        found = self.content.triggers.get(trigger)
        return found.category if found else ""

    def questions(self, preferences: Preferences = EVERYTHING) -> tuple[Question, ...]:
        """The path as a placement test sees it: what may be asked of somebody, and how hard it is.

        Nobody is asked for forms of persons they do not practise.
        """
        return _asked(self, preferences.persons)

    def presumed(self, preferences: Preferences) -> frozenset[Item]:
        """What somebody is presumed to know by a placement test; nothing where there was none."""
        return _presumed(self, preferences.persons, preferences.placed)

    def of_verbs(self, verbs: Collection[str]) -> "Course":
        """The course as far as its sentences turn on these verbs; the whole of it for none."""
        return _narrowed(self, frozenset(verbs)) if verbs else self

    @property
    def families(self) -> tuple[str, ...]:
        """The families of rules and of forms, in the order in which the path meets them."""
        return tuple(dict.fromkeys(candidate.family for candidate in self.path))

    @property
    def verbs(self) -> frozenset[str]:
        """The verbs that some sentence turns on."""
        made = frozenset(predicate.lemma for predicate in self.content.predicates)
        return made | {sentence.lemma for sentence in self.content.sentences}

    def about(
        self, *, trigger: str = "", unit: str = "", family: str = "", cell: str = ""
    ) -> frozenset[Item]:
        """The items of a trigger, a unit of the path, a family of rules or forms, or a cell.

        A cell of the map is written `volition/sub_pres`. None where there is no such one.
        """
        if cell:
            return frozenset(item for one in self.cells if one.id == cell for item in one.moods)
        if family:
            return frozenset(one.item for one in self.path if one.family == family)
        if trigger:
            start = f"{trigger}/"
            return frozenset(
                item
                for item in self.items
                if item.kind is ItemKind.MOOD and item.key.startswith(start)
            )
        found = (one for one in self.content.units if one.id == unit)
        return frozenset(item for one in found for item in _introduced(one, self.items))

    def path_for(self, preferences: Preferences) -> tuple[Candidate, ...]:
        """The path as a learner walks it: without the forms of persons they do not practise.

        What they are presumed to know, by a placement test, is met last.
        """
        return _walked(self, preferences.persons, preferences.placed)

    def exercise(
        self,
        item: Item,
        seed: int,
        *,
        reach: str = LEVELS[-1],
        avoid: Collection[str] = (),
        preferences: Preferences = EVERYTHING,
        tense: str = "",
        kinds: Sequence[str] = (PLAIN,),
    ) -> Exercise:
        """Make an exercise for an item, with a sentence not met lately and not beyond `reach`.

        It is of the first of the kinds that has such a sentence. Where not even the last of them
        has one, one of its sentences comes all the same; raises `NoMaterialError` where it has
        none at all. Where a `tense` is chosen, the sentence is in it, if the item has any that are.
        """
        content = narrowed(self.content, item, tense) if tense else self.content
        own = self.levels.get(item, reach)
        if not _within(own, reach):  # none of its sentences is: to try them would be in vain
            kinds, reach = kinds[-1:], own

        def suits(exercise: Exercise) -> bool:
            return _suits(exercise, reach, avoid) and _speaks_of(exercise, preferences.persons)

        made: list[Exercise] = []
        for kind in kinds:
            made = []
            tries = _FEW_TRIES if kind in kinds[:-2] else _TRIES
            # Of the last kind alone a sentence beyond reach may have to do.
            last = kind == kinds[-1]
            most, patience = (LEVELS[-1], PATIENCE) if last else (reach, _LITTLE_PATIENCE)
            make = partial(
                KINDS[kind].generate,
                item,
                content,
                variety=preferences.variety,
                suits=partial(_reaches, most),
                patience=patience,
            )
            for exercise in _tries(make, range(seed, seed + tries)):
                made.append(exercise)
                if suits(exercise):
                    return exercise
        if not made:
            raise NoMaterialError(item, kinds[-1])
        spoken = [one for one in made if _speaks_of(one, preferences.persons)] or made
        fresh = [exercise for exercise in spoken if exercise.likeness not in avoid] or spoken
        return min(
            fresh, key=lambda exercise: max(LEVELS.index(exercise.level), LEVELS.index(reach))
        )

    def both_moods(self, item: Item) -> bool:
        """Whether an item is one of a trigger that goes with either mood."""
        trigger = self.content.triggers.get(item.key.partition("/")[0])
        return item.kind is ItemKind.MOOD and trigger is not None and alternates(trigger)

    def reach(self, known: Collection[Item], placed: Ability | None = None) -> str:
        """The level of the sentences a learner is ready for: the highest they know a good part of.

        Somebody new is asked nothing beyond `BEGINNING`, or beyond where they were placed.
        """
        counts = Counter(map(self.levels.get, known))
        reached = [level for level in LEVELS if counts[level] >= _GOOD_PART]
        if placed is not None and placed.level in LEVELS:
            reached.append(placed.level)
        return max([*reached, BEGINNING], key=LEVELS.index)


@lru_cache(maxsize=32)
def _narrowed(whole: Course, verbs: frozenset[str]) -> Course:
    content = with_verbs(whole.content, verbs)
    items = frozenset(content.items)
    path = tuple(one for one in whole.path if one.item in items)
    return Course(content, path, whole.version, whole.levels)


# What follows from the content and a learner's choices alone is the same at every request: nearly
# everybody shares the path of somebody who has chosen nothing.
@lru_cache(maxsize=32)
def _asked(course: Course, persons: frozenset[Person]) -> tuple[Question, ...]:
    return tuple(
        Question(one.item, HEIGHTS[course.levels[one.item]], one.family)
        for one in course.path
        if _practised(one.item, persons)
    )


@lru_cache(maxsize=128)
def _walked(
    course: Course, persons: frozenset[Person], placed: Ability | None
) -> tuple[Candidate, ...]:
    path = (one for one in course.path if _practised(one.item, persons))
    known = _presumed(course, persons, placed)
    return tuple(sorted(path, key=lambda candidate: candidate.item in known))


def _presumed(
    course: Course, persons: frozenset[Person], placed: Ability | None
) -> frozenset[Item]:
    return frozenset(presumed(_asked(course, persons), placed) if placed else ())


def _tries(make: Callable[[int], Exercise], seeds: Iterable[int]) -> Iterator[Exercise]:
    """Yield the exercises of some seeds, none of one whose sentence does not suit."""
    with suppress(NoMaterialError):
        for seed in seeds:
            with suppress(UnsuitedError):
                yield make(seed)


def _reaches(most: str, draft: Draft) -> bool:
    return _within(draft.sentence.level, most)


def _suits(exercise: Exercise, reach: str, avoid: Collection[str]) -> bool:
    return _within(exercise.level, reach) and exercise.likeness not in avoid


def _within(level: str, reach: str) -> bool:
    return LEVELS.index(level) <= LEVELS.index(reach)


def _speaks_of(exercise: Exercise, persons: Collection[Person]) -> bool:
    cell = exercise.answers[0].cell
    return cell is None or cell.person is Person.NONE or cell.person in persons


def _practised(item: Item, persons: Collection[Person]) -> bool:
    """Tell whether an item is about anybody who is practised: a form item names its persons."""
    if item.kind is not ItemKind.FORM:
        return True
    group = item.key.rpartition("/")[2]
    return group == _ALL or any(person.value in group.split("-") for person in persons)


@cache
def course() -> Course:
    """The course through the whole content."""
    content = load()
    return Course(content, path_through(content), _version(), levels_of(content), cells(content))


def _version() -> str:
    """A digest of the content files, the same wherever they are installed."""
    digest = hashlib.sha256()
    for file in sorted(DATA.rglob("*.*")):
        digest.update(file.relative_to(DATA).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def levels_of(content: Content) -> Mapping[Item, str]:
    """The lowest level at which each item is practised."""
    return {item: LEVELS[_level(content, item)] for item in content.items}


def path_through(content: Content) -> tuple[Candidate, ...]:
    """The candidates of a content: by unit, then by level, subjunctives and moods first."""
    items = content.items  # in order, which takes time
    introduced = [(unit, _introduced(unit, items)) for unit in content.units]
    places = _places(introduced)
    weights = {item: unit.weight for unit, found in introduced for item in found}
    candidates = [_candidate(content, item, weights.get(item, 1.0)) for item in items]

    def place(candidate: Candidate) -> tuple[int, int, bool, bool, int, Item]:
        item = candidate.item
        return (
            places.get(item, _LAST),
            _level(content, item),
            item.kind is not ItemKind.MOOD,
            not candidate.subjunctive,
            -len(content.by_item.get(item, ())),
            item,
        )

    return tuple(sorted(candidates, key=place))


def _candidate(content: Content, item: Item, weight: float) -> Candidate:
    if item.kind is ItemKind.MOOD:
        trigger_id, _, reading = item.key.partition("/")
        trigger = content.triggers[trigger_id]
        mood = trigger.reading(reading).mood
        return Candidate(item, mood is Mood.SUBJUNCTIVE, family=trigger.category, weight=weight)
    tense = item.key.split("/")[0 if item.kind is ItemKind.FORM else 1]
    return Candidate(item, tense.startswith("sub_"), family=tense, weight=weight)


def _level(content: Content, item: Item) -> int:
    """The lowest level at which an item is practised."""
    found = [LEVELS.index(sentence.level) for sentence in content.by_item.get(item, ())]
    found += [LEVELS.index(frame.level) for frame in content.frames_by_item.get(item, ())]
    return min(found, default=len(LEVELS) - 1)


def _places(introduced: Iterable[tuple[Unit, list[Item]]]) -> Mapping[Item, int]:
    places: dict[Item, int] = {}
    for unit, items in sorted(introduced, key=lambda pair: pair[0].order):
        for item in items:
            places.setdefault(item, unit.order)
    return places


def _introduced(unit: Unit, items: Iterable[Item]) -> list[Item]:
    """The items a unit is about: the moods of its triggers and the forms under its prefixes."""
    triggers = tuple(f"{trigger}/" for trigger in unit.triggers)
    return [
        item
        for item in items
        if (item.kind is ItemKind.MOOD and item.key.startswith(triggers))
        or (item.kind is ItemKind.FORM and unit.forms and item.key.startswith(unit.forms))
    ]
