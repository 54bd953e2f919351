"""The case of a settled exercise, with what the engine itself has to say about it."""

from collections.abc import Iterator
from uuid import UUID

from ojala.content.course import Course
from ojala.content.telling import judged
from ojala.diagnosis import Diagnosis, Step
from ojala.exercises.exercise import BLANK, Exercise
from ojala.tutor.values import Case, Part, PartKind

EXAMPLES = 3
"""How many sentences of the course stand in for those of a model."""


def case_of(
    exercise_id: UUID,
    exercise: Exercise,
    diagnosis: Diagnosis,
    given: str,
    course: Course,
    language: str,
) -> Case:
    """The case, in the learner's language."""
    told = judged(diagnosis, exercise, Step.FORM, course, language)
    trigger = course.content.triggers.get(exercise.trigger)
    return Case(
        exercise=exercise,
        diagnosis=diagnosis,
        given=given.strip(),
        own=tuple(Part(PartKind.OWN, sentence) for sentence in told),
        own_examples=tuple(_examples(exercise_id, exercise, course)),
        rule=trigger.name if trigger else "",
    )


def _examples(exercise_id: UUID, exercise: Exercise, course: Course) -> Iterator[Part]:
    """Sentences of the course for the same item: always the same ones for an exercise."""
    item = exercise.items[0]
    if item not in course.levels:
        return
    seed, met = exercise_id.int % 2**32, {exercise.likeness}
    for number in range(EXAMPLES):
        made = course.exercise(item, seed + number, avoid=met)
        if made.likeness not in met:
            met.add(made.likeness)
            text = made.sentence.replace(BLANK, f"[{made.answers[0].text}]")
            yield Part(PartKind.OWN_EXAMPLE, text, made.gloss)
