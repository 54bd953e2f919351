"""The outcome of a diagnosis: a verdict, its findings, and what it says about each item."""

from dataclasses import dataclass
from enum import StrEnum

from ojala.diagnosis.difference import Segment
from ojala.diagnosis.findings import ErrorClass, Finding
from ojala.exercises.exercise import Answer
from ojala.exercises.item import Item
from ojala.spanish.features import Cell


class Verdict(StrEnum):
    """How an answer stands: right, accepted with a notice, or not accepted."""

    CORRECT = "correct"
    ALMOST = "almost"
    WRONG = "wrong"

    @property
    def accepted(self) -> bool:
        """Whether the answer counts as right."""
        return self is not Verdict.WRONG


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The judgement of one response: all it found, in the order in which it is taught."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    answer: Answer
    """The accepted answer nearest to what was given."""
    shown: frozenset[Item]
    missed: frozenset[Item]
    given: str = ""
    """What was given, in normal form."""
    readings: tuple[Cell, ...] = ()
    """Every cell of the verb that the given form can be: both readings of an ambiguous one."""
    difference: tuple[Segment, ...] = ()

    @property
    def tested(self) -> frozenset[Item]:
        """The items it says anything about."""
        return self.shown | self.missed

    @property
    def first(self) -> Finding | None:
        """The finding to talk about, if there is one."""
        return self.findings[0] if self.findings else None

    @property
    def error_class(self) -> ErrorClass:
        """The coarse class of the first finding."""
        return self.findings[0].error_class if self.findings else ErrorClass.NONE
