"""Whether a line of the model's may be shown: its shape, its forms, its moods, its verdicts."""

import re
from enum import StrEnum

from ojala.diagnosis import check
from ojala.diagnosis.normalization import normal
from ojala.exercises.exercise import BLANK
from ojala.tutor.claims import moods_hold, verdicts_hold
from ojala.tutor.forms import Citation, citations, invented
from ojala.tutor.values import Case

LONGEST_LINE = 600
SHORTEST_SENTENCE = 3
_UNWANTED = re.compile(r"https?:|www\.|\w@\w|[<>`{}\[\]|\\_#]|\*\*")
"""What has no place in a sentence: addresses, markup, code, and marks of our own."""
_THEIRS = re.compile(
    r"\b(?:you|your|tú|tu|has|escribiste|pusiste|wrong|incorrect|mistake|incorrect[oa]|error)\b",
    re.IGNORECASE,
)
"""Words that tell that a sentence is the learner's, or that it is wrong."""


class Fault(StrEnum):
    """Why a line is withheld."""

    SHAPE = "shape"
    """It is no plain sentence."""
    FORM = "form"
    """It cites a form that does not exist."""
    MOOD = "mood"
    """It cites a sentence in the wrong mood, or names a mood that is not so."""
    VERDICT = "verdict"
    """It calls right what is wrong, or wrong what is right."""
    EXAMPLE = "example"
    """It is a sentence whose form the engine cannot prove."""


def fault(line: str, case: Case, known: frozenset[str]) -> Fault | None:
    """What is wrong with a line; None where it may be shown. `known` are words beyond doubt."""
    if len(line) > LONGEST_LINE or line.count("*") % 2 or _UNWANTED.search(line):
        return Fault.SHAPE
    learners = frozenset(normal(f"{case.given} {case.exercise.prompt}").split())
    cited = tuple(citations(line))
    if any(invented(one, known | learners) for one in cited):
        return Fault.FORM
    if any(_has_wrong_mood(one, learners) for one in cited) or not moods_hold(line, case):
        return Fault.MOOD
    theirs = bool(_THEIRS.search(line))
    misfilled = any(_is_filled_wrongly(one, case, theirs=theirs) for one in cited)
    return None if not misfilled and verdicts_hold(line, case) else Fault.VERDICT


def _has_wrong_mood(citation: Citation, learners: frozenset[str]) -> bool:
    """Whether the checker of texts finds an error in a citation, the learner's own aside.

    A form or two are no sentence: standing alone, any subjunctive would be called one too many.
    """
    if len(citation.words) < SHORTEST_SENTENCE:
        return False
    return any(normal(found.text) not in learners for found in check(citation.text))


def _is_filled_wrongly(citation: Citation, case: Case, *, theirs: bool) -> bool:
    """Whether a citation is the sentence of the exercise with what is not right.

    What the learner wrote may be cited where it is said that it is `theirs`, or wrong.
    """
    before, blank, after = case.exercise.sentence.partition(BLANK)
    start, end, text = normal(before), normal(after), normal(citation.text)
    if not blank or not (text.startswith(start) and text.endswith(end)):
        return False
    filled = text[len(start) : len(text) - len(end)].strip()
    right = {normal(answer.text) for answer in case.exercise.answers}
    return bool(filled) and filled not in right and not (theirs and filled == normal(case.given))
