"""What is taught, where on the path, and with how many sentences."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import prod

from ojala.exercises.frame import Frame
from ojala.exercises.making import subjects_for
from ojala.exercises.material import Content


@dataclass(frozen=True, slots=True)
class Covered:
    """One trigger: where it is taught and what there is to practise it with."""

    trigger: str
    level: str
    units: tuple[str, ...]
    inventory: tuple[str, ...]
    """The rows of the inventory of triggers that it stands for."""
    written: int
    """Sentences that authors wrote."""
    made: int
    """Sentences that the sentence maker can make, each subject and filling counted."""


def coverage(content: Content) -> tuple[Covered, ...]:
    """Return every trigger with what covers it, in the order of ids."""
    written = Counter(sentence.trigger for sentence in content.sentences)
    made = _made(content.frames)
    return tuple(
        Covered(
            trigger=trigger.id,
            level=trigger.level,
            units=tuple(unit.id for unit in content.units if trigger.id in unit.triggers),
            inventory=trigger.inventory,
            written=written[trigger.id],
            made=made[trigger.id],
        )
        for trigger in sorted(content.triggers.values(), key=lambda trigger: trigger.id)
    )


def _made(frames: Iterable[Frame]) -> Counter[str]:
    """Count the sentences of each trigger, lines that read alike once."""
    alike = {
        (
            *(frame.trigger, frame.spanish, frame.tense, frame.context, frame.subjects),
            *frame.fills.values(),
        ): frame
        for frame in frames
    }
    counts: Counter[str] = Counter()
    for frame in alike.values():
        counts[frame.trigger] += sentences_of(frame)
    return counts


def sentences_of(frame: Frame) -> int:
    """Count the sentences that one line of a frame can make."""
    return prod(len(fill) for fill in frame.fills.values()) * sum(_subjects(frame))


def _subjects(frame: Frame) -> Iterator[int]:
    """How many subjects each predicate has: one where the frame itself gives the subject."""
    for predicate in frame.predicates:
        if frame.slot == "inf" or frame.agree:
            yield int(not predicate.subjects)
        else:
            yield len(subjects_for(frame, predicate))
