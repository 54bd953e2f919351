"""Phase `environments`: install both sides, ask `pip check`, import every top-level module."""

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from pyassess.context import BASELINE, TARGET, Context
from pyassess.environments import (
    SEEDS,
    UNSEEDED,
    Distribution,
    Environment,
    Imported,
    blame,
    owners,
)
from pyassess.installer import away
from pyassess.models import Check, Finding, Outcome, Severity, Status
from pyassess.repair import first_importing, furnish, needs_build
from pyassess.workspace import Run


@dataclass(slots=True)
class Side:
    """One side as it really came out."""

    environment: Environment
    site: Path
    installed: dict[str, Distribution] = field(default_factory=dict)
    failed: dict[str, Run] = field(default_factory=dict)
    unknown: dict[str, Run] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()
    checked: Run | None = None
    imports: dict[str, Imported] = field(default_factory=dict)

    def modules(self, name: str) -> tuple[str, ...]:
        """Give the top-level modules of a distribution."""
        return self.installed[name].modules if name in self.installed else ()

    def broken(self, name: str) -> list[Imported]:
        """Those of its modules that cannot be imported."""
        return [self.imports[m] for m in self.modules(name) if not self.imports[m].ok]


def furnish_and_import(context: Context) -> Outcome:
    """Make both environments and tell what breaks on the target but not before."""
    settled = {side: context.facts("resolve")[side] for side in (BASELINE, TARGET)}
    if not settled[TARGET]["pins"]:
        why = "nothing could be resolved to install"
        names = ("install", "pip check", "import")
        return Outcome((), tuple(Check(n, Status.NOT_RUN, why) for n in names))
    with ThreadPoolExecutor(2) as pool:
        sides = list(pool.map(lambda s: _side(context, s, settled[s]["pins"]), (BASELINE, TARGET)))
    baseline, target = sides
    findings = [*_builds(context, baseline, target), *_complaints(context, baseline, target)]
    broken = _broken(context, baseline, target)
    findings += [*broken, *_warnings(context, baseline, target)]
    facts = {
        "installed": {
            s: _versions(side) for s, side in zip((BASELINE, TARGET), sides, strict=True)
        },
        "modules": {d.name: list(d.modules) for side in sides for d in side.installed.values()},
        "exact": not settled[TARGET]["left_out"] and not target.failed and not target.unknown,
        "broken": {
            BASELINE: [n for n in baseline.installed if baseline.broken(n)],
            TARGET: [n for n in target.installed if target.broken(n)],
        },
    }
    return Outcome(tuple(findings), _checks(context, baseline, target, findings), facts)


def _versions(side: Side) -> dict[str, str]:
    return {name: side.installed[name].version for name in sorted(side.installed)}


def _side(context: Context, name: str, pins: dict[str, str]) -> Side:
    """Furnish one environment: what must be built first and one by one, then the wheels."""
    environment = context.environment(name)
    environment.create()
    side = Side(environment, environment.site())
    python = environment.interpreter.path
    built = needs_build(context, pins, name)
    for package in sorted(built):
        context.progress.step(f"building {package} on {context.short(name)}…")
        one = {package: pins[package]}
        ran = context.installer.install(python, environment.root, one, build=True)
        if ran.rc:
            (side.unknown if away(ran) else side.failed)[package] = ran
    context.progress.step(f"installing {len(pins)} packages on {context.short(name)}…")
    wheels = {n: v for n, v in pins.items() if n not in built}
    ran = context.installer.install(python, environment.root, wheels)
    if ran.rc:
        _one_by_one(context, side, wheels)
    side.installed = environment.distributions()
    side.checked = context.installer.check(python, environment.root)
    said = side.checked.output.splitlines()
    side.complaints = tuple(
        line.strip() for line in said if re.search(r" (requires|has requirement) ", line)
    )
    _import(context, side, name)
    return side


def _one_by_one(context: Context, side: Side, wheels: dict[str, str]) -> None:
    """Find which of the wheels could not be installed."""
    python = side.environment.interpreter.path
    for name, version in wheels.items():
        ran = context.installer.install(python, side.environment.root, {name: version})
        if ran.rc:
            (side.unknown if away(ran) else side.failed)[name] = ran


def _import(context: Context, side: Side, name: str) -> None:
    modules = [m for dist in side.installed.values() for m in dist.modules]
    context.progress.step(f"importing {len(modules)} modules on {context.short(name)}…")
    side.imports = side.environment.load_all(modules)
    if name == BASELINE:
        seeded = side.environment.with_seeds
        side.imports = {module: seeded(result) for module, result in side.imports.items()}


