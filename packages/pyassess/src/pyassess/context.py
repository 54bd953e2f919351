"""What every phase of one assessment works with."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pyassess.environments import Environment
from pyassess.index import Index, Judgement, judge
from pyassess.inputs import BASELINE, TARGET, Inputs, Pin
from pyassess.installer import Installer
from pyassess.interpreters import Interpreter
from pyassess.models import Outcome, Policy
from pyassess.progress import Progress
from pyassess.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked on the command line."""

    requirements: tuple[Path, ...] = ()
    project: Path | None = None
    sources: tuple[Path, ...] = ()
    baseline: str = "3.11"
    target: str = "3.13"
    policy: Policy = Policy.WHEELS_ONLY
    extras: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    additions: tuple[str, ...] = ()
    test: str = ""
    smoke: Path | None = None
    bench: Path | None = None
    gates: Path | None = None
    rounds: int = 5
    audit: str = ""
    as_of: datetime | None = None
    tool: str = "auto"


@dataclass(slots=True)
class Context:
    """The inputs and tools of one assessment, and what its phases have found so far."""

    options: Options
    space: Workspace
    progress: Progress
    interpreters: dict[str, Interpreter]
    inputs: Inputs
    index: Index
    installer: Installer
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @property
    def wheels_only(self) -> bool:
        """Whether nothing may be built."""
        return self.options.policy is Policy.WHEELS_ONLY

    def facts(self, phase: str) -> dict[str, Any]:
        """Give the facts of an earlier phase."""
        return self.outcomes[phase].facts if phase in self.outcomes else {}

    def blocked(self) -> set[str]:
        """Give the subjects that blockers name so far."""
        return {f.subject for o in self.outcomes.values() for f in o.findings if f.blocks}

    def environment(self, side: str) -> Environment:
        """Give the environment of one side."""
        return Environment(self.interpreters[side], self.space.path / side)

    def short(self, side: str) -> str:
        """Major and minor version of one side, for sentences."""
        version = self.interpreters[side].version
        return f"{version.major}.{version.minor}"

    def judge(
        self, name: str, specifier: str, side: str, *, wheels_only: bool = False
    ) -> Judgement:
        """Judge a requirement by the index alone."""
        policy = Policy.WHEELS_ONLY if wheels_only else self.options.policy
        return judge(self.index.project(name), specifier, self.interpreters[side], policy)

    def pin(self, name: str) -> Pin:
        """Give the requirement for a name: as written, or plain where it only came along."""
        return self.inputs.side(TARGET).get(name) or Pin(name, "", "")


__all__ = ["BASELINE", "TARGET", "Context", "Options"]
