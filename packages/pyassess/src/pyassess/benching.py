"""Phase `bench`: noise first (A against A), then A against B in turn, against one-sided gates."""

import json
import math
import statistics
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyassess.context import BASELINE, TARGET, Context
from pyassess.models import Check, Evidence, Finding, Outcome, Severity, Status
from pyassess.trials import not_possible, unanswered, variables
from pyassess.workspace import Run, run

Sample = Mapping[str, float]


class GateError(ValueError):
    """The file of gates says something that is no gate."""


class BenchError(RuntimeError):
    """The bench script did not end well."""

    def __init__(self, side: str, ran: Run) -> None:
        super().__init__(f"the bench ended with code {ran.rc}")
        self.side, self.ran = side, ran


@dataclass(frozen=True, slots=True)
class Gate:
    """One limit: up to it proceed, above it roll back; nothing lies between."""

    metric: str
    worse_by: float
    better: str = "lower"


@dataclass(frozen=True, slots=True)
class Measure:
    """How much worse one metric became, and how much it wavers against itself."""

    metric: str
    worse: float
    noise: float
    baseline: float
    target: float


def read_gates(path: Path | None) -> tuple[Gate, ...]:
    """Read gates: a TOML table `[gate.METRIC]` with `worse_by` and `better` each."""
    if path is None:
        return ()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))["gate"]
        gates = tuple(Gate(metric, **said) for metric, said in sorted(tables.items()))
        fine = all(g.better in ("lower", "higher") and float(g.worse_by) >= 0 for g in gates)
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise GateError(f"{path}: {type(error).__name__}: {error}") from error
    if not fine or not gates:
        raise GateError(f"{path}: each gate needs worse_by >= 0, and better = lower or higher")
    return gates


def measure(
    same: Sequence[tuple[Sample, Sample]], moved: Sequence[tuple[Sample, Sample]], gate: Gate
) -> Measure:
    """Compare pairs (A, A) and (A, B) by medians of log ratios: up and down weigh the same."""
    sign = 1.0 if gate.better == "lower" else -1.0
    aa = [sign * math.log(b[gate.metric] / a[gate.metric]) for a, b in same]
    ab = [sign * math.log(b[gate.metric] / a[gate.metric]) for a, b in moved]
    spread = statistics.stdev(aa) if len(aa) > 1 else math.inf
    # The standard error of a median of normal values is about 1.25 that of their mean.
    wavers = max(abs(statistics.median(aa)), 2 * 1.25 * spread / math.sqrt(len(aa)))
    return Measure(
        gate.metric,
        math.expm1(statistics.median(ab)),
        math.expm1(wavers) if wavers < math.inf else math.inf,
        statistics.median(a[gate.metric] for a, _ in moved),
        statistics.median(b[gate.metric] for _, b in moved),
    )


def judge(measured: Measure, gate: Gate) -> Status:
    """Proceed (passed), roll back (failed), or cannot tell (not run)."""
    if not measured.noise <= gate.worse_by:
        return Status.NOT_RUN
    return Status.FAILED if measured.worse > gate.worse_by else Status.PASSED


def run_bench(context: Context) -> Outcome:
    """Measure both sides and hold them against the gates."""
    reason = not_possible(context)
    script = context.options.bench
    if reason or script is None or not script.is_file():
        return Outcome((), (Check("bench", Status.NOT_RUN, reason or "there is no such script"),))
    try:
        gates = read_gates(context.options.gates) or (Gate("seconds", math.inf),)
        same = _pairs(context, script, BASELINE, "noise")
        moved = _pairs(context, script, TARGET, "against each other")
        measures = [measure(same, moved, gate) for gate in gates]
    except GateError as error:
        return Outcome((), (Check("bench", Status.NOT_RUN, str(error)),))
    except KeyError as error:
        why = f"the bench does not print the metric {error} that a gate asks for"
        return Outcome((), (Check("bench", Status.NOT_RUN, why),))
    except (BenchError, ValueError, ZeroDivisionError) as error:
        return _broken(context, error)
    return _judged(context, gates, measures)


def _pairs(context: Context, script: Path, other: str, what: str) -> list[tuple[Sample, Sample]]:
    """Run the baseline and another side in turn, changing who goes first."""
    pairs = []
    for turn in range(context.options.rounds):
        context.progress.step(f"{what}, round {turn + 1} of {context.options.rounds}")
        if turn % 2:
            second = _sample(context, script, other)
            pairs.append((_sample(context, script, BASELINE), second))
        else:
            first = _sample(context, script, BASELINE)
            pairs.append((first, _sample(context, script, other)))
    return pairs


def _sample(context: Context, script: Path, side: str) -> Sample:
    command = [context.environment(side).python, str(script)]
    ran = run(command, env=variables(context, side), timeout=1800)
    if ran.rc:
        raise BenchError(side, ran)
    said: dict[str, float] = {}
    for line in ran.stdout.splitlines():
        if line.startswith("{"):
            said |= {k: float(v) for k, v in json.loads(line).items()}
    return {"seconds": ran.seconds, **said}


def _broken(context: Context, error: Exception) -> Outcome:
    if not isinstance(error, BenchError) or error.side == BASELINE or unanswered(error.ran):
        return Outcome((), (Check("bench", Status.NOT_RUN, f"no figures: {error}"),))
    text = f"the bench fails on {context.short(TARGET)} only"
    evidence = context.space.evidence(error.ran)
    found = Finding("bench", None, "bench", Severity.BLOCKER, text, evidence)
    return Outcome((found,), (Check("bench", Status.FAILED, text),))


def _judged(context: Context, gates: Sequence[Gate], measures: Sequence[Measure]) -> Outcome:
    findings, unsure = [], []
    for gate, found in zip(gates, measures, strict=True):
        status = judge(found, gate)
        limit = f"gate {gate.worse_by:.1%}"
        if status is Status.NOT_RUN:
            unsure.append(f"{gate.metric}: noise above its {limit}")
        elif status is Status.FAILED:
            text = f"{gate.metric} is worse on {context.short(TARGET)} than its {limit} allows"
            figures = f"worse by {found.worse:+.1%}, noise {found.noise:.1%}, {limit}"
            findings.append(
                Finding(
                    f"bench {gate.metric}",
                    None,
                    "bench",
                    Severity.BLOCKER,
                    text,
                    Evidence("A/A, then A/B in turn", None, figures),
                )
            )
    facts = {"measures": [_shown(m) for m in measures], "rounds": context.options.rounds}
    if unsure:
        return Outcome(tuple(findings), (Check("bench", Status.NOT_RUN, "; ".join(unsure)),), facts)
    why = "" if context.options.gates else "measured, with no gate to hold it against"
    status = Status.FAILED if findings else Status.PASSED
    return Outcome(tuple(findings), (Check("bench", status, why),), facts)


def _shown(measured: Measure) -> dict[str, str]:
    return {
        "metric": measured.metric,
        "baseline": f"{measured.baseline:.4g}",
        "target": f"{measured.target:.4g}",
        "worse": f"{measured.worse:+.1%}",
        "noise": f"{measured.noise:.1%}",
    }
