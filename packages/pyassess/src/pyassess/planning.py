"""The plan: the smallest set of version changes that clears the blockers, as a diff."""

import difflib
import hashlib
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from packaging.utils import canonicalize_name

from pyassess.assessment import Assessment, assess, prepare
from pyassess.context import TARGET, Context, Options
from pyassess.index import Index, IndexAwayError, later
from pyassess.inputs import Pin
from pyassess.models import Finding, Severity
from pyassess.progress import Progress

ROUNDS = 6
MOST_EXTRA = 3


class NoPlanError(RuntimeError):
    """No set of version changes was found that clears the blockers."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which versions to change, what the changed set was assessed to, and the diff."""

    changes: Mapping[str, tuple[str, str]]
    before: Assessment
    after: Assessment
    diff: str


@dataclass(slots=True)
class Planner:
    """Searches for the changes; knows the inputs and can resolve for the target."""

    options: Options
    progress: Progress
    work: Path | None = None

    def plan(self) -> Plan:
        """Change what blocks to its first repaired version until nothing blocks."""
        before = assess(self.options, self.progress, work=self.work)
        if not _blockers(before):
            return Plan({}, before, before, "")
        context = prepare(self.options, self.progress, work=self.work)
        try:
            return self._searched(context, before)
        finally:
            context.space.close()

    def _searched(self, context: Context, before: Assessment) -> Plan:
        pins, current, wanted = context.inputs.side(TARGET), before, dict[str, str]()
        for _ in range(ROUNDS):
            self._add(wanted, current)
            self.progress.say(f"plan: {', '.join(f'{n} {v}' for n, v in sorted(wanted.items()))}")
            wanted = _Search(context, pins).smallest(wanted)
            replaced = {name: f"=={version}" for name, version in wanted.items()}
            current = assess(self.options, self.progress, work=self.work, replaced=replaced)
            if not _blockers(current):
                changes = {n: (pins[n].specifier.lstrip("="), v) for n, v in sorted(wanted.items())}
                diff = make_diff(before.inputs.files, wanted, pins, context.index)
                return Plan(changes, before, current, diff)
        raise NoPlanError(f"blockers remain after {ROUNDS} rounds")

    def _add(self, wanted: dict[str, str], current: Assessment) -> None:
        """Take up the repaired version of each blocker; one without any ends the search.

        What fails only in use names no package: there, what repairs a condition may help.
        """
        pins = current.inputs.side(TARGET)
        stuck = []
        near = {
            f.subject: f.repaired_in
            for f in current.findings
            if f.severity is Severity.CONDITION and f.phase == "source" and f.repaired_in
        }
        for found in _blockers(current):
            if found.subject in pins and found.repaired_in:
                wanted[found.subject] = found.repaired_in
            elif found.phase in ("tests", "smoke") and pins.keys() & near.keys() - wanted.keys():
                wanted.update({n: v for n, v in near.items() if n in pins})
            else:
                stuck.append(f"{found.subject} ({found.phase}): {found.summary}")
        if stuck:
            raise NoPlanError("no version change is known to clear: " + "; ".join(stuck))


def _blockers(done: Assessment) -> list[Finding]:
    return [found for found in done.findings if found.blocks]


