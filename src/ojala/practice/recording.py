"""What the first answer to an exercise changes: the log of reviews, the cards, the figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ojala.content.course import Course
from ojala.exercises.item import Item
from ojala.learning.achievements import continued
from ojala.learning.attempts import Attempt as CountedAttempt
from ojala.learning.evidence import attempt_of
from ojala.learning.learner import Learner
from ojala.learning.memory import DAY, forgetting
from ojala.learning.rating import Effort, rate, weigh
from ojala.learning.scheduling import Card, Review, Schedule, replay, schedule
from ojala.learning.tallies import entry
from ojala.practice import queries
from ojala.practice.before import Before
from ojala.practice.values import Attempt, Issued
from ojala.storage import figures, memories, rebuilding
from ojala.storage.database import Transaction
from ojala.storage.figures import Told
from ojala.storage.jobs import enqueue
from ojala.storage.writing import Change, write

RECOUNT = "practice.recount"
"""The job that makes the figures of one `learner` again from the log."""
AT_ONCE = 1000
"""Up to so many answers figures are made again at once, in a fraction of a second."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an answer changes, and the cards of what it is evidence about as they are then."""

    changes: tuple[Change, ...]
    cards: dict[Item, Card]


async def record(
    tx: Transaction,
    learner: Learner,
    course: Course,
    issued: Issued,
    attempt: Attempt,
    known: Before,
) -> dict[Item, Card]:
    """Log an answer and what it says of each item, reschedule them, count it; return their cards.

    All is read first and then written at once.
    """
    before = await memories.cards(tx, learner, attempt.diagnosis.tested)
    done = recorded(learner, course, issued, attempt, known, before)
    await write(tx, done.changes)
    return done.cards


def recorded(
    learner: Learner,
    course: Course,
    issued: Issued,
    attempt: Attempt,
    known: Before,
    before: dict[Item, Card],
) -> Recorded:
    """Return what an answer changes; `before` are the cards it met."""
    how = learner.preferences.schedule
    log = reviews_of(attempt, effort_of(issued, attempt, known.usual), before, how)
    after = {one.item: schedule(before.get(one.item), one, how) for one in log}

    counted = _counted(issued, attempt, course)
    calendar = learner.calendar_at(attempt.given_at)
    new = after.keys() - before.keys()
    chronicle = continued(known.told.chronicle, counted, calendar, course.categories)
    changes = (
        queries.log_of(learner, issued, attempt),
        memories.log_of(learner, issued.id, log),
        memories.deck_of(learner, after.values()),
        *figures.sums_of(learner, entry(counted, calendar.day(attempt.given_at), log, new)),
        figures.chronicle_of(learner, Told(chronicle, attempt.given_at), known.told),
    )
    return Recorded(changes, before | after)


async def forget(
    tx: Transaction, learner: Learner, course: Course, issued: Issued, now: datetime
) -> None:
    """Make the log, the cards and the figures what they would be without an answer.

    Of the last answer given, which is what people take back, nothing is read but what it touched;
    after any other, the figures are made again from the log, for its order matters to them. Where
    the log is long, a job does that, and until then what the answer added is subtracted.
    """
    attempt = issued.attempts[0]
    at, items = attempt.given_at, attempt.diagnosis.tested
    log = await memories.reviews(tx, learner, [issued.id])
    await memories.remove_reviews(tx, learner, issued.id)
    left = await memories.history(tx, learner, items)
    rebuilt = replay(left, learner.preferences.schedule)
    await memories.remove_cards(tx, learner, items - rebuilt.keys())
    await memories.save_cards(tx, learner, rebuilt.values())

    before, told = await figures.told_before(tx, learner), await figures.told(tx, learner)
    last = before is not None and told.latest == at
    if not last and told.chronicle.count <= AT_ONCE:
        await rebuilding.rebuild(tx, learner, course.category, course.categories)
        return
    new = {review.item for review in log} - rebuilt.keys()
    counted, day = _counted(issued, attempt, course), learner.day(at)
    await figures.take_back(tx, learner, entry(counted, day, log, new))
    if last and before is not None:
        await figures.tell(tx, learner, before)
    else:
        await enqueue(tx, RECOUNT, {"learner": str(learner.id)}, now=now)


def _counted(issued: Issued, attempt: Attempt, course: Course) -> CountedAttempt:
    return attempt_of(
        issued.exercise,
        attempt.diagnosis,
        at=attempt.given_at,
        category=course.category(issued.exercise.trigger),
        elapsed=attempt.elapsed,
        session=str(issued.session_id),
    )


def effort_of(issued: Issued, attempt: Attempt, usual: float | None) -> Effort:
    """Return what an answer cost, beside the learner's usual seconds."""
    options = len(issued.exercise.options)
    return Effort(attempt.elapsed, usual, hints=issued.hints, options=options)


def reviews_of(
    attempt: Attempt, effort: Effort, before: Mapping[Item, Card], how: Schedule
) -> list[Review]:
    """Return the reviews an answer amounts to; `before` are the cards it met."""
    now, recall = attempt.given_at, forgetting(how.parameters)
    ratings = rate(attempt.diagnosis, effort)
    known = {item: recall(card.state, now) for item, card in before.items()}
    weights = weigh(ratings, effort, known)
    foretold = {
        item: known[item] for item, card in before.items() if now - card.state.last_review >= DAY
    }
    return [
        Review(item, rating, now, weights[item], foretold.get(item))
        for item, rating in ratings.items()
    ]
