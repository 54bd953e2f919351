"""Phase `index`: what the index holds for each requirement, on either side of the move."""

from pyassess.context import BASELINE, TARGET, Context
from pyassess.index import Judgement
from pyassess.inputs import Pin
from pyassess.models import Check, Evidence, Finding, Outcome, Severity, Status


def look_up(context: Context) -> Outcome:
    """Judge every requirement by its files: versions, wheels, yanks, hashes."""
    sides = {side: context.inputs.side(side) for side in (BASELINE, TARGET)}
    names = {n for pins in sides.values() for n, pin in pins.items() if not pin.url}
    context.progress.step(f"asking about {len(names)} projects…")
    unknown = context.index.fetch(names)
    findings: list[Finding] = []
    rows: dict[str, dict[str, str]] = {}
    for name in sorted(names):
        if name in unknown:
            rows[name] = {"version": "", BASELINE: "unknown", TARGET: "unknown"}
            continue
        seen = {
            side: context.judge(name, pins[name].specifier, side)
            for side, pins in sides.items()
            if name in pins
        }
        target = seen.get(TARGET)
        rows[name] = {"version": (target or seen[BASELINE]).version or ""}
        rows[name] |= {s: seen[s].how if s in seen else "not needed" for s in sides}
        if target:
            findings += _findings(context, sides[TARGET][name], target, seen.get(BASELINE))
    return Outcome(tuple(findings), (_check(findings, unknown),), {"rows": rows})


def _check(findings: list[Finding], unknown: dict[str, str]) -> Check:
    if unknown:
        why = (
            f"{len(unknown)} of the projects could not be looked up: {next(iter(unknown.values()))}"
        )
        return Check("index", Status.NOT_RUN, why)
    failed = any(f.blocks for f in findings)
    return Check("index", Status.FAILED if failed else Status.PASSED)


def _findings(
    context: Context, pin: Pin, target: Judgement, baseline: Judgement | None
) -> list[Finding]:
    """Tell what the index alone says about one requirement on the target."""

    def found(severity: Severity, summary: str, *, before: bool) -> Finding:
        repaired = _repaired(context, pin, target) if severity is Severity.CONDITION else None
        evidence = Evidence(
            f"simple index: {pin.name}", None, f"{pin.where}: {pin.line}\n{summary}"
        )
        return Finding(
            pin.name, target.version, "index", severity, summary, evidence, repaired, before
        )

    if target.problem:
        before = baseline is not None and bool(baseline.problem)
        return [found(Severity.BLOCKER, target.problem, before=before)]
    listed = []
    if target.yanked is not None:
        before = baseline is not None and baseline.yanked is not None
        why = f" ({target.yanked})" if target.yanked else ""
        text = f"{pin.name} {target.version} was yanked{why}: take another version"
        listed.append(found(Severity.CONDITION, text, before=before))
    known = {f"sha256:{file.sha256}" for file in target.files if file.sha256}
    if pin.hashes and known and known.isdisjoint(pin.hashes):
        short = context.short(TARGET)
        text = f"the listed hashes cover no file that {short} would install: lock again"
        listed.append(found(Severity.CONDITION, text, before=False))
    return listed


def _repaired(context: Context, pin: Pin, target: Judgement) -> str | None:
    if target.yanked is None or target.version is None:
        return None
    from pyassess.repair import candidates  # noqa: PLC0415 -- repair imports what this phase offers

    return next(iter(candidates(context, pin.name, target.version)), None)
