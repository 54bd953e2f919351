"""Phases `tests` and `smoke`: the same command under both sides, compared test by test."""

import os
import re
import shlex
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

from pyassess.context import BASELINE, TARGET, Context
from pyassess.inputs import read
from pyassess.models import Check, Finding, Outcome, Severity, Status
from pyassess.workspace import NOT_FOUND, TIMED_OUT, Run, run

PASSED, FAILED = "passed", "failed"
TIMEOUT = 1800.0


def not_possible(context: Context) -> str:
    """Why nothing can be run in the environments, or nothing."""
    facts = context.facts("environments")
    if not facts.get("installed"):
        return "there is no environment to run in"
    if not facts["exact"]:
        return "the set as written cannot be installed on the target"
    return ""


def unanswered(ran: Run) -> bool:
    """Whether a program says nothing, because it could not start or came to no end."""
    return ran.rc in (NOT_FOUND, TIMED_OUT)


def _not_run(name: str, runs: Mapping[str, Run]) -> Check:
    why = next(_last(ran) for ran in runs.values() if unanswered(ran))
    return Check(name, Status.NOT_RUN, f"the command came to no result: {why}")


def variables(context: Context, side: str) -> dict[str, str]:
    """Give the process environment in which a side's programs run."""
    root = context.environment(side).root
    ours = [str(p.parent if (p / "__init__.py").exists() else p) for p in context.options.sources]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST_ADDOPTS"))}
    return kept | {
        "VIRTUAL_ENV": str(root),
        "PATH": os.pathsep.join([str(root / "bin"), os.environ.get("PATH", "")]),
        "PYTHONPATH": os.pathsep.join(str(Path(p).resolve()) for p in ours),
        "PYTHONHASHSEED": os.environ.get("PYTHONHASHSEED", "0"),
        "PYTHONPYCACHEPREFIX": str(context.space.path / f"{side}-bytecode"),
    }


def install_project(context: Context) -> Outcome:
    """Install the project itself and what its tests need into both environments."""
    folder = context.options.project
    own = folder is not None and _installable(folder)
    wanted = {side: _additions(context, side) for side in (BASELINE, TARGET)}
    if not_possible(context) or not (any(wanted.values()) or own):
        return Outcome()
    failed: dict[str, Run] = {}
    for side in (BASELINE, TARGET):
        context.progress.step(f"adding to {context.short(side)}…")
        pins = context.facts("environments")["installed"][side]
        root, python = context.environment(side).root, context.interpreters[side].path
        fixed = [f"{name}=={version}" for name, version in pins.items()]
        more = [w for w in wanted[side] if w != "pytest" or w not in pins]
        ran = context.installer.install_more(python, root, [*fixed, *more]) if more else None
        if own and folder is not None and (ran is None or ran.rc == 0):
            ran = context.installer.install_more(python, root, ["--no-deps", str(folder.resolve())])
        if ran is not None and ran.rc:
            failed[side] = ran
    if not failed:
        return Outcome((), (Check("project", Status.PASSED),))
    return _project_failed(context, failed)


def _additions(context: Context, side: str) -> list[str]:
    """What the tests need beside the set: requirements, or files of them."""
    markers = {s: python.markers for s, python in context.interpreters.items()}
    found: list[str] = []
    for wanted in context.options.additions:
        if Path(wanted).is_file():
            listed = read([Path(wanted)], markers).side(side)
            known = context.facts("environments")["installed"][side]
            found += [pin.line for name, pin in listed.items() if name not in known]
        else:
            found.append(wanted)
    if "pytest" in context.options.test and not any(w.startswith("pytest") for w in found):
        found.append("pytest")
    return found


def _installable(folder: Path) -> bool:
    path = folder / "pyproject.toml"
    return path.is_file() and "[project]" in path.read_text(encoding="utf-8")


def _project_failed(context: Context, failed: dict[str, Run]) -> Outcome:
    if TARGET not in failed or BASELINE in failed:
        why = "the project or what its tests need could not be installed on " + ", ".join(
            context.short(side) for side in failed
        )
        return Outcome((), (Check("project", Status.NOT_RUN, why),))
    text = f"the project cannot be installed on {context.short(TARGET)}"
    evidence = context.space.evidence(failed[TARGET])
    blocker = Finding("the project", None, "install", Severity.BLOCKER, text, evidence)
    return Outcome((blocker,), (Check("project", Status.FAILED, text),))


def run_tests(context: Context) -> Outcome:
    """Run the test command under both sides and compare each test."""
    reason = not_possible(context)
    if reason:
        return Outcome((), (Check("tests", Status.NOT_RUN, reason),))
    runs: dict[str, Run] = {}
    results: dict[str, dict[str, str]] = {}
    for side in (BASELINE, TARGET):
        context.progress.step(f"tests on {context.short(side)}…")
        report = context.space.path / f"{side}-tests.xml"
        report.unlink(missing_ok=True)
        env = variables(context, side)
        env["PYTEST_ADDOPTS"] = f"--junitxml={report} -p no:cacheprovider"
        runs[side] = run(_command(context, side), env=env, timeout=TIMEOUT)
        results[side] = _results(report, runs[side])
    return _compared(context, runs, results)


