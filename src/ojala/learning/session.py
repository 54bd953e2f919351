"""A practice session: a queue of choices in which what was missed comes round again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from ojala.exercises.item import Item
from ojala.learning.selection import Choice, Reason

RETURN_AFTER = 4
"""How many other exercises come before a missed item is asked again."""
MOST_IN_ALL = 10
"""How many returns a session holds: a bad day must not make it endless."""
MOST_RETURNS = 1
"""How often one item returns within a session; after that it waits for another day."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What remains of a session, first to last, and what has been answered."""

    remaining: tuple[Choice, ...] = ()
    done: int = 0
    returned: tuple[Item, ...] = field(default=())
    """The items that were put back, once for each time."""

    @property
    def next(self) -> Choice | None:
        """What to practise now; `None` when the session is over."""
        return self.remaining[0] if self.remaining else None

    @property
    def progress(self) -> float:
        """The share of the session that is done, counting what was put back."""
        total = self.done + len(self.remaining)
        return self.done / total if total else 1.0


def answered(
    queue: Queue,
    shown: Collection[Item],
    missed: Collection[Item],
    anew: Collection[Item] = (),
) -> Queue:
    """Return the queue after an answer to its first choice.

    What was missed while it is being learnt returns a few places on, and so does what is to be
    asked `anew`. What was known once and is forgotten waits for tomorrow: it has just been put
    right, and asking again within minutes tells and teaches little. What was shown along the
    way need not be asked again today.
    """
    asked = queue.next
    waits = {asked.item} if asked is not None and asked.reason in _REVIEWS else set[Item]()
    rest = tuple(
        choice
        for choice in queue.remaining[1:]
        if choice.item not in shown or choice.reason in _ANYWAY
    )
    queue = replace(queue, remaining=rest, done=queue.done + 1)
    for item in sorted({*missed} - waits | {*anew}):
        queue = _put_back(queue, item)
    return queue


def skipped(queue: Queue) -> Queue:
    """Return the queue with its first choice at the end."""
    return replace(queue, remaining=queue.remaining[1:] + queue.remaining[:1])


def extended(queue: Queue, choices: Iterable[Choice]) -> Queue:
    """Return the queue with more to do after what remains."""
    more = (*queue.remaining, *choices)
    return queue if len(more) == len(queue.remaining) else replace(queue, remaining=more)


_ANYWAY = frozenset({Reason.BLOCK, Reason.CHOSEN})
"""What is asked again on purpose, although the item was shown a moment ago."""
_REVIEWS = frozenset({Reason.DUE, Reason.WEAK, Reason.CONTRAST})
"""What was known on another day."""


def _put_back(queue: Queue, item: Item) -> Queue:
    again = queue.returned.count(item)
    full = again >= MOST_RETURNS or len(queue.returned) >= MOST_IN_ALL
    if full or any(choice.item == item for choice in queue.remaining):
        return queue
    place = min(RETURN_AFTER, len(queue.remaining))
    remaining = (*queue.remaining[:place], Choice(item, Reason.RETURNS), *queue.remaining[place:])
    return replace(queue, remaining=remaining, returned=(*queue.returned, item))
