"""Drafts and contents for the tests of the kinds, small enough to be read."""

from ojala.content.maker import PRONOUNS
from ojala.exercises.draft import Draft
from ojala.exercises.exercise import Exercise
from ojala.exercises.frame import Frame
from ojala.exercises.kinds import KINDS
from ojala.exercises.making import draft_from
from ojala.exercises.material import Content
from ojala.exercises.predicate import Predicate, Subject
from ojala.exercises.realization import Choice
from tests.exercises.small import TRIGGERS, dice

YO, TU, VOS, USTED, NOSOTROS, VOSOTROS, USTEDES = PRONOUNS


def drafted(frame: Frame, subject: Subject, predicate: Predicate | None = None) -> Draft:
    """The draft of a frame said of one subject, its fills the first ones."""
    fills = tuple((name, options[0]) for name, options in frame.fills.items())
    choice = Choice(frame, predicate or frame.predicates[0], subject, fills)
    draft = draft_from(choice, TRIGGERS[frame.trigger])
    assert draft is not None
    return draft


def asked(kind: str, draft: Draft, *frames: Frame, seed: int = 1) -> Exercise | None:
    """What a kind makes of a draft, in a content of these frames."""
    return KINDS[kind].make(draft, Content(triggers=TRIGGERS, frames=frames), dice(seed))


def made(kind: str, draft: Draft, *frames: Frame, seed: int = 1) -> Exercise:
    """The same, where something must come of it."""
    exercise = asked(kind, draft, *frames, seed=seed)
    assert exercise is not None
    return exercise


def texts(exercise: Exercise) -> list[str]:
    """Every accepted answer, the preferred one first."""
    return [answer.text for answer in exercise.answers]