def _command(context: Context, side: str) -> list[str]:
    """Give the command with programs of the environment before those of the machine."""
    first, *rest = shlex.split(context.options.test)
    inside = context.environment(side).root / "bin" / first
    return [str(inside) if inside.exists() else first, *rest]


def _results(report: Path, ran: Run) -> dict[str, str]:
    """Each test's result: from pytest's XML, or from what `unittest -v` prints."""
    found: dict[str, str] = {}
    if report.exists():
        for case in ET.parse(report).iter("testcase"):  # noqa: S314 -- written by the run above
            name = f"{case.get('classname')}::{case.get('name')}".strip(":")
            bad = any(child.tag in ("failure", "error") for child in case)
            skipped = any(child.tag == "skipped" for child in case)
            found[name] = FAILED if bad else "skipped" if skipped else PASSED
        return found
    pattern = r"^(\w+ \([\w.]+\))(?:\n[^\n]*?)?(?: \.\.\. )(ok|FAIL|ERROR|skipped)"
    for name, word in re.findall(pattern, ran.output, re.MULTILINE):
        found[name] = {"ok": PASSED, "skipped": "skipped"}.get(word, FAILED)
    return found


def _compared(
    context: Context, runs: dict[str, Run], results: dict[str, dict[str, str]]
) -> Outcome:
    before, after = results[BASELINE], results[TARGET]
    counts = {s: _count(r) for s, r in results.items()}
    facts = {"counts": counts, "rc": {side: ran.rc for side, ran in runs.items()}}
    if any(unanswered(ran) for ran in runs.values()):
        return Outcome((), (_not_run("tests", runs),), facts)
    findings = []
    evidence = context.space.evidence(runs[TARGET])
    for name in sorted(n for n, r in after.items() if r == FAILED):
        known = before.get(name) == FAILED
        severity = Severity.CONDITION if known else Severity.BLOCKER
        text = f"fails on {context.short(TARGET)}" + (" as it did before" if known else " only")
        findings.append(Finding(name, None, "tests", severity, text, evidence, broken_before=known))
    vanished = sorted(n for n in before if n not in after and before[n] == PASSED)
    if vanished:
        some = ", ".join(vanished[:5])
        text = f"{len(vanished)} tests that pass on {context.short(BASELINE)} did not run: {some}"
        findings.append(Finding("tests", None, "tests", Severity.BLOCKER, text, evidence))
    fewer = sorted(n for n, r in after.items() if r == "skipped" and before.get(n) == PASSED)
    if fewer:
        some = ", ".join(fewer[:5])
        text = f"{len(fewer)} tests are skipped on {context.short(TARGET)} only: {some}"
        findings.append(Finding("tests", None, "tests", Severity.CONDITION, text, evidence))
    findings += [] if findings else _by_code("tests", context, runs)
    status = Status.FAILED if any(f.blocks for f in findings) else Status.PASSED
    said = "; ".join(f"{context.short(s)}: {c}" for s, c in counts.items() if c)
    return Outcome(tuple(findings), (Check("tests", status, said),), facts)


def _count(results: dict[str, str]) -> str:
    kinds = [(k, sum(r == k for r in results.values())) for k in (PASSED, FAILED, "skipped")]
    return ", ".join(f"{n} {k}" for k, n in kinds if n)


def _by_code(phase: str, context: Context, runs: dict[str, Run]) -> list[Finding]:
    """Tell what the exit codes alone say."""
    if runs[TARGET].rc == 0:
        return []
    before = runs[BASELINE].rc != 0
    where = f"on {context.short(TARGET)}" + (" as it did before" if before else " only")
    return [
        Finding(
            phase,
            None,
            phase,
            Severity.CONDITION if before else Severity.BLOCKER,
            context.space.scrub(f"{phase} fails {where}: {_last(runs[TARGET])}"),
            context.space.evidence(runs[TARGET]),
            broken_before=before,
        )
    ]


def _last(ran: Run) -> str:
    lines = [line for line in ran.output.splitlines() if line.strip()]
    return lines[-1].strip()[:300] if lines else f"exit code {ran.rc}"


def run_smoke(context: Context) -> Outcome:
    """Run the smoke script under both sides."""
    reason = not_possible(context)
    script = context.options.smoke
    if reason or script is None or not script.is_file():
        return Outcome((), (Check("smoke", Status.NOT_RUN, reason or "there is no such script"),))
    runs = {}
    for side in (BASELINE, TARGET):
        context.progress.step(f"smoke on {context.short(side)}…")
        command = [context.environment(side).python, str(script)]
        runs[side] = run(command, env=variables(context, side), timeout=600)
    if any(unanswered(ran) for ran in runs.values()):
        return Outcome((), (_not_run("smoke", runs),))
    findings = _by_code("smoke", context, runs)
    failed = any(f.blocks for f in findings)
    facts = {"rc": {side: ran.rc for side, ran in runs.items()}}
    return Outcome(
        tuple(findings), (Check("smoke", Status.FAILED if failed else Status.PASSED),), facts
    )
