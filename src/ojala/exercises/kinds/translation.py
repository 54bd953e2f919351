"""Translation: say in Spanish what an English sentence says, with given words."""

from dataclasses import replace
from random import Random

from ojala.exercises.draft import Draft, exercise_of
from ojala.exercises.exercise import BLANK, Exercise
from ojala.exercises.frame import Frame, marked_cue
from ojala.exercises.generation import Source
from ojala.exercises.governing import Governing, governing
from ojala.exercises.kinds.kind import Kind
from ojala.exercises.material import Content
from ojala.exercises.orders import surroundings
from ojala.exercises.predicate import agree
from ojala.exercises.realization import Choice
from ojala.exercises.renderings import concerning, further, said
from ojala.exercises.wordings import worded
from ojala.grammar.trigger import Trigger
from ojala.spanish.features import Person, Tense

_TENSES = frozenset(
    {Tense.SUB_PRES, Tense.SUB_PERF, Tense.SUB_IMP_RA, Tense.SUB_PLUP_RA, Tense.IND_PRES, Tense.INF}
)
"""Tenses that the English leaves no doubt about."""
_SECOND = frozenset({"tú", "vos", "usted", "vosotros", "ustedes"})


def make(draft: Draft, content: Content, _rng: Random) -> Exercise | None:
    """Ask for the governing words and the clause; the rest of the sentence stands there."""
    choice = draft.choice
    governor = choice and governing(choice, content.triggers[draft.sentence.trigger])
    if choice is None or not governor:
        return None
    before, after = surroundings(choice)
    opening, _, rest = before.partition("<")
    cue, _, between = rest.partition(">")
    if between.strip():
        return None
    answers = worded(
        draft.answers,
        lambda form: (
            *said(cue, governor, choice, form),
            *(said(f"{cue} que", governor, choice, form) if cue.lower() == "ojalá" else ()),
            *concerning(cue, governor, choice, form),
        ),
    )
    known = {answer.text: answer for answer in answers}
    for answer in further(cue, governor, choice):
        known.setdefault(answer.text, answer)
    return replace(
        exercise_of(TRANSLATION.name, draft),
        sentence=f"{opening}{BLANK}{after}",
        answers=tuple(known.values()),
        prompt=" · ".join(
            filter(None, (_governed_by(governor), governor.words, _who(choice), _what(choice)))
        ),
        cue=cue,
        subject="",
    )


def _governed_by(governor: Governing) -> str:
    """Return who the governing verb is said of, where the English *you* leaves it open."""
    return "tú" if governor.person is Person.TU else ""


def _who(choice: Choice) -> str:
    """Return who the clause is about, where the English does not say it well enough."""
    subject = choice.subject
    if choice.frame.slot != "clause":
        return ""
    return subject.spanish or (subject.code if subject.code in _SECOND else "")


def _what(choice: Choice) -> str:
    predicate, subject = choice.predicate, choice.subject
    return " ".join(filter(None, (predicate.infinitive, agree(predicate.complement, subject))))


def _takes(frame: Frame, _trigger: Trigger) -> bool:
    """Take what English says in one way: no past behind a past, nobody whose name varies."""
    cue = marked_cue(frame.spanish)
    return frame.tense in _TENSES and frame.slot in {"clause", "inf"} and bool(cue)


TRANSLATION = Kind("translation", make, source=Source(frame=_takes, written=False))
