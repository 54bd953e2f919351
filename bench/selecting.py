"""Measure how long choosing takes for a learner with five thousand cards.

    python -m bench.selecting

Printed are the fastest and the median of many runs, in milliseconds of processor time, so that
other work on the machine does not count.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median
from time import process_time

from ojala.exercises.item import Item, ItemKind
from ojala.learning.memory import MemoryState
from ojala.learning.scheduling import Card
from ojala.learning.selection import Candidate, Desk, Today, plan, select

CARDS, RUNS = 5000, 60
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def desk(due: Callable[[int], float]) -> Desk:
    """Return the desk of a learner whose cards fall due so many days from now."""
    path = [
        Candidate(Item(ItemKind.MOOD, f"{n:05}"), subjunctive=n % 2 == 0, family=str(n % 30))
        for n in range(CARDS)
    ]
    cards = {
        candidate.item: Card(
            candidate.item, MemoryState(9.0, 5.0, NOW + (due(n) - 9) * DAY), NOW + due(n) * DAY
        )
        for n, candidate in enumerate(path)
    }
    seen = frozenset({path[0].item})
    return Desk(path, cards, NOW, until=NOW + DAY / 2, today=Today(seen=seen))


def timed(work: Callable[[], object]) -> list[float]:
    """Return what many runs of some work took, in milliseconds."""
    times = []
    for _ in range(RUNS):
        began = process_time()
        work()
        times.append((process_time() - began) * 1000)
    return times


def main() -> None:
    """Run the bench."""
    dice = Random(1)  # noqa: S311 - a bench is to be repeatable
    desks = {
        "everything due": desk(lambda _: -3),
        "nothing due": desk(lambda _: 3),
        "some due": desk(lambda _: dice.uniform(-10, 90)),
    }
    print(f"{CARDS} cards, ms of processor time: fastest, median\n")
    for name, given in desks.items():
        one, many = timed(lambda d=given: select(d)), timed(lambda d=given: plan(d))
        print(f"{name:<16} next {min(one):5.1f} {median(one):5.1f}", end="   ")
        print(f"session of 20 {min(many):5.1f} {median(many):5.1f}")


if __name__ == "__main__":
    main()
