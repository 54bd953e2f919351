"""Phase `audit`: known vulnerabilities of the target's set, from pip-audit or an OSV folder."""

import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from pyassess.context import BASELINE, TARGET, Context
from pyassess.models import Check, Evidence, Finding, Outcome, Severity, Status
from pyassess.workspace import run

PIP_AUDIT = "pip-audit"


class NoAnswerError(RuntimeError):
    """The vulnerabilities could not be looked up: not a pass."""


def audit(context: Context) -> Outcome:
    """Look the set up; what could not be looked up is not run, never passed."""
    resolved = {
        side: context.facts("resolve").get(side, {}).get("pins", {}) for side in (BASELINE, TARGET)
    }
    if not resolved[TARGET]:
        return Outcome((), (Check("audit", Status.NOT_RUN, "there is no resolved set to look up"),))
    context.progress.step(f"looking up {len(resolved[TARGET])} packages…")
    try:
        if context.options.audit == PIP_AUDIT:
            found = _pip_audit(context, resolved[TARGET])
        else:
            found = list(from_folder(Path(context.options.audit), resolved[TARGET]))
    except NoAnswerError as error:
        return Outcome((), (Check("audit", Status.NOT_RUN, str(error)),))
    findings = [_finding(context, *one, before=resolved[BASELINE]) for one in sorted(set(found))]
    left_out = context.facts("resolve")[TARGET]["left_out"]
    if left_out:
        why = f"looked up without {', '.join(left_out)}"
        return Outcome(tuple(findings), (Check("audit", Status.NOT_RUN, why),))
    return Outcome(tuple(findings), (Check("audit", Status.PASSED, f"{len(found)} found"),))


def _finding(
    context: Context, name: str, version: str, known: str, fixed: str, *, before: Mapping[str, str]
) -> Finding:
    return Finding(
        name,
        version,
        "audit",
        Severity.CONDITION,
        f"{known} concerns {name} {version}",
        Evidence(f"audit: {Path(context.options.audit).name}", None, known),
        fixed or None,
        before.get(name) == version,
    )


def _pip_audit(context: Context, pins: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    beside = Path(sys.executable).parent / PIP_AUDIT
    program = str(beside) if beside.is_file() else shutil.which(PIP_AUDIT)
    if program is None:
        raise NoAnswerError("pip-audit is not installed")
    listed = context.space.write("audit.txt", [f"{n}=={v}" for n, v in sorted(pins.items())])
    arguments = ["--strict", "--no-deps", "--disable-pip", "--progress-spinner", "off"]
    ran = run([program, *arguments, "-f", "json", "-r", str(listed)], timeout=300)
    try:
        said = json.loads(ran.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError) as error:
        last = (ran.output.strip().splitlines() or ["it said nothing"])[-1]
        raise NoAnswerError(
            context.space.scrub(f"pip-audit could not look up: {last[:200]}")
        ) from error
    if ran.rc not in (0, 1) or len(said) < len(pins) or any("skip_reason" in d for d in said):
        raise NoAnswerError("pip-audit did not look up every package")
    return [
        (
            canonicalize_name(d["name"]),
            d["version"],
            v["id"],
            next(iter(v.get("fix_versions", ())), ""),
        )
        for d in said
        for v in d.get("vulns", ())
    ]


def from_folder(folder: Path, pins: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Vulnerabilities of the pins by the OSV records (`*.json`) of a folder."""
    files = sorted(folder.rglob("*.json"))
    if not files:
        raise NoAnswerError(f"{folder.name} holds no OSV record")
    for path in files:
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            affected = () if "withdrawn" in record else record["affected"]
            yield from _concerned(record["id"], affected, pins)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise NoAnswerError(f"{path.name} is not an OSV record: {error!r}") from error


def _concerned(
    known: str, affected: Iterable[dict[str, Any]], pins: Mapping[str, str]
) -> Iterator[tuple[str, str, str, str]]:
    for entry in affected:
        package = entry.get("package", {})
        name = canonicalize_name(package.get("name", ""))
        if package.get("ecosystem") != "PyPI" or name not in pins:
            continue
        version = Version(pins[name])
        hit, fixed = _in_ranges(version, entry.get("ranges", ()))
        if hit or pins[name] in entry.get("versions", ()):
            yield name, pins[name], known, fixed


def _in_ranges(version: Version, ranges: list[dict[str, Any]]) -> tuple[bool, str]:
    """Whether the version lies in one of the ranges, and the first fix after it."""
    hit, later = False, []
    for one in ranges:
        if one.get("type") != "ECOSYSTEM":
            continue
        inside = False
        for event in one["events"]:
            kind, text = next(iter(event.items()))
            try:
                bound = Version(text)
            except InvalidVersion:
                continue
            if kind == "introduced" and version >= bound:
                inside = True
            elif (kind == "fixed" and version >= bound) or (
                kind == "last_affected" and version > bound
            ):
                inside = False
            if kind == "fixed" and bound > version:
                later.append(bound)
        hit = hit or inside
    return hit, str(min(later)) if later else ""
