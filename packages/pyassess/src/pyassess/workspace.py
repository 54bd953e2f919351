"""The temporary folder of one assessment: its environments, and what is finished in it."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyassess.models import Evidence, Outcome

DAY = 24 * 3600.0
TAIL_LINES = 14
TIMED_OUT, NOT_FOUND = 124, 127

# What differs from run to run without meaning anything.
_NOISE = (
    (re.compile(r"\x1b\[[0-9;]*[A-Za-z]"), ""),
    (re.compile(r"(?<=://)[^/@\s]+@"), ""),
    (re.compile(r"\b0x[0-9a-fA-F]{6,}"), "0x…"),
    (re.compile(r"\bin \d+(\.\d+)?\s?(m?s|seconds)\b"), "in …s"),
    (re.compile(r"(?<=/)(\.tmp|tmp|build-env-|pip-[a-z-]+-)[A-Za-z0-9_]{5,}"), "…"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """A program that was run to its end."""

    command: tuple[str, ...]
    rc: int
    stdout: str
    stderr: str
    seconds: float = 0.0

    @property
    def output(self) -> str:
        """Everything it said."""
        return "\n".join(part for part in (self.stdout, self.stderr) if part)


def run(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stdin: str = "",
    timeout: float = 900,
) -> Run:
    """Run a program to its end; a program that cannot start ends with code 127."""
    started = time.perf_counter()
    try:
        done = subprocess.run(  # noqa: S603 -- running the user's own interpreters is the purpose
            list(command),
            env=dict(env) if env is not None else None,
            cwd=cwd,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Run(tuple(command), TIMED_OUT, "", f"no end after {timeout:.0f} seconds", timeout)
    except OSError as error:
        return Run(tuple(command), NOT_FOUND, "", str(error))
    return Run(
        tuple(command), done.returncode, done.stdout, done.stderr, time.perf_counter() - started
    )


@dataclass(slots=True)
class Workspace:
    """The folder, and the names that must not leave it in a report."""

    path: Path
    hidden: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, key: Mapping[str, object], folder: Path | None = None) -> "Workspace":
        """Open the folder for these inputs, with what a run interrupted within a day left there."""
        digest = hashlib.sha256(json.dumps(key, sort_keys=True, default=str).encode()).hexdigest()
        base = folder or Path(tempfile.gettempdir()) / f"pyassess-{os.getuid()}"
        path = base / digest[:16]
        if path.exists() and time.time() - path.stat().st_mtime > DAY:
            shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        hidden = {path: "<work>", Path(tempfile.gettempdir()): "<tmp>", Path.home(): "~"}
        return cls(path.resolve(), {str(place.resolve()): name for place, name in hidden.items()})

    def clear(self) -> None:
        """Forget what an interrupted run left."""
        shutil.rmtree(self.path, ignore_errors=True)
        self.path.mkdir(parents=True, mode=0o700)

    def close(self) -> None:
        """Throw everything away: the report is all that stays."""
        shutil.rmtree(self.path, ignore_errors=True)

    def scrub(self, text: str) -> str:
        """Give the text without paths, addresses and figures that only belong to this run."""
        for pattern, instead in _NOISE:
            text = pattern.sub(instead, text)
        for name in sorted(self.hidden, key=len, reverse=True):
            whole = rf"(?<!\w){re.escape(name)}(?!\w)"
            text = re.sub(whole, self.hidden[name], text)
        return text

    def evidence(self, ran: Run, *, text: str | None = None) -> Evidence:
        """Tell what a report may show of a run."""
        lines = [x for x in (text or ran.output).strip().splitlines() if x.strip()]
        return Evidence(
            self.scrub(" ".join(ran.command)), ran.rc, self.scrub("\n".join(lines[-TAIL_LINES:]))
        )

    def write(self, name: str, lines: Sequence[str]) -> Path:
        """Write a small file into the folder."""
        path = self.path / name
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    def once(self, phase: str, work: Callable[[], Outcome]) -> tuple[Outcome, bool]:
        """Give the phase's outcome, kept from an interrupted run if it was complete there."""
        kept = self.path / f"{phase}.json"
        if kept.exists():
            return Outcome.from_json(json.loads(kept.read_text(encoding="utf-8"))), True
        outcome = work()
        if outcome.complete:
            fresh = kept.with_suffix(".new")
            fresh.write_text(json.dumps(outcome.as_json()), encoding="utf-8")
            fresh.replace(kept)
        return outcome, False
