"""What the practice pages show: frozen values in the learner's language, one per template."""

from dataclasses import dataclass
from enum import StrEnum

from ojala.web.typesetting import Letters, Segment


class Phase(StrEnum):
    """Where an exercise stands: to be answered, to be tried again, or finished."""

    ASKING = "asking"
    RETRYING = "retrying"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go, with the words to show."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The session at the top of the screen: what remains counts the exercises that come back."""

    session: str
    done: int
    remaining: int
    goes_on: bool = False
    """Whether it has no end that could be counted down to."""
    ends: str = ""
    """When its time is up, for a script that counts down; empty where time does not end it."""
    most: int = 0
    """How many questions there may be, where it ends as soon as enough is known; 0 elsewhere."""

    @property
    def total(self) -> int:
        """Everything this session holds as it stands now."""
        return self.done + self.remaining


@dataclass(frozen=True, slots=True)
class Question:
    """An exercise as it is asked; nothing in it tells the answer."""

    exercise: str
    """Its id in addresses."""
    segments: tuple[Segment, ...]
    gloss: str
    lemma: str
    width: int
    """The width of the blank in letters."""
    topic: str = ""
    """What it practises, in a word or two: *Wishes*."""
    level: str = ""
    subject: str = ""
    context: str = ""
    options: tuple[str, ...] = ()
    """What may be chosen; empty where the answer is typed."""
    reason: str = ""
    """Why this one was chosen now, in a sentence."""
    kind: str = "cloze"
    task: str = ""
    """What to do, where a blank does not say it by itself."""
    prompts: tuple[str, ...] = ()
    """What to work from: a sentence to change, two to join."""
    words: tuple[str, ...] = ()
    """The words to use, or the words to choose from where some are to be marked."""
    verb: tuple[int, ...] = ()
    """The places among those words of the verb that is asked about."""

    heard: str = ""
    """What is to be heard and written, sealed: a page that shows it would give it away."""

    @property
    def typed(self) -> bool:
        """Whether the answer is typed."""
        return not self.options and self.kind != "trigger_spotting"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the sentence means with one of two right forms."""

    form: str
    text: str
    yours: bool = False


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is said about an answer."""

    verdict: str
    """`correct`, `almost` or `wrong`."""
    typed: str
    sentences: tuple[str, ...]
    """One to three: what was right, what was not, why; Spanish words between asterisks."""
    letters: tuple[Letters, ...] = ()
    """The typed form with the letters that differ; empty where a comparison would say nothing."""
    answer: str = ""
    """The right form, once it may be seen."""
    answer_letters: tuple[Letters, ...] = ()
    """The right form with the letters that the typed one did not have; empty for none to mark."""
    stages: tuple[tuple[Letters, ...], ...] = ()
    """How the form is built, from the infinitive on; what each stage adds is marked."""
    meanings: tuple[Meaning, ...] = ()
    also: tuple[str, ...] = ()
    """Other forms that would have been right."""
    returns: str = ""
    """When this comes back, in a sentence."""
    rule: Link | None = None
    spoken: str = ""
    """The whole sentence as it is said, once the exercise is settled."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The practice screen in any of its states."""

    bar: Bar
    question: Question
    phase: Phase = Phase.ASKING
    number: int = 1
    """Which answer to this exercise the next one would be."""
    feedback: Feedback | None = None
    hints: tuple[str, ...] = ()
    """The hints given so far."""
    more_hints: bool = True
    accent_keys: bool = True
    revealed: bool = False
    """The learner asked to be shown the answer."""
    noted: str = ""
    """An acknowledgement: what was done with "I was right" or with a report."""


@dataclass(frozen=True, slots=True)
class Skill:
    """One thing practised in a session and how it stands now."""

    name: str
    right: int
    asked: int
    returns: str
    rule: str = ""
    """The address of its rule."""


@dataclass(frozen=True, slots=True)
class Action:
    """The one thing to do next: a form that is posted, or a link where `method` is `get`."""

    href: str
    text: str
    method: str = "post"
    items: tuple[str, ...] = ()
    """The items it is about, posted with it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The end of a session: prose first, then the figures, then one next action."""

    lines: tuple[str, ...]
    """What went well, what to look at, what returns when."""
    skills: tuple[Skill, ...]
    next: Action


@dataclass(frozen=True, slots=True)
class NothingDue:
    """Practice when nothing is due: when the next review is, and what may be done meanwhile."""

    returns: str
    next: Action
    others: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Landing:
    """The first visit: a sentence to complete at once, or the way back into what was begun."""

    question: Question | None = None
    seed: int = 0
    """What the sentence was made from; posted with its answer."""
    resume: Action | None = None
    due: int = 0
    """Reviews that are due, for someone who comes back."""
    offer: bool = False
    """Whether a placement test is offered."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a test has placed somebody: the likeliest level, and the range about it."""

    level: str
    low: str
    high: str
    presumed: int
    """How many items are presumed known."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a session can be about."""

    due: int
    size: int
    """How many sentences the learner's usual session has."""
    families: tuple[tuple[str, str], ...]
    """Families of rules: their id and their name, by name."""
    tenses: tuple[tuple[str, str], ...]
    """Tenses: their id and their name, in the order of the path."""
    minutes: tuple[int, ...]
