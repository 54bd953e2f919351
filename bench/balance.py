"""Measure how the moods are mixed in what learners of each level are asked, on the real content.

    python -m bench.balance [--days 30]

A learner placed at a level practises two sessions a day, right nine times in ten of what was met
before and six times in ten of what is new. Printed is the share of the questions whose one right
answer is a subjunctive, beside those that either mood answers.
"""

import argparse
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from ojala.content.course import Course, course
from ojala.exercises.exercise import Exercise
from ojala.exercises.generation import chance
from ojala.exercises.item import Item
from ojala.learning.kinds import kinds_for
from ojala.learning.learner import Preferences
from ojala.learning.memory import Rating
from ojala.learning.placement import LEVELS as HEIGHTS
from ojala.learning.placement import Ability
from ojala.learning.scheduling import Card, Review, schedule
from ojala.learning.selection import Choice, Desk, Today, plan
from ojala.learning.session import Queue, answered
from ojala.spanish.features import Mood

LEVELS = ("A2", "B1", "B2", "C1")
SESSIONS, KNOWN, NEW = 2, 0.9, 0.6
START = datetime(2026, 1, 5, 18, tzinfo=UTC)
ABOVE = 2.0
"""How far above a level's difficulty somebody stands who has reached it."""


@dataclass(slots=True)
class Practice:
    """One learner's practice, and the moods of the answers it asked for."""

    course: Course
    preferences: Preferences
    cards: dict[Item, Card] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)
    asked: Counter[Mood | None] = field(default_factory=Counter)

    def day(self, number: int) -> None:
        """Practise the sessions of a day."""
        now, new = START + timedelta(days=number), 0
        for _ in range(SESSIONS):
            today = Today(new=new)
            desk = Desk(
                self.course.path_for(self.preferences),
                self.cards,
                now,
                until=now + timedelta(hours=10),
                limits=self.preferences.limits,
                today=today,
            )
            known = len(self.cards)
            self.session(plan(desk, self.preferences.session_size), now)
            new += len(self.cards) - known

    def session(self, choices: tuple[Choice, ...], now: datetime) -> None:
        """Practise a session to its end."""
        queue = Queue(choices)
        while queue.next is not None:
            hit = {queue.next.item}
            right = self.answer(queue.next.item, now)
            queue = answered(queue, hit if right else (), () if right else hit)

    def answer(self, item: Item, now: datetime) -> bool:
        """Answer one exercise about an item; return whether it was right."""
        seed, card = len(self.kinds), self.cards.get(item)
        rng = chance("balance", item, seed)
        kinds = kinds_for(item, card, self.kinds, rng, both_moods=self.course.both_moods(item))
        reach = self.course.reach(self.cards, self.preferences.placed)
        exercise = self.course.exercise(
            item, seed, reach=reach, preferences=self.preferences, kinds=kinds
        )
        self.kinds.append(exercise.kind)
        self.asked[mood(exercise)] += 1
        right = rng.random() < (KNOWN if card else NEW)
        review = Review(item, Rating.GOOD if right else Rating.AGAIN, now)
        self.cards[item] = schedule(card, review)
        return right

    @property
    def share(self) -> float:
        """The share of subjunctives among the questions that one mood answers."""
        told = self.asked.total() - self.asked[None]
        return self.asked[Mood.SUBJUNCTIVE] / told if told else 0.0


def mood(exercise: Exercise) -> Mood | None:
    """Return the one mood that answers an exercise, if there is but one."""
    moods = {answer.cell.tense.mood for answer in exercise.answers if answer.cell}
    return moods.pop() if len(moods) == 1 else None


def practised(level: str, days: int) -> Practice:
    """Let somebody who was placed at a level practise for some days."""
    placed = Ability(HEIGHTS[level] + ABOVE, 0.4)
    practice = Practice(course(), replace(Preferences(), placed=placed))
    for number in range(days):
        practice.day(number)
    return practice


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--days", type=int, default=30)
    days = parser.parse_args().days
    print(f"{days} days, {SESSIONS} sessions a day: what was asked for\n")
    print(f"{'level':<6} {'questions':>10} {'subjunctive':>12} {'either mood':>12}")
    for level in LEVELS:
        practice = practised(level, days)
        print(
            f"{level:<6} {practice.asked.total():>10} {practice.share:>11.1%} "
            f"{practice.asked[None]:>12}"
        )


if __name__ == "__main__":
    main()
