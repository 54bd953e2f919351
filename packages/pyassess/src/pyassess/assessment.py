"""One assessment from its inputs to its verdict, phase by phase."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pyassess import __version__
from pyassess.auditing import audit
from pyassess.benching import run_bench
from pyassess.context import BASELINE, TARGET, Context, Options
from pyassess.importing import furnish_and_import
from pyassess.index import Index, IndexConfig, read_config
from pyassess.inputs import Inputs, project_file, read
from pyassess.installer import Installer, find_uv
from pyassess.interpreters import Interpreter, NoInterpreterError, find
from pyassess.lookup import look_up
from pyassess.models import (
    Check,
    Evidence,
    Finding,
    Outcome,
    Policy,
    Severity,
    Status,
    Verdict,
    decide,
)
from pyassess.progress import Progress
from pyassess.resolving import resolve
from pyassess.scanning import scan
from pyassess.trials import install_project, run_smoke, run_tests
from pyassess.workspace import Workspace

PHASES: dict[str, Callable[[Context], Outcome]] = {
    "index": look_up,
    "resolve": resolve,
    "environments": furnish_and_import,
    "source": scan,
    "project": install_project,
    "tests": run_tests,
    "smoke": run_smoke,
    "bench": run_bench,
    "audit": audit,
}
SYSTEM = ("", "/usr", "/usr/local")  # prefixes that are the same everywhere, and short
_ORDER = (Severity.BLOCKER, Severity.CONDITION, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer, and everything the report shows of how it came about."""

    options: Options
    verdict: Verdict
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    facts: Mapping[str, Mapping[str, Any]]
    interpreters: Mapping[str, str]
    inputs: Inputs
    tool: str = ""
    seconds: Mapping[str, float] | None = None


def assess(
    options: Options,
    progress: Progress,
    *,
    work: Path | None = None,
    fresh: bool = False,
    replaced: Mapping[str, str] = MappingProxyType({}),
) -> Assessment:
    """Assess the move; `replaced` sets other requirements for some names, as a plan would."""
    try:
        context = prepare(options, progress, work=work, replaced=replaced)
    except NoInterpreterError as error:
        check = Check("interpreters", Status.NOT_RUN, str(error))
        return Assessment(options, Verdict.INCONCLUSIVE, (), (check,), {}, {}, Inputs())
    if fresh:
        context.space.clear()
    _run_phases(context)
    done = _conclude(context)
    context.space.close()
    return done


def prepare(
    options: Options,
    progress: Progress,
    *,
    work: Path | None = None,
    replaced: Mapping[str, str] = MappingProxyType({}),
) -> Context:
    """Read the inputs and get ready everything that phases work with."""
    interpreters = {BASELINE: find(options.baseline), TARGET: find(options.target)}
    inputs = read_inputs(options, interpreters)
    config = read_config(interpreters[TARGET].path).but(inputs.options)
    key = {**_key(options, interpreters, inputs, config), "replaced": dict(replaced)}
    space = Workspace.open(key, work)
    uv = None if options.tool == "pip" else find_uv()
    _hide(space, config, interpreters.values())
    space.hidden |= {uv: "uv"} if uv else {}
    installer = Installer(uv, config, space, options.as_of)
    _adopt(inputs, installer, interpreters[BASELINE], options)
    inputs.pins = [
        replace(p, specifier=replaced[p.name], hashes=()) if p.name in replaced else p
        for p in inputs.pins
    ]
    index = Index(config, options.as_of)
    return Context(options, space, progress, interpreters, inputs, index, installer)


def read_inputs(options: Options, interpreters: Mapping[str, Interpreter]) -> Inputs:
    """Read what the options name, for both sides."""
    paths = options.requirements
    if not paths and options.project is not None:
        paths = (project_file(options.project),)
    environments = {side: python.markers for side, python in interpreters.items()}
    return read(paths, environments, extras=options.extras, groups=options.groups)


def _adopt(inputs: Inputs, installer: Installer, python: Interpreter, options: Options) -> None:
    """Treat a constraint as a requirement where today's set brings its package along."""
    if inputs.constraints:
        found = installer.resolve(
            python.path,
            [pin.line for pin in inputs.side(BASELINE).values()],
            wheels_only=options.policy is Policy.WHEELS_ONLY,
            constraints=inputs.limits(BASELINE),
        )
        inputs.adopt(found.pins)


