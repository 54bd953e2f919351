"""Answers of more than one word: every right form in every way of putting it."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from ojala.exercises.exercise import Answer


def worded(answers: Iterable[Answer], say: Callable[[str], Iterable[str]]) -> tuple[Answer, ...]:
    """Return each answer in each way of saying it, the preferred way of each form first."""
    ways = [[(text, answer) for text in say(answer.text)] for answer in answers]
    firsts = [way[0] for way in ways if way]
    rest = [one for way in ways for one in way[1:]]
    seen: dict[str, Answer] = {}
    for text, answer in (*firsts, *rest):
        seen.setdefault(text, replace(answer, text=text, form=answer.text))
    return tuple(seen.values())
