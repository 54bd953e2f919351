"""What is said about an exercise and its answers, in words; Spanish stands between asterisks."""

from collections.abc import Iterable
from itertools import chain

from ojala.content.course import Course
from ojala.content.telling import judged, why
from ojala.diagnosis import Step, diagnose, explain
from ojala.exercises.exercise import Exercise, Response
from ojala.messages import catalogue, marked
from ojala.practice.answering import Feedback
from ojala.practice.values import POINTED, Issued


def sentences(feedback: Feedback, course: Course, language: str) -> tuple[str, ...]:
    """What an answer is told: what was right, what was not, and, once settled, the rule."""
    diagnosis, exercise = feedback.attempt.diagnosis, feedback.issued.exercise
    return judged(diagnosis, exercise, feedback.step, course, language)


def hints(issued: Issued, course: Course, language: str) -> tuple[str, ...]:
    """The hints taken so far: what the clause asks for, then how the form is built."""
    if not issued.hints or issued.exercise.kind in POINTED:
        return ()
    unanswered = diagnose(issued.exercise, Response(""))
    hint = explain(unanswered, issued.exercise, step=Step.HINT).hint
    built = [marked(hint.key, hint.arguments, language)] if hint else []
    all_hints = filter(None, chain([why(issued.exercise, course, language)], built))
    return tuple(all_hints)[: issued.hints]


def task(exercise: Exercise, language: str) -> str:
    """What to do, in a sentence; empty where a blank says it."""
    words = catalogue(language, "interface")
    cell = exercise.answers[0].cell
    if exercise.kind == "conjugation" and cell is not None:
        return words["task.conjugation"].format(tense=catalogue(language)[f"tense.{cell.tense}"])
    return words.get(f"task.{exercise.kind}", "")


def gloss(exercise: Exercise, *, settled: bool) -> str:
    """The English of the sentence; of what is to be heard, once it has been."""
    return exercise.gloss if settled or not exercise.spoken else ""


def plain(texts: Iterable[str], language: str) -> list[str]:
    """Sentences for where nothing is set in italics: quotation marks for the asterisks."""
    opening, closing = ("«", "»") if language == "es" else ("“", "”")
    return [_quoted(text, opening, closing) for text in texts]


def _quoted(text: str, opening: str, closing: str) -> str:
    parts = text.split("*")
    return "".join(
        f"{opening}{part}{closing}" if place % 2 else part for place, part in enumerate(parts)
    )
