"""Policies: ways of choosing what to practise next, which the bench sets side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Protocol

from bench.minds import FAMILIES, START
from ojala.exercises.item import Item, ItemKind
from ojala.learning.memory import DAY, DEFAULT_PARAMETERS, Parameters, Rating
from ojala.learning.scheduling import Card, Review, Schedule, schedule
from ojala.learning.selection import Candidate, Choice, Desk, Limits, Today, plan, practise
from ojala.learning.session import Queue, answered

NEW_A_DAY = 20
"""Every policy that knows of new items meets at most so many a day."""
RECENT = 100
AGAIN_AFTER = 4
"""Every policy asks what was missed again, so many exercises later."""


class Policy(Protocol):
    """What chooses, and learns whether the answer was right."""

    def choose(self, day: float) -> int | None:
        """Return the item to practise now; `None` when there is nothing worth doing."""
        ...

    def told(self, item: int, day: float, *, right: bool) -> None:
        """Take note of an answer."""
        ...


@cache
def item(number: int) -> Item:
    """Return the item that stands for a number."""
    return Item(ItemKind.MOOD, f"{number:04}")


def path(items: int) -> tuple[Candidate, ...]:
    """Return the path the policies share: families in turn, half of it no subjunctive."""
    return tuple(
        Candidate(item(n), subjunctive=n % 2 == 0, family=f"family-{n % FAMILIES}")
        for n in range(items)
    )


@dataclass(slots=True)
class Ojala:
    """The product's own selection and scheduling."""

    path: tuple[Candidate, ...]
    retention: float = 0.9
    parameters: Parameters = DEFAULT_PARAMETERS
    cards: dict[Item, Card] = field(default_factory=dict)
    log: list[Review] = field(default_factory=list)
    queue: Queue = field(default_factory=Queue)
    today: Today = field(default_factory=Today)
    recent: list[bool] = field(default_factory=list)
    date: int = -1

    def choose(self, day: float) -> int | None:
        """Return the item to practise now."""
        if int(day) != self.date:
            self.date, self.queue = int(day), Queue()
            self.today = Today(success=self._success())
        if self.queue.next is None:
            self.queue = Queue(self._session(day))
        return int(self.queue.next.item.key) if self.queue.next else None

    def told(self, number: int, day: float, *, right: bool) -> None:
        """Take note of an answer."""
        thing, now = item(number), START + timedelta(days=day)
        rating = Rating.GOOD if right else Rating.AGAIN
        review, card = Review(thing, rating, now), self.cards.get(thing)
        if card is not None and now - card.state.last_review >= DAY:
            self.recent = [*self.recent[-RECENT + 1 :], right]
        self.cards[thing] = schedule(card, review, Schedule(self.retention, self.parameters))
        self.log.append(review)
        self.today = replace(self.today, new=self.today.new + (card is None))
        hit = {thing}
        self.queue = answered(self.queue, hit if right else set(), set() if right else hit)

    def refit(self, parameters: Parameters) -> None:
        """Go on with fitted parameters: every card is made again from the log."""
        how = Schedule(self.retention, parameters)
        self.parameters, self.cards = parameters, {}
        for review in self.log:
            self.cards[review.item] = schedule(self.cards.get(review.item), review, how)

    def _success(self) -> float | None:
        return sum(self.recent) / RECENT if len(self.recent) == RECENT else None

    def _session(self, day: float) -> tuple[Choice, ...]:
        now = START + timedelta(days=day)
        desk = Desk(
            self.path,
            self.cards,
            now,
            until=START + timedelta(days=int(day) + 0.5),
            limits=Limits(reviews=10_000, new=NEW_A_DAY),
            today=self.today,
            parameters=self.parameters,
        )
        return plan(desk) or self._practice(now)

    def _practice(self, now: datetime) -> tuple[Choice, ...]:
        """Return what a session is of where nothing is due or new: what is weakest."""
        known = [candidate for candidate in self.path if candidate.item in self.cards]
        return practise(known, self.cards, now, parameters=self.parameters)


@dataclass(slots=True)
class RandomOrder:
    """Any item at any time."""

    items: int
    dice: Random

    def choose(self, day: float) -> int | None:
        """Return the item to practise now."""
        del day
        return self.dice.randrange(self.items)

    def told(self, number: int, day: float, *, right: bool) -> None:
        """Take note of an answer, to no effect."""


class Rule(Protocol):
    """How a fixed algorithm spaces reviews."""

    def interval(self, number: int, *, right: bool) -> int:
        """Return the days until the next review of an item."""
        ...


@dataclass(slots=True)
class Leitner:
    """Five boxes with fixed intervals; a miss goes back to the first."""

    boxes: dict[int, int] = field(default_factory=dict)
    days: tuple[int, ...] = (1, 2, 4, 8, 16)

    def interval(self, number: int, *, right: bool) -> int:
        """Return the days until the next review of an item."""
        box = min(self.boxes.get(number, -1) + 1, len(self.days) - 1) if right else 0
        self.boxes[number] = box
        return self.days[box]


@dataclass(slots=True)
class Sm2:
    """SM-2, with what was right graded 4 and what was wrong graded 2."""

    states: dict[int, tuple[int, float, int]] = field(default_factory=dict)

    def interval(self, number: int, *, right: bool) -> int:
        """Return the days until the next review of an item."""
        days, ease, times = self.states.get(number, (1, 2.5, 0))
        if right:
            days = {0: 1, 1: 6}.get(times, round(days * ease))
            self.states[number] = (days, ease, times + 1)
        else:
            days = 1
            self.states[number] = (1, max(1.3, ease - 0.32), 0)
        return days


@dataclass(slots=True)
class Deck:
    """What is due first, then what is new in the order of the path, then what is due soonest."""

    items: int
    rule: Rule
    dues: dict[int, int] = field(default_factory=dict)
    again: list[tuple[int, int]] = field(default_factory=list)
    asked: int = 0
    fresh: int = 0
    date: int = -1

    def choose(self, day: float) -> int | None:
        """Return the item to practise now."""
        if int(day) != self.date:
            self.date, self.fresh, self.again = int(day), 0, []
        if self.again and self.again[0][0] <= self.asked:
            return self.again[0][1]
        due = min(self.dues, key=lambda number: self.dues[number], default=None)
        if due is not None and self.dues[due] <= self.date:
            return due
        if len(self.dues) < self.items and self.fresh < NEW_A_DAY:
            return len(self.dues)
        return self.again[0][1] if self.again else due

    def told(self, number: int, day: float, *, right: bool) -> None:
        """Take note of an answer."""
        self.asked += 1
        self.fresh += number not in self.dues
        repeated = any(waiting == number for _, waiting in self.again)
        self.again = [(place, waiting) for place, waiting in self.again if waiting != number]
        if not right:
            self.again.append((self.asked + AGAIN_AFTER, number))
        if not repeated:  # a repetition on the same day changes no interval
            self.dues[number] = int(day) + self.rule.interval(number, right=right)


def policies(items: int, seed: int) -> Mapping[str, Policy]:
    """Return the policies to compare, each afresh."""
    return {
        "ojala": Ojala(path(items)),
        "random": RandomOrder(items, Random(seed)),  # noqa: S311 - to be repeatable
        "leitner": Deck(items, Leitner()),
        "sm2": Deck(items, Sm2()),
    }
