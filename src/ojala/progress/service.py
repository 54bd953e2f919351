"""The use cases of progress: where a learner stands, how well that is foretold, what drives."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ojala.content.cells import Cell
from ojala.content.course import Course
from ojala.errors import NothingToRepair
from ojala.exercises.exercise import Exercise
from ojala.learning.achievements import Achievement
from ojala.learning.attempts import Interval, Tally, added, overuse, underuse
from ojala.learning.calibration import Calibration, calibrated
from ojala.learning.days import ONE
from ojala.learning.forecast import AHEAD, Load, Square, forecast, heat_map
from ojala.learning.learner import Learner
from ojala.learning.mastery import Level, Mastery, gathered, standings
from ojala.learning.motivation import Standing, Streak, goal_reached, standing, streak
from ojala.learning.tallies import Day, Dimension, moods_of
from ojala.progress import queries
from ojala.progress.queries import Mistake
from ojala.storage import figures, memories
from ojala.storage.database import Transaction
from ojala.storage.jobs import enqueue
from ojala.storage.learners import change_preferences

FIT = "progress.fit"
"""The job that fits one learner's parameters."""
MISTAKES, LEADERS = 10, 20
MOST_ITEMS = 60
"""How many items of a lesson a deck holds at most."""
WEEKS = 26
"""How many weeks of accuracy are shown."""


@dataclass(frozen=True, slots=True)
class Drive:
    """What is done today, the days in a row, and the points of all time."""

    done: int
    goal: int
    reached: float
    """The share of today's goal that is done."""
    streak: Streak | None
    """Nothing where the learner does not count days."""
    points: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the mastery map and what is known of it."""

    cell: Cell
    moods: Mastery
    forms: Mastery

    @property
    def recall(self) -> float | None:
        """The chance of getting a sentence of it right: the mood chosen and the form made.

        None where there is too little evidence of either to tell.
        """
        if self.moods.recall is None or self.forms.recall is None:
            return None
        if not (self.moods.told and self.forms.told):
            return None
        return self.moods.recall * self.forms.recall


@dataclass(frozen=True, slots=True)
class Overview:
    """Where a learner stands."""

    drive: Drive
    calendar: tuple[tuple[Square, ...], ...]
    places: tuple[Place, ...]
    levels: Mapping[Level, int]
    """How many skills of the course are new, being learnt, familiar, mastered."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often and how fast a learner is right, by what it was about, over the last year."""

    by: Mapping[Dimension, Mapping[str, Tally]]
    families: Mapping[str, Tally]
    weeks: tuple[tuple[date, Tally], ...]
    overuse: Interval | None
    underuse: Interval | None
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class Foresight:
    """How well recall was foretold over the last year, and the reviews to come."""

    calibration: Calibration
    forecast: tuple[Load, ...]
    fitted: bool
    """Whether the learner's own parameters are used."""
    retention: float


@dataclass(frozen=True, slots=True)
class Leader:
    """A line of the leaderboard: a chosen name and the week's points."""

    place: int
    nickname: str
    points: int
    you: bool


async def overview(tx: Transaction, *, learner: Learner, course: Course, now: datetime) -> Overview:
    """Tell where a learner stands: today, over the year, and on the map."""
    days = await queries.days(tx, learner)
    cards = await memories.cards(tx, learner)
    known = standings(cards, now, learner.preferences.schedule.parameters)
    levels = Counter(one.level for item, one in known.items() if item in course.items)
    forms = {
        cell.tense: gathered(cell.forms, known)
        for cell in {cell.tense: cell for cell in course.cells}.values()
    }
    return Overview(
        drive=_drive(days, learner, now),
        calendar=heat_map({day: one.tally.count for day, one in days.items()}, learner.day(now)),
        places=tuple(
            Place(cell, gathered(cell.moods, known), forms[cell.tense]) for cell in course.cells
        ),
        levels=levels + Counter({Level.NEW: len(course.items) - levels.total()}),
    )


async def drive(tx: Transaction, *, learner: Learner, now: datetime) -> Drive:
    """Tell today's goal, the streak and the points."""
    return _drive(await queries.days(tx, learner), learner, now)


def _drive(days: Mapping[date, Day], learner: Learner, now: datetime) -> Drive:
    chosen, today = learner.preferences, learner.day(now)
    done = days[today].tally.count if today in days else 0
    points = sum(day.points for day in days.values())
    return Drive(
        done=done,
        goal=chosen.daily_goal,
        reached=goal_reached(done, chosen.daily_goal),
        streak=streak(days, today, chosen.repaired) if chosen.streak else None,
        points=points,
        standing=standing(points),
    )


