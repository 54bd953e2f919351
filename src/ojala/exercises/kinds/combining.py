"""Combining: two sentences and a connector become one sentence."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from random import Random

from ojala.exercises.draft import Draft, exercise_of
from ojala.exercises.exercise import BLANK, Exercise
from ojala.exercises.frame import Frame, marked_cue
from ojala.exercises.generation import Source
from ojala.exercises.kinds.kind import Kind
from ojala.exercises.material import Content
from ojala.exercises.orders import clauses, surroundings
from ojala.exercises.realization import Choice
from ojala.exercises.telling import foretold, told
from ojala.exercises.wordings import worded
from ojala.grammar.trigger import Trigger
from ojala.spanish import analyze
from ojala.spanish.features import Mood, Tense

_JOINING = frozenset(
    {"temporal", "purpose", "concession", "condition", "exception", "without", "cause"}
)
_HYPOTHETICAL = frozenset({"concession", "condition", "exception"})
_PAST = frozenset({Tense.SUB_IMP_RA, Tense.SUB_PLUP_RA})
_FINITE = frozenset({Mood.INDICATIVE, Mood.CONDITIONAL, Mood.IMPERATIVE})
_SIGNS = "¿?¡!—…:"
_NEVER_FIRST = ("que", "no ", "porque")
"""How connectors begin that never open a sentence; *como* always does."""
_SET_OFF = ("puesto que", "ya que", "si bien")
"""Connectors that a comma parts from what is said before them."""


def make(draft: Draft, content: Content, _rng: Random) -> Exercise | None:
    """Give the main sentence, the other one told as a fact, and the words that join them."""
    choice = draft.choice
    if choice is None:
        return None
    trigger = content.triggers[draft.sentence.trigger]
    main, statement = _main(choice), told(choice, trigger)
    if not main or not statement or foretold(choice, trigger):
        return None
    cue = draft.sentence.cue.lower()
    return replace(
        exercise_of(COMBINING.name, draft),
        sentence=BLANK,
        answers=worded(draft.answers, lambda form: _joined(main, cue, choice, form)),
        prompt="\n".join((f"{main}.", statement, cue)),
        subject="",
    )


def _takes(frame: Frame, trigger: Trigger) -> bool:
    """Take what joins sentences that can be told as two facts, and leaves one of them whole."""
    around = frame.spanish.replace(f"<{marked_cue(frame.spanish)}>", "").strip(" .")
    if frame.slot != "clause" or len(around.split()) == 1:
        return False
    verbal = any("{" in head for head in trigger.heads)
    unreal = trigger.category in _HYPOTHETICAL and frame.tense in _PAST
    return trigger.category in _JOINING and not verbal and not unreal


def _main(choice: Choice) -> str:
    """Return what is a sentence without the clause; empty where nothing whole is left."""
    before, after = surroundings(choice)
    cue, _, between = before.partition(">")
    before = cue[: cue.find("<")].strip(" ,")
    after = after.strip()
    if between.strip() or set(before + after) & set(_SIGNS) or (before and after != "."):
        return ""
    main = before or (after[1:].strip(" .") if after.startswith(",") else "")
    return main[:1].upper() + main[1:] if main and _is_sentence(main) else ""


@lru_cache(maxsize=1024)
def _is_sentence(text: str) -> bool:
    words = text.lower().replace(",", "").split()
    return any(found.cell.tense.mood in _FINITE for word in words for found in analyze(word))


def _joined(main: str, cue: str, choice: Choice, form: str) -> Iterator[str]:
    """Yield the sentence as the frame has it, then with its halves the other way round."""
    behind = choice.frame.spanish.find("<") > 0
    pause = "," if ", <" in choice.frame.spanish or cue in _SET_OFF else ""
    fixed = cue == "como" or (behind and cue.startswith(_NEVER_FIRST))
    orders = (behind,) if fixed else (behind, not behind)
    for last in orders:
        for clause in clauses(choice, form):
            yield f"{main}{pause} {cue} {clause}." if last else _in_front(main, cue, clause)


def _in_front(main: str, cue: str, clause: str) -> str:
    return f"{cue[:1].upper()}{cue[1:]} {clause}, {main[:1].lower()}{main[1:]}."


COMBINING = Kind("combining", make, source=Source(frame=_takes, written=False))