def _builds(context: Context, baseline: Side, target: Side) -> list[Finding]:
    """Tell what cannot be installed, and note what only the network kept from being tried."""
    pins = context.facts("resolve")[TARGET]["pins"]
    short = context.short(TARGET)
    found = [
        Finding(
            name,
            pins[name],
            "install",
            Severity.BLOCKER,
            f"{name} {pins[name]} cannot be installed on {short}: {_cause(ran)}",
            context.space.evidence(ran),
            first_importing(context, name, pins[name], baseline.modules(name)),
            broken_before=name in baseline.failed,
        )
        for name, ran in sorted(target.failed.items())
        if name not in context.blocked()
    ]
    for name, ran in sorted(target.unknown.items()):
        text = f"whether {name} {pins[name]} can be installed on {short} is unknown: no network"
        seen = context.space.evidence(ran)
        found.append(Finding(name, pins[name], "install", Severity.NOTE, text, seen))
    return found


def _cause(ran: Run) -> str:
    """Find the line of a build's output that says most, shortened."""
    lines = [line.strip() for line in ran.output.splitlines() if line.strip()]
    telling = [x for x in lines if re.match(r"(\S*:\d+:\d+: )?(fatal )?error\b|.*Error: ", x)]
    return (telling or lines or ["it did not say why"])[0][:200]


def _complaints(context: Context, baseline: Side, target: Side) -> list[Finding]:
    """Tell what `pip check` says of the target; what it said before, too, is only noted."""
    out = (
        set(context.facts("resolve")[TARGET]["left_out"])
        | target.failed.keys()
        | target.unknown.keys()
    )
    found = []
    for line in target.complaints:
        named = [canonicalize_name(w) for w in re.findall(r"[A-Za-z0-9][A-Za-z0-9._-]*", line)]
        subject = next((w for w in named if w in target.installed), "the set")
        if out & set(named) or target.checked is None:
            continue
        before = line in baseline.complaints
        found.append(
            Finding(
                subject,
                _versions(target).get(subject),
                "install",
                Severity.NOTE if before else Severity.BLOCKER,
                f"pip check: {line}",
                context.space.evidence(target.checked),
                broken_before=before,
            )
        )
    return found


def _broken(context: Context, baseline: Side, target: Side) -> list[Finding]:
    """Give each distribution whose own code fails on import, once, with those it takes along."""
    stand_ins = context.facts("resolve")[TARGET]["stand_ins"]
    culprits = _culprits(target, _absent(context, baseline, target))
    findings: list[Finding] = []
    for name, along in sorted(culprits.items()):
        before = _before(baseline, target, name)
        if name in stand_ins or (stand_ins and not before and _fine_alone(context, target, name)):
            continue
        version = target.installed[name].version
        fixed = None if before else first_importing(context, name, version, target.modules(name))
        if fixed:
            findings += _unmasked(context, target, name, fixed, along)
        findings.append(_finding(context, baseline, target, name, along, fixed))
    return findings


def _absent(context: Context, baseline: Side, target: Side) -> set[str]:
    """Modules of what had to be left out: that they are missing is no further fault."""
    out = {*context.facts("resolve")[TARGET]["left_out"], *target.failed, *target.unknown}
    return {module for name in out for module in baseline.modules(name)}


def _culprits(target: Side, absent: set[str]) -> dict[str, list[str]]:
    """Who is to blame for each failed import: itself, or a broken package that it imports."""
    owned = owners(target.installed.values())
    found: dict[str, list[str]] = {}
    for name in sorted(target.installed):
        for result in target.broken(name):
            if result.missing.split(".")[0] in absent:
                continue
            other = blame(result, target.site, owned)
            guilty = other if other and other != name and target.broken(other) else name
            found.setdefault(guilty, [])
            if guilty != name and name not in found[guilty]:
                found[guilty].append(name)
    return {g: along for g, along in found.items() if target.broken(g)}


def _before(baseline: Side, target: Side, name: str) -> bool:
    """Whether every module that fails on the target failed on the baseline already."""
    return all(
        result.module in baseline.imports and not baseline.imports[result.module].ok
        for result in target.broken(name)
    )


def _fine_alone(context: Context, target: Side, name: str) -> bool:
    """Whether the fault is only that of a repaired version standing in for another package."""
    line = f"{context.pin(name).label}=={target.installed[name].version}"
    trial, _ = furnish(context, [line])
    return trial is not None and all(trial.load(m).ok for m in target.modules(name))