async def accuracy(tx: Transaction, *, learner: Learner, course: Course, now: datetime) -> Accuracy:
    """Tell how often and how fast a learner is right, and where they slipped of late."""
    today = learner.day(now)
    by = await queries.tallies(tx, learner, _year_before(today))
    families: dict[str, Tally] = {}
    for trigger, tally in by[Dimension.TRIGGER].items():
        family = course.category(trigger)
        families[family] = added(families.get(family, Tally()), tally)
    moods = {moods_of(key): tally for key, tally in by[Dimension.MOODS].items()}
    return Accuracy(
        by=by,
        families=families,
        weeks=_weeks(await queries.days(tx, learner), today),
        overuse=overuse(moods),
        underuse=underuse(moods),
        mistakes=await queries.mistakes(tx, learner, MISTAKES),
    )


async def foresight(tx: Transaction, *, learner: Learner, now: datetime) -> Foresight:
    """Set what was foretold against what came about, and look at the days to come."""
    today, chosen = learner.day(now), learner.preferences
    until = learner.calendar.end(today + AHEAD * ONE)
    return Foresight(
        calibration=calibrated(await queries.shelves(tx, learner, _year_before(today))),
        forecast=forecast(
            await queries.dues(tx, learner, until), now, learner.calendar, cap=chosen.reviews_a_day
        ),
        fitted=bool(chosen.parameters),
        retention=chosen.desired_retention,
    )


async def mistakes(tx: Transaction, *, learner: Learner) -> tuple[Mistake, ...]:
    """Tell the latest mistakes, as far back as they are looked for."""
    return await queries.mistakes(tx, learner, queries.LOOKED_AT)


def sentences_of(course: Course, unit: str) -> Iterator[Exercise]:
    """Yield two exercises for each item of a lesson, the same ones each time."""
    for item in sorted(course.about(unit=unit))[:MOST_ITEMS]:
        for seed in (1, 2):
            yield course.exercise(item, seed)


async def reached(tx: Transaction, *, learner: Learner) -> Mapping[Achievement, datetime]:
    """Tell what a learner has reached, and when."""
    return (await figures.told(tx, learner)).chronicle.reached


async def ask_for_fit(tx: Transaction, *, learner: Learner, now: datetime) -> None:
    """Ask for the learner's own parameters; a job fits them."""
    await enqueue(tx, FIT, {"learner": str(learner.id)}, now=now)


async def repair_streak(tx: Transaction, *, learner: Learner, now: datetime) -> Learner:
    """Bridge the days missed since the last one practised; it costs nothing."""
    days, today = await queries.days(tx, learner), learner.day(now)
    missed = streak(days, today, learner.preferences.repaired).repairable
    if not missed or not learner.preferences.streak:
        raise NothingToRepair("No missed days can be bridged: at most three in a row, at once.")
    return await change_preferences(
        tx,
        learner,
        lambda chosen: replace(chosen, repaired=tuple(sorted({*chosen.repaired, *missed}))),
        now,
    )


async def name_oneself(
    tx: Transaction, *, learner: Learner, nickname: str, now: datetime
) -> Learner:
    """Appear on the leaderboards by a name, or by none and not at all."""
    return await change_preferences(
        tx, learner, lambda chosen: replace(chosen, nickname=nickname), now
    )


async def leaderboard(tx: Transaction, *, learner: Learner, now: datetime) -> tuple[Leader, ...]:
    """Rank this week's points of those who chose to be ranked."""
    today = learner.day(now)
    found = await queries.leaders(tx, today - timedelta(days=today.weekday()), LEADERS)
    return tuple(
        Leader(place, nickname, points, learner_id == learner.id)
        for place, (learner_id, nickname, points) in enumerate(found, 1)
    )


def _weeks(days: Mapping[date, Day], today: date) -> tuple[tuple[date, Tally], ...]:
    """Add up the last weeks, each under its Monday, the oldest first."""
    monday = today - timedelta(days=today.weekday())
    sums = {monday - n * timedelta(weeks=1): Tally() for n in reversed(range(WEEKS))}
    for day, one in days.items():
        week = day - timedelta(days=day.weekday())
        if week in sums:
            sums[week] = added(sums[week], one.tally)
    return tuple(sums.items())


def _year_before(today: date) -> date:
    """Return the first of the month eleven months ago: with this one that makes a year."""
    months = today.year * 12 + today.month - 12
    return date(months // 12, months % 12 + 1, 1)
