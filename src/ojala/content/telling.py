"""What the engine itself says about an answer, in words; Spanish stands between asterisks."""

from ojala.content.course import Course
from ojala.diagnosis import Diagnosis, Step, explain
from ojala.exercises.exercise import Exercise
from ojala.messages import marked


def judged(
    diagnosis: Diagnosis, exercise: Exercise, step: Step, course: Course, language: str
) -> tuple[str, ...]:
    """What is said to an answer: what was right, what was not, and, once settled, the rule."""
    explanation = explain(diagnosis, exercise, step=step)
    told = [marked(message.key, message.arguments, language) for message in explanation.messages]
    if step is Step.FORM:
        told += filter(None, [why(exercise, course, language)])
    return tuple(told)


def why(exercise: Exercise, course: Course, language: str) -> str:
    """The sentence of the reading that decides the mood here; empty where none is needed."""
    trigger = course.content.triggers.get(exercise.trigger)
    if trigger is None:
        return ""
    reading = trigger.reading(exercise.reading)
    return reading.why_es if language == "es" else reading.why_en
