"""Phase `source`: uses of what the standard library lost, in the project and its dependencies."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pyassess.context import BASELINE, TARGET, Context
from pyassess.environments import SEEDS, UNSEEDED, Distribution, Environment, owners, seeded
from pyassess.interpreters import PROBES
from pyassess.models import Check, Evidence, Finding, Outcome, Severity, Status
from pyassess.repair import first_bringing
from pyassess.workspace import run

SITE = "dependencies"
_TESTS = re.compile(r"(^|/)(tests?|testing|_tests|conftest\.py|test_[^/]*\.py|[^/]*_test\.py)(/|$)")


class ProbeError(RuntimeError):
    """A probe did not answer: the phase could not be run."""


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """One place in source, what it uses, and how: top, lazy, guarded, fallback or typing."""

    file: str
    line: int
    what: str
    how: str
    kind: str

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.file}:{self.line}"


def removal_table(baseline: str, target: str) -> dict[str, Any]:
    """Compare two interpreters: modules and names of the standard library that are gone."""
    before = _probe([baseline, "-I", str(PROBES / "library.py")], "")
    return _probe([target, "-I", str(PROBES / "library.py")], json.dumps(before))


def _probe(command: Sequence[str], stdin: str) -> dict[str, Any]:
    ran = run(command, stdin=stdin, timeout=300)
    try:
        return dict(json.loads(ran.stdout))
    except ValueError as error:
        raise ProbeError(f"{Path(command[2]).name} ended with code {ran.rc}") from error


def scan(context: Context) -> Outcome:
    """Scan the project and everything installed for the target."""
    pythons = [context.interpreters[side].path for side in (BASELINE, TARGET)]
    try:
        context.progress.step("comparing the two standard libraries…")
        table = removal_table(*pythons)
        lost = _lost(context)
        found = _probe([pythons[1], "-I", str(PROBES / "scan.py")], _request(context, table, lost))
    except ProbeError as error:
        return Outcome((), (Check("source", Status.NOT_RUN, str(error)),))
    findings: list[Finding] = []
    for label, said in found.items():
        if label != SITE:
            findings += _project(context, Path(label), said, lost)
    if SITE in found:
        imported = {
            name for label, said in found.items() if label != SITE for name in said["imported"]
        }
        findings += _dependencies(context, found[SITE], lost, imported)
    failed = any(f.blocks for f in findings)
    scanned = ", ".join(f"{said['files']} files of {_name(label)}" for label, said in found.items())
    missing = "" if context.options.sources else "; no --src given"
    check = Check("source", Status.FAILED if failed else Status.PASSED, scanned + missing)
    return Outcome(tuple(findings), (check,), {"gone": table["modules"], "lost": sorted(lost)})


def _name(label: str) -> str:
    return label if label == SITE else Path(label).name


def _lost(context: Context) -> dict[str, str]:
    """Modules that the baseline has and the target no longer does, by their distributions."""
    facts = context.facts("environments")
    if "installed" not in facts:
        return {}
    old, new = (context.interpreters[side] for side in (BASELINE, TARGET))
    unseeded = seeded(old) and not seeded(new) and "setuptools" not in facts["installed"][TARGET]
    seeds = dict.fromkeys(SEEDS if unseeded else (), UNSEEDED)
    if not facts["exact"]:
        return seeds
    gone = facts["installed"][BASELINE].keys() - facts["installed"][TARGET].keys()
    return seeds | {module: name for name in gone for module in facts["modules"].get(name, ())}


def _request(context: Context, table: dict[str, Any], lost: dict[str, str]) -> str:
    roots = [[str(path), str(path), True] for path in context.options.sources]
    if context.facts("environments").get("installed"):
        roots.append([SITE, str(context.environment(TARGET).site()), False])
    environments = context.facts("environments")
    here = environments.get("installed", {}).get(TARGET, ())
    provided = {m for name in here for m in environments["modules"].get(name, ())}
    modules = [m for m in table["modules"] if m.split(".")[0] not in provided]
    version = context.interpreters[TARGET].version.release
    return json.dumps(
        {
            "roots": roots,
            "modules": modules,
            "names": table["names"],
            "lost": sorted(lost),
            "version": list(version),
        }
    )


def _uses(said: dict[str, Any]) -> list[Use]:
    return sorted({Use(*use) for use in said["uses"]})


def _what(context: Context, use: Use, lost: dict[str, str]) -> str:
    if use.kind == "lost":
        if lost[use.what] == UNSEEDED:
            return f"{use.what} ({UNSEEDED})"
        return f"{use.what} ({lost[use.what]} is no longer installed on {context.short(TARGET)})"
    return f"{use.what} (gone from {context.short(TARGET)})"


def _project(
    context: Context, root: Path, said: dict[str, Any], lost: dict[str, str]
) -> Iterator[Finding]:
    """Give findings in our own source: what runs on import blocks, what may run is a condition."""
    weight = {"top": Severity.BLOCKER, "lazy": Severity.CONDITION, "guarded": Severity.NOTE}
    verbs = {
        "top": "needs",
        "lazy": "needs, inside a function,",
        "guarded": "tries, under a guard,",
    }
    shimmed = "setuptools" in context.facts("environments").get("installed", {}).get(TARGET, {})
    for use in _uses(said):
        if use.how not in weight:
            continue
        severity = weight[use.how]
        text = f"{use.place} {verbs[use.how]} {_what(context, use, lost)}"
        if use.kind == "lost" and use.how == "guarded" and lost[use.what] != UNSEEDED:
            severity = Severity.CONDITION
        elif use.what.startswith("distutils") and severity is Severity.BLOCKER and shimmed:
            severity, text = Severity.CONDITION, f"{text}: only setuptools stands in for it"
        evidence = Evidence(f"scan {root.name}", None, _line(root / use.file, use.line))
        yield Finding(f"{root.name}/{use.file}", None, "source", severity, text, evidence)
    for file, line, why in said["broken"]:
        before = not _parses(context, root / file)
        yield Finding(
            f"{root.name}/{file}",
            None,
            "source",
            Severity.CONDITION if before else Severity.BLOCKER,
            f"{file}:{line} is not valid Python {context.short(TARGET)}: {why}",
            Evidence(f"scan {root.name}", None, _line(root / file, line)),
            broken_before=before,
        )


def _line(path: Path, number: int) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def _parses(context: Context, path: Path) -> bool:
    code = "import ast, sys; ast.parse(open(sys.argv[1], 'rb').read())"
    return run([context.interpreters[BASELINE].path, "-I", "-c", code, str(path)]).rc == 0


def _dependencies(
    context: Context, said: dict[str, Any], lost: dict[str, str], imported: set[str]
) -> list[Finding]:
    """Give findings in installed packages: what can be tried is tried on both sides."""
    target = context.environment(TARGET)
    installed = target.distributions()
    owned = owners(installed.values())
    broken = set(context.facts("environments")["broken"][TARGET])
    by_owner: dict[str, list[Use]] = defaultdict(list)
    for use in _uses(said):
        name = owned.get(use.file)
        # Build helpers of packages may mention setuptools: only its users need it.
        if name and name not in broken and not _TESTS.search(use.file) and use.what not in SEEDS:
            by_owner[name].append(use)
    suspects = {_module(u.file) for uses in by_owner.values() for u in uses if _triable(u)}
    tried = _try(context, target, suspects)
    findings = []
    for name, uses in sorted(by_owner.items()):
        # A package that never asked for what is lost uses it only where others bring it.
        told = [u for u in uses if u.kind != "lost" or _asked(u, lost, installed[name])]
        findings += _of_one(context, name, told, tried, lost, imported)
    return findings


def _asked(use: Use, lost: dict[str, str], dist: Distribution) -> bool:
    return use.how != "guarded" or lost[use.what] in dist.requires


def _triable(use: Use) -> bool:
    return use.how == "top" and use.kind != "lost"


def _module(file: str) -> str:
    parts = PurePosixPath(file).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _try(context: Context, target: Environment, modules: set[str]) -> dict[str, str]:
    """Import suspects on both sides: `moved` broke by the move, `before` long ago, `fine` not."""
    context.progress.step(f"importing {len(modules)} suspects…")
    after = target.load_all(modules)
    before = context.environment(BASELINE).load_all(m for m, r in after.items() if not r.ok)
    return {m: "fine" if r.ok else "moved" if before[m].ok else "before" for m, r in after.items()}


def _of_one(
    context: Context,
    name: str,
    uses: list[Use],
    tried: dict[str, str],
    lost: dict[str, str],
    imported: set[str],
) -> list[Finding]:
    """Sum up one package: at most one finding of each weight."""
    weighed: dict[Severity, list[str]] = defaultdict(list)
    hidden = "setuptools" in context.facts("environments")["installed"][TARGET]
    for use in uses:
        what = f"{use.place} uses {_what(context, use, lost)}"
        if use.how in ("guarded", "fallback", "typing") and not (
            use.kind == "lost" and use.how == "guarded"
        ):
            weighed[Severity.NOTE].append(f"{what}, {_HOW[use.how]}")
        elif use.kind == "lost":
            weighed[Severity.CONDITION].append(what)
        elif use.how == "lazy":
            weighed[Severity.CONDITION].append(f"{what}, when a function of it is called")
        elif tried[_module(use.file)] == "moved":
            ours = _module(use.file) in imported
            weighed[Severity.BLOCKER if ours else Severity.CONDITION].append(
                f"{what}: `import {_module(use.file)}` works on {context.short(BASELINE)} only"
            )
        elif tried[_module(use.file)] == "fine" and use.kind == "module" and hidden:
            weighed[Severity.CONDITION].append(
                f"{what}, hidden only because setuptools is installed"
            )
        else:
            weighed[Severity.NOTE].append(
                f"{what}, broken before too" if tried[_module(use.file)] == "before" else what
            )
    version = context.facts("environments")["installed"][TARGET][name]
    missing = next((lost[use.what] for use in uses if use.kind == "lost"), None)
    repaired = first_bringing(context, name, version, missing) if missing else None
    return [
        Finding(
            name,
            version,
            "source",
            severity,
            _few(places),
            Evidence("scan of the installed package", None, "\n".join(places[:12])),
            repaired if severity is Severity.CONDITION else None,
        )
        for severity, places in sorted(weighed.items())
    ]


_HOW = {
    "guarded": "under a guard",
    "fallback": "only where something newer is missing",
    "typing": "for type checkers only",
}


def _few(places: list[str]) -> str:
    more = f" (and {len(places) - 1} more places)" if len(places) > 1 else ""
    return places[0] + more