@dataclass(frozen=True, slots=True)
class _Search:
    """Resolves variants of the set on the target, the smallest change first."""

    context: Context
    pins: Mapping[str, Pin]

    def smallest(self, wanted: dict[str, str]) -> dict[str, str]:
        exact = {name: f"=={version}" for name, version in wanted.items()}
        found, said = self._try(exact)
        if found is not None:
            return wanted
        floor = {name: f">={version}" for name, version in wanted.items()}
        near = [n for n in self.pins if n not in wanted and self.pins[n].specifier]
        named = [n for n in near if re.search(rf"\b{re.escape(n)}\b", canonicalize_text(said))]
        named = named or near
        for count in range(MOST_EXTRA + 1):
            for extra in itertools.combinations(named, count):
                loose = {n: self.pins[n].specifier.replace("==", ">=") for n in extra}
                for start in (exact, floor):
                    found, _ = self._try({**start, **loose})
                    if found is not None:
                        return self._lowered({n: found[n] for n in (*wanted, *extra)}, wanted)
        raise NoPlanError("the repaired versions do not go together:\n" + said)

    def _lowered(self, found: dict[str, str], wanted: Mapping[str, str]) -> dict[str, str]:
        """Take each change back to the lowest version that still resolves with the others."""
        for name, highest in tuple(found.items()):
            floor = wanted.get(name) or self.pins[name].specifier.lstrip("=")
            for version in (floor, *self._between(name, floor, highest)):
                trial = {**found, name: version}
                if self._try({n: f"=={v}" for n, v in trial.items()})[0] is not None:
                    found = trial
                    break
        return found

    def _between(self, name: str, low: str, high: str) -> Iterator[str]:
        try:
            project = self.context.index.project(name)
        except IndexAwayError:
            return
        target, policy = self.context.interpreters[TARGET], self.context.options.policy
        yield from itertools.takewhile(lambda v: v != high, later(project, low, target, policy))

    def _try(self, changed: Mapping[str, str]) -> tuple[dict[str, str] | None, str]:
        lines = [
            replace(pin, specifier=changed.get(name, pin.specifier)).line
            for name, pin in self.pins.items()
        ]
        done = self.context.installer.resolve(
            self.context.interpreters[TARGET].path,
            lines,
            wheels_only=self.context.wheels_only,
            constraints=self.context.inputs.limits(TARGET),
        )
        return (done.pins if done.ok else None), done.ran.output


def canonicalize_text(text: str) -> str:
    """Give the text with every name in it in its canonical spelling."""
    return re.sub(r"[A-Za-z0-9][A-Za-z0-9._-]*", lambda m: canonicalize_name(m[0]), text)


def make_diff(
    files: Sequence[Path], wanted: Mapping[str, str], pins: Mapping[str, Pin], index: Index
) -> str:
    """Give the changes as a unified diff of the files they were read from."""
    parts, done = [], set()
    for path in files:
        old = path.read_bytes().decode("utf-8")
        new, changed = rewrite(old, wanted, pins, index, toml=path.suffix == ".toml")
        done |= changed
        if new != old and path.name not in ("uv.lock", "poetry.lock", "pylock.toml"):
            shown = path.as_posix() if not path.is_absolute() else _relative(path)
            parts.append(f"# sha256 {hashlib.sha256(old.encode()).hexdigest()} {shown}\n")
            lines = difflib.unified_diff(
                old.splitlines(keepends=True),
                new.splitlines(keepends=True),
                f"a/{shown}",
                f"b/{shown}",
            )
            parts += [
                x if x.endswith("\n") else x + "\n\\ No newline at end of file\n" for x in lines
            ]
    missing = sorted(set(wanted) - done) if parts else sorted(wanted)
    for name in missing:
        parts.insert(0, f"# by its own tool: lock {name} at {wanted[name]}\n")
    return "".join(parts)


def _relative(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


def rewrite(
    text: str, wanted: Mapping[str, str], pins: Mapping[str, Pin], index: Index, *, toml: bool
) -> tuple[str, set[str]]:
    """Set the wanted versions in a requirements file or pyproject, touching nothing else."""
    done: set[str] = set()

    def change(match: re.Match[str]) -> str:
        name = canonicalize_name(match["name"])
        if name not in wanted or name not in pins:
            return match[0]
        done.add(name)
        hashes = _hashes(match[0], name, wanted[name], index)
        return f"{match['head']}{match['operator']}{wanted[name]}{match['rest']}{hashes}"

    start = r"""["']""" if toml else r"^[ \t]*"
    pattern = re.compile(
        rf"(?P<head>{start}(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)[ \t]*(?:\[[^\]]*\])?[ \t]*)"
        r"(?P<operator>==+[ \t]*)[^\s;,#\\\"']+"
        r"(?P<rest>[^\n#\\\"']*?)"
        r"(?P<hashes>(?:[ \t]*\\?\r?\n?[ \t]*--hash[=\s]+\S+)*)(?=[ \t]*(?:[\"'#\r\n\\]|$))",
        re.MULTILINE,
    )
    return pattern.sub(change, text), done


def _hashes(matched: str, name: str, version: str, index: Index) -> str:
    """Give the hash options of the new version, laid out as those of the old were."""
    old = re.search(r"([ \t]*\\?\r?\n?[ \t]*)--hash", matched)
    if old is None:
        return ""
    files = [f for f in index.project(name).files if str(f.version) == version and f.sha256]
    return "".join(f"{old[1]}--hash=sha256:{sha}" for sha in sorted({f.sha256 for f in files}))
