"""The first later version of a package that is not broken on the target: found by trying."""

from collections.abc import Callable, Iterable
from uuid import uuid4

from packaging.version import Version

from pyassess.context import TARGET, Context
from pyassess.environments import Environment
from pyassess.index import IndexAwayError, later
from pyassess.workspace import Run

TRIES = 40


def candidates(context: Context, name: str, version: str) -> tuple[str, ...]:
    """Later releases that have a file for the target, oldest first."""
    try:
        project = context.index.project(name)
    except IndexAwayError:
        return ()
    return later(project, version, context.interpreters[TARGET], context.options.policy)[:TRIES]


def first_resolving(context: Context, name: str, version: str) -> str | None:
    """Give the first later release that resolves on the target, dependencies included."""
    python = context.interpreters[TARGET].path
    pin = context.pin(name)

    def resolves(candidate: str) -> bool:
        context.progress.step(f"trying {name} {candidate}")
        lines = [pin.at(candidate)]
        return context.installer.resolve(python, lines, wheels_only=context.wheels_only).ok

    return _first(candidates(context, name, version), resolves)


def first_importing(
    context: Context, name: str, version: str, modules: Iterable[str]
) -> str | None:
    """Give the first later release whose modules can be imported on the target."""
    wanted = sorted(set(modules))

    def imports(candidate: str) -> bool:
        context.progress.step(f"trying {name} {candidate}")
        trial, _ = furnish(context, [context.pin(name).at(candidate)])
        return trial is not None and all(trial.load(module).ok for module in wanted)

    return _first(candidates(context, name, version), imports)


def first_bringing(context: Context, name: str, version: str, lost: str) -> str | None:
    """Give the first later release that still asks for a lost dependency on the target."""
    python = context.interpreters[TARGET].path
    pin = context.pin(name)

    def brings(candidate: str) -> bool:
        context.progress.step(f"trying {name} {candidate}")
        lines = [pin.at(candidate)]
        found = context.installer.resolve(python, lines, wheels_only=context.wheels_only)
        return found.ok and lost in found.pins

    return _first(candidates(context, name, version), brings)


def furnish(context: Context, lines: list[str]) -> tuple[Environment | None, Run]:
    """Give a fresh target environment holding what the lines resolve to, or None."""
    python = context.interpreters[TARGET]
    found = context.installer.resolve(python.path, lines, wheels_only=context.wheels_only)
    if not found.ok:
        return None, found.ran
    trial = Environment(python, context.space.path / f"trial-{uuid4().hex[:8]}")
    context.space.hidden[trial.root.name] = "trial"
    trial.create()
    built = needs_build(context, found.pins, TARGET)
    for name in sorted(built):
        context.installer.install(python.path, trial.root, {name: found.pins[name]}, build=True)
    rest = {n: v for n, v in found.pins.items() if n not in built}
    ran = context.installer.install(python.path, trial.root, rest)
    return (trial if ran.rc == 0 else None), ran


def needs_build(context: Context, pins: dict[str, str], side: str) -> set[str]:
    """Which of the resolved versions have no wheel for this side."""
    if context.wheels_only:
        return set()
    named = {n: v for n, v in pins.items() if not v.startswith("@")}
    unknown = context.index.fetch(named)
    return {
        name
        for name, version in named.items()
        if name not in unknown
        and context.judge(name, f"=={version}", side, wheels_only=True).problem
    }


def _first(versions: Iterable[str], fine: Callable[[str], bool]) -> str | None:
    return next((v for v in sorted(versions, key=Version) if fine(v)), None)