def _key(
    options: Options, interpreters: Mapping[str, Interpreter], inputs: Inputs, config: IndexConfig
) -> dict[str, object]:
    """Tell what must be the same for an interrupted run to be taken up again."""
    watched = [
        *options.sources,
        *filter(None, (options.smoke, options.bench, options.gates, options.project)),
        *map(Path, options.additions),
    ]
    return {
        "tool": __version__,
        "options": repr(options),
        "inputs": repr(inputs.pins),
        "index": repr(config),
        "pythons": [f"{p.path} {p.version}" for p in interpreters.values()],
        "here": str(Path.cwd()),
        "sources": [_digest(path) for path in watched],
    }


def _digest(path: Path) -> str:
    """Give a digest of a file's content, or of the Python source below a folder."""
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    inside = [f for f in files if f.is_file() and not {".venv", "node_modules"} & set(f.parts)]
    return hashlib.sha256(b"\0".join(f.read_bytes() for f in inside)).hexdigest()


def _hide(space: Workspace, config: IndexConfig, pythons: Iterable[Interpreter]) -> None:
    """Keep out of the report what is this machine's alone: addresses of indexes, and places."""
    for number, url in enumerate((*config.indexes, *config.find_links), 1):
        space.hidden[url.rstrip("/")] = f"<index {number}>"
    for python in pythons:
        space.hidden[python.path] = python.name
        if python.prefix not in SYSTEM:
            space.hidden[python.prefix] = f"<{python.name}>"
    if Path.cwd() != Path("/"):
        space.hidden[str(Path.cwd())] = "."


def _run_phases(context: Context) -> None:
    asked = {
        "tests": bool(context.options.test),
        "smoke": context.options.smoke is not None,
        "bench": context.options.bench is not None,
        "audit": bool(context.options.audit),
        "project": bool(
            context.options.test or context.options.project or context.options.additions
        ),
    }
    wanted = [name for name in PHASES if asked.get(name, True)]
    context.progress.total = context.progress.number + len(wanted)
    for name in wanted:
        with context.progress.phase(name):
            outcome, kept = context.space.once(name, partial(PHASES[name], context))
            context.outcomes[name] = outcome
        if kept:
            context.progress.say(f"    {name} was finished in an interrupted run and is kept")


def _conclude(context: Context) -> Assessment:
    inputs = context.inputs
    findings = [f for outcome in context.outcomes.values() for f in outcome.findings]
    findings += [_bad_line(where, why) for where, why in inputs.bad]
    repaired = context.facts("resolve").get("repaired", {})
    findings = [
        replace(f, repaired_in=f.repaired_in or (repaired.get(f.subject) if f.blocks else None))
        for f in findings
    ]
    ordered = sorted(
        findings, key=lambda f: (_ORDER.index(f.severity), f.subject, f.phase, f.summary)
    )
    checks = (_inputs_check(inputs), *(c for o in context.outcomes.values() for c in o.checks))
    checks += tuple(
        Check(name, Status.NOT_RUN, "not asked for", required=False)
        for name in ("tests", "smoke", "bench", "audit")
        if name not in context.outcomes
    )
    pythons = {side: str(python.version) for side, python in context.interpreters.items()}
    facts = {name: outcome.facts for name, outcome in context.outcomes.items()}
    return Assessment(
        context.options,
        decide(ordered, checks),
        tuple(ordered),
        checks,
        facts,
        pythons,
        inputs,
        context.installer.name,
        dict(context.progress.seconds),
    )


def _bad_line(where: str, why: str) -> Finding:
    evidence = Evidence("reading the inputs", None, why)
    return Finding(where, None, "inputs", Severity.CONDITION, f"{where}: {why}", evidence)


def _inputs_check(inputs: Inputs) -> Check:
    if inputs.bad:
        named = ", ".join(where for where, _ in inputs.bad)
        return Check("inputs", Status.NOT_RUN, f"could not be read: {named}")
    return Check("inputs", Status.PASSED, f"{len(inputs.pins)} requirements")
