"""Re-marking: a past answer judged by the rules of today, beside the judgement that stands."""

from dataclasses import dataclass

from ojala.diagnosis.diagnose import diagnose
from ojala.diagnosis.policy import Policy
from ojala.diagnosis.verdict import Diagnosis
from ojala.exercises.exercise import Exercise, Response


@dataclass(frozen=True, slots=True)
class Remark:
    """The two judgements of one answer."""

    before: Diagnosis
    after: Diagnosis

    @property
    def in_favour(self) -> bool:
        """Whether an answer once called wrong is now accepted."""
        return not self.before.verdict.accepted and self.after.verdict.accepted

    @property
    def against(self) -> bool:
        """Whether an answer once accepted would be called wrong now."""
        return self.before.verdict.accepted and not self.after.verdict.accepted

    @property
    def differs(self) -> bool:
        """Whether the two say different things to the learner or to memory."""
        return _said(self.before) != _said(self.after)

    @property
    def standing(self) -> Diagnosis:
        """The judgement that stands: a mended rule never takes back what was given."""
        return self.before if self.against else self.after


def _said(diagnosis: Diagnosis) -> tuple[object, ...]:
    return (diagnosis.verdict, diagnosis.findings, diagnosis.shown, diagnosis.missed)


def remark(exercise: Exercise, given: str, before: Diagnosis, policy: Policy) -> Remark:
    """Judge an answer anew, by the settings that its learner had then."""
    return Remark(before, diagnose(exercise, Response(given), policy))
