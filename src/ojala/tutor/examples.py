"""Examples: a model's sentence is one only if the engine, reading it, comes to the same form."""

from collections.abc import Iterator

from ojala.diagnosis import check
from ojala.exercises.exercise import Exercise
from ojala.exercises.written import SIDES, Fault, Written, checked
from ojala.grammar.text import mood_in_text
from ojala.tutor.forms import Citation, invented
from ojala.tutor.values import Case, Part, PartKind

LONGEST_GLOSS = 300


def proven(line: str, case: Case, known: frozenset[str]) -> Part | None:
    """The example that a line holds: `No creo que [venga]. | I don't think …`; None for none."""
    text, _, gloss = (piece.strip() for piece in line.partition("|"))
    if any(mark in text + gloss for mark in "*<>{}\\`") or len(gloss) > LONGEST_GLOSS:
        return None
    plain = text.replace("[", "").replace("]", "")
    if invented(Citation(plain, 0, len(plain)), known) or check(plain):
        return None
    if any(_is_like(made, case.exercise) for made in _readings(text)):
        return Part(PartKind.EXAMPLE, text, gloss)
    return None


def _readings(text: str) -> Iterator[Exercise]:
    """The exercise that a sentence makes, for each verb that its form could be of."""
    try:
        yield checked(Written(text))
    except Fault as found:
        if found.key == "which-verb":
            for lemma in found.words["verbs"].split(", "):
                yield from _reading(text, lemma)


def _reading(text: str, lemma: str) -> Iterator[Exercise]:
    try:
        yield checked(Written(text, lemma=lemma))
    except Fault:
        return


def _is_like(made: Exercise, asked: Exercise) -> bool:
    """Whether a sentence has the construction asked for, and its form is what the engine writes."""
    cell = made.answers[0].cell
    if cell is None or made.trigger != asked.trigger or made.sentence == asked.sentence:
        return False
    return mood_in_text(made.sentence, made.lemma).best is SIDES[cell.tense.mood]
