"""What an assessment says, and the pure rule that turns it into a verdict."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much one finding weighs in the verdict."""

    BLOCKER = "blocker"
    CONDITION = "condition"
    NOTE = "note"


class Status(StrEnum):
    """How a check ended; `not_run` is never a pass."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not_run"


class Policy(StrEnum):
    """Whether packages may be built from source on the way."""

    WHEELS_ONLY = "wheels-only"
    SDIST = "sdist"


class Verdict(StrEnum):
    """The answer, with the exit code a pipeline reads."""

    GO = "GO"
    CONDITIONAL_GO = "CONDITIONAL GO"
    NO_GO = "NO-GO"
    INCONCLUSIVE = "INCONCLUSIVE"

    @property
    def exit_code(self) -> int:
        """0 go, 1 conditional, 2 no-go, 3 inconclusive."""
        return list(Verdict).index(self)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was run, how it ended and the end of what it said."""

    command: str = ""
    rc: int | None = None
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found out about one subject, with its evidence."""

    subject: str
    version: str | None
    phase: str
    severity: Severity
    summary: str
    evidence: Evidence = Evidence()
    repaired_in: str | None = None
    broken_before: bool = False

    @property
    def blocks(self) -> bool:
        """Whether it stands in the way of the move."""
        return self.severity is Severity.BLOCKER


@dataclass(frozen=True, slots=True)
class Check:
    """One question asked of the whole set, and whether it was answered."""

    name: str
    status: Status
    why: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one phase found; `facts` is plain JSON for the report and later phases."""

    findings: tuple[Finding, ...] = ()
    checks: tuple[Check, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Give the outcome as plain JSON, to be kept for a resumed run."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Outcome":
        """Give the outcome that `as_json` wrote."""
        return cls(
            tuple(
                Finding(
                    **{
                        **found,
                        "severity": Severity(found["severity"]),
                        "evidence": Evidence(**found["evidence"]),
                    }
                )
                for found in data["findings"]
            ),
            tuple(Check(**{**c, "status": Status(c["status"])}) for c in data["checks"]),
            data["facts"],
        )

    @property
    def complete(self) -> bool:
        """Whether every check of the phase was really run."""
        return all(check.status is not Status.NOT_RUN for check in self.checks)


def decide(findings: Iterable[Finding], checks: Iterable[Check]) -> Verdict:
    """Say what the findings and checks amount to: the first rule that holds."""
    severities = {finding.severity for finding in findings}
    required = [check for check in checks if check.required]
    if Severity.BLOCKER in severities:
        return Verdict.NO_GO
    if not required or any(check.status is Status.NOT_RUN for check in required):
        return Verdict.INCONCLUSIVE
    if any(check.status is Status.FAILED for check in required):
        return Verdict.CONDITIONAL_GO
    return Verdict.CONDITIONAL_GO if Severity.CONDITION in severities else Verdict.GO
