"""Phase `resolve`: each requirement alone, then the set, on either side of the move."""

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

from packaging.utils import canonicalize_name

from pyassess.context import BASELINE, TARGET, Context
from pyassess.inputs import Pin
from pyassess.installer import Resolution
from pyassess.models import Check, Finding, Outcome, Severity, Status
from pyassess.repair import first_resolving

WHOLE_SET = "the set"


@dataclass(slots=True)
class Settled:
    """What one side comes to: the pins to install, and what had to be left out."""

    pins: dict[str, str] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    alone: dict[str, Resolution] = field(default_factory=dict)
    held: dict[str, list[str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    conflict: Resolution | None = None
    stand_ins: dict[str, str] = field(default_factory=dict)

    @property
    def left_out(self) -> set[str]:
        """Every requirement that cannot be had as written."""
        return self.absent | self.alone.keys() | self.held.keys() | set(self.unknown)

    def facts(self) -> dict[str, Any]:
        """Tell what later phases need."""
        return {
            "pins": self.pins,
            "left_out": sorted(self.left_out),
            "stand_ins": self.stand_ins,
            "held": self.held,
            "conflict": self.conflict is not None,
        }


def resolve(context: Context) -> Outcome:
    """Resolve both sides and tell the faults of the target, each by its own name."""
    index = context.outcomes["index"]
    if not context.installer.can_look_back(context.interpreters[TARGET].path):
        why = "this pip cannot keep a cut-off date: install uv"
        return Outcome((), (Check("resolve", Status.NOT_RUN, why),), _nothing())
    if not index.complete:
        return Outcome((), (Check("resolve", Status.NOT_RUN, "the index is away"),), _nothing())
    with ThreadPoolExecutor(2) as pool:
        baseline, target = pool.map(lambda side: _settle(context, side), (BASELINE, TARGET))
    findings = [_alone(context, name, r, baseline) for name, r in sorted(target.alone.items())]
    repaired = _stand_in(context, target)
    findings = [_with_repair(f, repaired) for f in findings]
    if target.conflict and not target.conflict.away:
        findings.append(_conflict(context, target.conflict, before=baseline.conflict is not None))
    facts = {BASELINE: baseline.facts(), TARGET: target.facts(), "repaired": repaired}
    return Outcome(tuple(findings), (_check(context, baseline, target),), facts)


def _nothing() -> dict[str, Any]:
    return {BASELINE: Settled().facts(), TARGET: Settled().facts(), "repaired": {}}


def _check(context: Context, baseline: Settled, target: Settled) -> Check:
    for side, settled in ((BASELINE, baseline), (TARGET, target)):
        gone = settled.unknown or (
            [WHOLE_SET] if settled.conflict and settled.conflict.away else []
        )
        if gone:
            why = f"the network failed while resolving for {context.short(side)}: {', '.join(gone)}"
            return Check("resolve", Status.NOT_RUN, why)
    failed = bool(target.left_out or target.conflict)
    return Check(
        "resolve", Status.FAILED if failed else Status.PASSED, f"with {context.installer.name}"
    )


def _settle(context: Context, side: str) -> Settled:
    """Resolve the set; where that fails, each requirement alone, and then what is left."""
    wanted = context.inputs.side(side)
    settled = Settled(absent=_absent(context, wanted, side))
    if not settled.absent:
        whole = _together(context, side, [pin.line for pin in wanted.values()])
        if whole.ok:
            settled.pins = whole.pins
            return settled
    rest = {n: p for n, p in wanted.items() if n not in settled.absent}
    for name, found in _each(context, side, rest).items():
        if found.ok:
            continue
        holders = _named(found.ran.output, settled.absent - {name})
        if found.away:
            settled.unknown.append(name)
        elif holders:
            settled.held[name] = holders
        else:
            settled.alone[name] = found
    whole = _together(context, side, [p.line for n, p in rest.items() if n not in settled.left_out])
    settled.pins = whole.pins
    settled.conflict = None if whole.ok else whole
    return settled


def _absent(context: Context, wanted: dict[str, Pin], side: str) -> set[str]:
    return {
        name
        for name, pin in wanted.items()
        if not pin.url and context.judge(name, pin.specifier, side).problem
    }


def _together(context: Context, side: str, lines: list[str]) -> Resolution:
    return context.installer.resolve(
        context.interpreters[side].path,
        lines,
        wheels_only=context.wheels_only,
        constraints=context.inputs.limits(side),
    )


def _each(context: Context, side: str, pins: dict[str, Pin]) -> dict[str, Resolution]:
    def one(name: str) -> Resolution:
        context.progress.step(f"{name} alone on {context.short(side)}")
        return _together(context, side, [pins[name].line])

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(pins, pool.map(one, pins), strict=True))


def _named(text: str, names: Iterable[str]) -> list[str]:
    said = {
        canonicalize_name(word)
        for word in re.findall(r"[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]", text)
    }
    said |= {canonicalize_name(w) for w in re.findall(r"([A-Za-z0-9._-]+?)(?:\[.*?\])?==", text)}
    return sorted(set(names) & said)


def _alone(context: Context, name: str, found: Resolution, baseline: Settled) -> Finding:
    pin = context.pin(name)
    version = context.judge(name, pin.specifier, TARGET).version if not pin.url else None
    built = "Failed to build" in found.ran.output or "build backend" in found.ran.output
    what = "cannot be built" if built else "cannot be resolved: something it needs is not to be had"
    cause = _cause(found.ran.output)
    return Finding(
        name,
        version,
        "resolve",
        Severity.BLOCKER,
        f"{pin.line} {what} on {context.short(TARGET)}" + (f" ({cause})" if cause else ""),
        context.space.evidence(found.ran),
        broken_before=name in baseline.left_out,
    )


def _cause(text: str) -> str:
    """Give the resolver's own words for what is missing, if it has a short form for that."""
    flat = " ".join(text.split())
    match = re.search(r"[Bb]ecause (\S+==\S+ has no (?:usable )?wheels[^,]*?)(?:,| and )", flat)
    other = re.search(r"No matching distribution found for (\S+)", flat)
    if match:
        return match[1]
    return f"no distribution of {other[1]}" if other else ""


def _conflict(context: Context, found: Resolution, *, before: bool) -> Finding:
    return Finding(
        WHOLE_SET,
        None,
        "resolve",
        Severity.BLOCKER,
        f"each requirement can be had on {context.short(TARGET)}, but not all of them together",
        context.space.evidence(found.ran),
        broken_before=before,
    )


def _stand_in(context: Context, target: Settled) -> dict[str, str]:
    """Find what would repair each fault, and put it in place so that the rest can be tried."""
    wanted = context.inputs.side(TARGET)
    repaired: dict[str, str] = {}
    for name in sorted(target.absent | target.alone.keys()):
        pin = wanted[name]
        version = None if pin.url else context.judge(name, pin.specifier, TARGET).version
        found = first_resolving(context, name, version) if version else None
        if found:
            repaired[name] = found
    if not target.left_out or target.conflict:
        return repaired
    fixed = [p.line for n, p in wanted.items() if n not in target.left_out]
    exact = [wanted[n].at(v) for n, v in repaired.items()]
    loose = [wanted[n].label for n in repaired]
    held = [wanted[n].label for n in target.held]
    for extra in (exact + held, loose + held, []):
        whole = _together(context, TARGET, fixed + extra)
        if whole.ok:
            target.pins = whole.pins
            target.stand_ins = {n: whole.pins[n] for n in target.left_out if n in whole.pins}
            break
    return repaired


def _with_repair(finding: Finding, repaired: dict[str, str]) -> Finding:
    return replace(finding, repaired_in=repaired.get(finding.subject))