def _unmasked(
    context: Context, target: Side, name: str, fixed: str, along: Iterable[str]
) -> list[Finding]:
    """Faults of packages that the broken one had hidden, seen once it is repaired."""
    lines = [context.pin(n).label + f"=={target.installed[n].version}" for n in along]
    if not lines:
        return []
    trial, _ = furnish(context, [context.pin(name).at(fixed), *lines])
    found = []
    for other in along if trial else ():
        results = [trial.load(m) for m in target.modules(other)] if trial else []
        bad = next((r for r in results if not r.ok), None)
        if bad:
            found.append(_import_finding(context, other, target.installed[other].version, bad))
    return found


def _finding(
    context: Context,
    baseline: Side,
    target: Side,
    name: str,
    along: list[str],
    repaired: str | None,
) -> Finding:
    results = target.broken(name)
    earlier = {r.module: r for r in baseline.broken(name)}
    new = [result for result in results if result.module not in earlier]
    more = f"; takes along {', '.join(along)}" if along else ""
    version = target.installed[name].version
    if new:
        return _import_finding(context, name, version, new[0], more, repaired=repaired)
    whole = len(results) == len(target.modules(name))
    optional = not whole and all(result.missing for result in results)
    severity = Severity.NOTE if optional else Severity.CONDITION
    was = earlier[results[0].module].last_line
    more = f" (on {context.short(BASELINE)}, before the move: {was}){more}"
    return _import_finding(context, name, version, results[0], more, severity)


def _import_finding(
    context: Context,
    name: str,
    version: str,
    result: Imported,
    more: str = "",
    severity: Severity = Severity.BLOCKER,
    repaired: str | None = None,
) -> Finding:
    before = severity is not Severity.BLOCKER
    where = f"on {context.short(TARGET)}"
    why = result.last_line
    if result.missing.startswith(SEEDS):
        why += f" ({UNSEEDED})"
    return Finding(
        name,
        version,
        "import",
        severity,
        context.space.scrub(f"`import {result.module}` fails {where}: {why}{more}"),
        context.space.evidence(result.ran, text=result.tail),
        repaired,
        before,
    )


def _warnings(context: Context, baseline: Side, target: Side) -> list[Finding]:
    """Give imports that only warnings-as-errors stop, and that did not warn before."""
    owned = owners(target.installed.values())
    warned = [m for m, r in target.imports.items() if r.ok and r.warned]
    strict = {m: r for m, r in target.environment.load_all(warned, strict=True).items() if not r.ok}
    known = [m for m in strict if m in baseline.imports and baseline.imports[m].ok]
    earlier = baseline.environment.load_all(known, strict=True)
    found: dict[str, Finding] = {}
    for module, result in sorted(strict.items()):
        if module in earlier and not earlier[module].ok:
            continue
        name = blame(result, target.site, owned)
        if name and name not in found:
            found[name] = Finding(
                name,
                target.installed[name].version,
                "import",
                Severity.NOTE,
                context.space.scrub(f"warns on {context.short(TARGET)} only: {result.last_line}"),
                context.space.evidence(result.ran, text=result.tail),
            )
    return list(found.values())


def _checks(
    context: Context, baseline: Side, target: Side, findings: list[Finding]
) -> tuple[Check, ...]:
    stand_ins: dict[str, Any] = context.facts("resolve")[TARGET]["stand_ins"]
    missing = sorted({*context.facts("resolve")[TARGET]["left_out"]} | target.failed.keys())
    unknown = sorted(target.unknown.keys() | baseline.unknown.keys())
    install = Check("install", Status.FAILED if missing else Status.PASSED, ", ".join(missing))
    if unknown:
        install = Check(
            "install", Status.NOT_RUN, f"no network to fetch or build {', '.join(unknown)}"
        )
    swapped = ", ".join(f"{n} {v}" for n, v in sorted(stand_ins.items()))
    note = f"with {swapped} standing in" if swapped else ""
    said = [f for f in findings if f.blocks]

    def status(wanted: bool) -> Status:  # noqa: FBT001 -- a yes or no is what a status is made of
        return Status.FAILED if wanted else Status.PASSED

    return (
        install,
        Check("pip check", status(any(f.summary.startswith("pip check") for f in said)), note),
        Check("import", status(any(f.phase == "import" for f in said)), note),
    )
