"""The report: Markdown for people, JSON with a published schema for programs."""

import json
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import Any

from pyassess import __version__
from pyassess.assessment import Assessment
from pyassess.context import BASELINE, TARGET, Options
from pyassess.models import Finding, Severity, Status, Verdict

SCHEMA_VERSION = 1
_MEANING = {
    Verdict.GO: "Nothing found stands in the way.",
    Verdict.CONDITIONAL_GO: "Possible once the conditions below are met or accepted.",
    Verdict.NO_GO: "The set as written does not work on the target.",
    Verdict.INCONCLUSIVE: "Something that had to be checked could not be: this is not a yes.",
}


def schema() -> dict[str, Any]:
    """Give the JSON schema of the report."""
    text = resources.files("pyassess").joinpath("report.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def as_json(done: Assessment) -> dict[str, Any]:
    """Give the report for programs."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": f"pyassess {__version__}",
        "verdict": done.verdict.value,
        "exit_code": done.verdict.exit_code,
        "baseline": done.options.baseline,
        "target": done.options.target,
        "policy": done.options.policy.value,
        "as_of": done.options.as_of.isoformat() if done.options.as_of else None,
        "interpreters": dict(done.interpreters),
        "resolver": done.tool,
        "findings": [asdict(finding) for finding in done.findings],
        "checks": [asdict(check) for check in done.checks],
        "matrix": list(_matrix(done)),
        "measures": list(done.facts.get("bench", {}).get("measures", ())),
        "seconds": dict(done.seconds or {}),
    }


def dumps(done: Assessment) -> str:
    """Give the JSON report as text."""
    return json.dumps(as_json(done), indent=2, ensure_ascii=False) + "\n"


def as_markdown(done: Assessment) -> str:
    """Give the report for people."""
    by = {s: [f for f in done.findings if f.severity is s] for s in Severity}
    parts = [
        _head(done),
        _listed("Blockers", by[Severity.BLOCKER]),
        _listed("Conditions", by[Severity.CONDITION]),
        _checks(done),
        _table("Packages", _COLUMNS, [[row[c] for c in _COLUMNS] for row in _matrix(done)]),
        _bench(done),
        _listed("Notes", by[Severity.NOTE]),
        _evidence([*by[Severity.BLOCKER], *by[Severity.CONDITION]]),
        _times(done),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


_COLUMNS = ("package", "version", "baseline", "target", "import", "result", "repaired in")


def _matrix(done: Assessment) -> Iterator[dict[str, str]]:
    """One row per requirement: how each side gets it, whether it imports, what it comes to."""
    rows = done.facts.get("index", {}).get("rows", {})
    environments = done.facts.get("environments", {})
    installed = environments.get("installed", {}).get(TARGET, {})
    broken = environments.get("broken", {}).get(TARGET, ())
    for name, row in sorted(rows.items()):
        found = [f for f in done.findings if f.subject == name]
        worst = next((f for f in found if f.severity is not Severity.NOTE), None)
        same = installed.get(name) == row["version"]
        yield {
            "package": name,
            "version": row["version"],
            "baseline": row[BASELINE],
            "target": row[TARGET],
            "import": ("fails" if name in broken else "works") if same else "—",
            "result": _result(worst, same=same, broken=name in broken),
            "repaired in": (worst.repaired_in if worst else "") or "",
        }


def _result(worst: Finding | None, *, same: bool, broken: bool) -> str:
    if worst:
        return worst.severity.value
    return "not tried" if not same else "held back by another" if broken else "fine"


def _head(done: Assessment) -> str:
    count = {s: sum(f.severity is s for f in done.findings) for s in Severity}
    pythons = done.interpreters
    lines = [
        f"# Python {done.options.baseline} → {done.options.target}: {done.verdict.value}",
        "",
        _MEANING[done.verdict],
        ", ".join(f"{n} {severity}s" for severity, n in count.items())
        + f"; exit code {done.verdict.exit_code}.",
        "",
        f"Baseline {pythons.get(BASELINE, '—')}, target {pythons.get(TARGET, '—')}, "
        f"policy {done.options.policy.value}, resolved with {done.tool or '—'}"
        + (f", as of {done.options.as_of.date()}" if done.options.as_of else "")
        + ".",
        "",
        f"Asked: `{_asked(done.options)}`",
    ]
    return "\n".join(lines)


def _asked(options: Options) -> str:
    """The command that asks the same again."""
    said: list[tuple[str, Iterable[object]]] = [
        ("-r", options.requirements),
        ("--project", [options.project]),
        ("--extra", options.extras),
        ("--group", options.groups),
        ("--src", options.sources),
        ("--from", [options.baseline]),
        ("--to", [options.target]),
        ("--policy", [options.policy.value]),
        ("--as-of", [options.as_of and options.as_of.isoformat()]),
        ("--with", options.additions),
        ("--test", [options.test]),
        ("--smoke", [options.smoke]),
        ("--bench", [options.bench]),
        ("--gates", [options.gates]),
        ("--audit", [options.audit]),
    ]
    words = [x for flag, values in said for v in values if v for x in (flag, _placed(v))]
    return shlex.join(["pyassess", "check", *words])


def _placed(value: object) -> str:
    """A value as anybody may read it: of a file elsewhere, only the name."""
    if not isinstance(value, Path) or not value.is_absolute():
        return str(value)
    inside = value.is_relative_to(Path.cwd())
    return str(value.relative_to(Path.cwd())) if inside else value.name


def _listed(title: str, findings: Iterable[Finding]) -> str:
    lines = [f"- **{_name(f)}** ({f.phase}){_before(f)}: {f.summary}{_repair(f)}" for f in findings]
    return "\n".join([f"## {title}", "", *lines]) if lines else ""


def _name(finding: Finding) -> str:
    return f"{finding.subject} {finding.version}" if finding.version else finding.subject


def _before(finding: Finding) -> str:
    return ", broken before the move" if finding.broken_before else ""


def _repair(finding: Finding) -> str:
    return f" → repaired in **{finding.repaired_in}**" if finding.repaired_in else ""


def _checks(done: Assessment) -> str:
    ran = [[c.name, c.status.value, c.why] for c in done.checks if c.status is not Status.NOT_RUN]
    lines = [_table("Checks", ("check", "result", "remark"), ran)]
    missing = [c for c in done.checks if c.status is Status.NOT_RUN]
    if missing:
        lines += ["## What was not checked", "\n".join(f"- **{c.name}**: {c.why}" for c in missing)]
    return "\n\n".join(line for line in lines if line)


def _table(title: str, head: Iterable[str], rows: list[list[str]]) -> str:
    if not rows:
        return ""
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *rows]
    text = ["| " + " | ".join(str(c).replace("|", "\\|") for c in row) + " |" for row in lines]
    return "\n".join([f"## {title}", "", *text])


def _bench(done: Assessment) -> str:
    measures = done.facts.get("bench", {}).get("measures", [])
    head = ("metric", "baseline", "target", "worse", "noise")
    return _table("Bench", head, [[m[c] for c in head] for m in measures])


def _evidence(findings: Iterable[Finding]) -> str:
    blocks = []
    for finding in findings:
        said = finding.evidence
        ended = f"\n[exit code {said.rc}]" if said.rc is not None else ""
        body = f"$ {said.command}\n{said.tail}{ended}".replace("```", "'''")
        blocks.append(f"**{_name(finding)}** ({finding.phase})\n\n```text\n{body}\n```")
    return "\n\n".join(["## Evidence", *blocks]) if blocks else ""


def _times(done: Assessment) -> str:
    if not done.seconds:
        return ""
    said = ", ".join(f"{name} {seconds} s" for name, seconds in done.seconds.items())
    return f"## Times\n\n{said}; together {sum(done.seconds.values()):.0f} s."
