"""What the tutor is asked, what it knows and what it tells, as frozen values."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from ojala.diagnosis import Diagnosis
from ojala.exercises.exercise import BLANK, Exercise

LONGEST_QUESTION = 300
"""How many characters a learner may ask in."""


class Way(StrEnum):
    """What the tutor can be asked for."""

    EXPLAIN = "explain"
    """To explain the verdict another way."""
    EXAMPLES = "examples"
    """More sentences like this one."""
    DISCUSS = "discuss"
    """To talk about the learner's own sentence."""


class PartKind(StrEnum):
    """Whose words a part of an answer is."""

    SAID = "said"
    """The model's, checked."""
    EXAMPLE = "example"
    """A sentence of the model's whose form the engine has proved."""
    OWN = "own"
    """The engine's own explanation."""
    OWN_EXAMPLE = "own-example"
    """A sentence of the course."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line of an answer; Spanish stands between asterisks, an example's form in brackets."""

    kind: PartKind
    text: str
    gloss: str = ""


class Outcome(StrEnum):
    """What came of a question."""

    ASKED = "asked"
    """It is under way, or nobody lived to see the end of it."""
    ANSWERED = "answered"
    PARTLY = "partly"
    """Some of the answer was withheld."""
    WITHHELD = "withheld"
    """Nothing of it could be shown."""
    CUT = "cut"
    """It broke off, or took too long."""
    FAILED = "failed"
    """No answer came."""
    LEFT = "left"
    """Whoever asked did not wait for the end."""
    KEPT = "kept"
    """The same had been asked before."""
    SPENT = "spent"
    """The budget is used up, so nobody was asked."""
    RESTING = "resting"
    """The server failed too often lately, so nobody was asked."""


@dataclass(frozen=True, slots=True)
class Case:
    """A settled exercise: all that may be said of it is measured against this."""

    exercise: Exercise
    diagnosis: Diagnosis
    given: str
    own: tuple[Part, ...]
    """What the engine itself says, in the learner's language."""
    own_examples: tuple[Part, ...]
    rule: str
    """The name of the rule, as it is called in the reference."""

    @property
    def sentence(self) -> str:
        """The sentence as the learner wrote it."""
        return self.exercise.sentence.replace(BLANK, self.given or BLANK)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a case."""

    way: Way
    language: str
    text: str = ""
    """What the learner wants to know, in their words."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message to the model: instructions of ours (`system`), or what they are about (`user`)."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question about an exercise as it is put to the model."""

    exercise_id: UUID
    question: Question
    sent: tuple[Message, ...]
    fingerprint: bytes
    """What tells it from others: the same one has the same answer."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that were read and written."""

    prompt: int = 0
    completion: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.prompt + self.completion


class Away(Exception):
    """The model gave no answer, or broke off; the text names the reason, for the log."""


class Model(Protocol):
    """A language model somewhere."""

    @property
    def name(self) -> str:
        """What it is called there."""

    @property
    def host(self) -> str:
        """Where it is: what learners are told before anything is sent."""

    def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str | Usage]:
        """Its answer in pieces, and at some time what it cost; raises `Away`."""

    async def close(self) -> None:
        """Let go of it."""


@dataclass(frozen=True, slots=True)
class Budgets:
    """How many tokens may be spent: by a learner in a day, by everybody in a month."""

    learner: int
    everybody: int


@dataclass(frozen=True, slots=True)
class Spending:
    """What was spent on one day in one way."""

    day: str
    way: str
    calls: int
    learners: int
    prompt_tokens: int
    completion_tokens: int
    withheld: int
    failed: int


@dataclass(frozen=True, slots=True)
class Call:
    """One question to a model, as it is accounted for."""

    asked_at: datetime
    learner: str
    """A mark that leads back to nobody once they have left, as in the audit log."""
    way: str
    model: str
    outcome: str
    prompt_tokens: int
    completion_tokens: int
    withheld: int


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was given before, with the question it was given to."""

    way: Way
    asked: str
    """What the learner wanted to know, in their words."""
    parts: tuple[Part, ...]
