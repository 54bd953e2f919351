"""The command line: check, plan, apply, rollback, schema."""

import argparse
import json
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

from pyassess import __version__, change
from pyassess.assessment import Assessment, assess
from pyassess.auditing import PIP_AUDIT
from pyassess.benching import GateError, read_gates
from pyassess.context import Options
from pyassess.models import Policy, Severity, Verdict
from pyassess.planning import NoPlanError, Plan, Planner
from pyassess.progress import Progress
from pyassess.report import as_markdown, dumps, schema

# 0 to 3 are verdicts, so bad usage has the code of sysexits.h and cannot be taken for one.
USAGE = 64
FAILED = 70

OVERVIEW = """\
Say whether a service can move from one Python to another, by trying it.

  pyassess check -r requirements.txt --from 3.11 --to 3.13
  pyassess check --project . --src src --test "pytest -q" --smoke smoke.py --md report.md
  pyassess plan -r requirements.txt --out upgrade.diff
  pyassess apply upgrade.diff      pyassess rollback

Both interpreters must be on this machine (PATH, pyenv or uv). Packages come from the index
pip is configured with. Nothing outside a temporary folder is touched; only `apply` and
`rollback` change files. A run that was interrupted goes on where it stopped.
"""
CHECKING = """\
What is done, in this order:
  index         files, wheels for this platform, requires-python, yanks, hashes, cut-off date
  resolve       the set; where it fails each requirement alone, so that every fault is named
  environments  install on both sides, `pip check`, import every top-level module
  source        uses of modules and names that the target's standard library lacks
  tests, smoke, bench, audit   where asked for

The verdict, which is also the exit code:
  0  GO              nothing found stands in the way
  1  CONDITIONAL GO  no blocker, but conditions to meet or accept
  2  NO-GO           a blocker: named, with evidence and the first version that repairs it
  3  INCONCLUSIVE    no blocker found, but something that had to be checked could not be
  64 the command itself was wrong
What was broken before the move is told apart and never counts as broken by it; what cannot be
installed on the target blocks in any case.

Gates (TOML), one limit each: up to it proceed, above it roll back.
  [gate.seconds]        # wall-clock time of the bench script, always measured
  worse_by = 0.10
  [gate.requests_per_s] # or a number the script prints in a line of JSON: {"requests_per_s": 812}
  worse_by = 0.05
  better = "higher"
"""
PLANNING = """\
Takes the first repaired version of each blocker, adds the fewest further changes that make the
set resolve, assesses the changed set, and goes on until no blocker is left. The plan is a unified
diff of the files it was made from. Exit code 0: the planned set is GO or CONDITIONAL GO, as shown;
2: no version change clears the blockers; 3: something that had to be checked could not be.
"""


class Parser(argparse.ArgumentParser):
    """A parser whose complaints cannot be mistaken for a verdict."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave with the code for bad usage."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def build_parser() -> Parser:
    """Build the whole command line."""
    shape = argparse.RawDescriptionHelpFormatter
    parser = Parser("pyassess", description=OVERVIEW, formatter_class=shape)
    parser.add_argument("--version", action="version", version=f"pyassess {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="assess the move and report",
        formatter_class=shape,
        description="Assess a move by doing it.",
        epilog=CHECKING,
    )
    _inputs(check)
    _trials(check)
    check.add_argument("--md", type=Path, metavar="OUT", help="write the report as Markdown")
    check.add_argument("--json", type=Path, metavar="OUT", help="write the report as JSON")
    plan = commands.add_parser(
        "plan",
        help="write the version changes that clear the blockers",
        formatter_class=shape,
        description="Plan the way.",
        epilog=PLANNING,
    )
    _inputs(plan)
    _trials(plan)
    plan.add_argument(
        "--out", type=Path, metavar="DIFF", help="write the diff here, not to standard output"
    )
    plan.add_argument(
        "--md", type=Path, metavar="OUT", help="report on the planned set, as Markdown"
    )
    plan.add_argument("--json", type=Path, metavar="OUT", help="report on the planned set, as JSON")
    apply = commands.add_parser(
        "apply",
        help="make the changes of a plan, keeping the old state",
        description="Make a plan's changes in the current folder. Refuses a dirty tree.",
    )
    apply.add_argument("plan", type=Path, metavar="DIFF")
    commands.add_parser(
        "rollback",
        help="restore the files as before the first plan, byte for byte",
        description="Take every applied plan back. Refuses a dirty tree.",
    )
    commands.add_parser("schema", help="print the JSON schema of the report")
    return parser


def _inputs(parser: argparse.ArgumentParser) -> None:
    what = parser.add_argument_group("what is moved")
    what.add_argument(
        "-r",
        "--requirement",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="requirements file, pyproject.toml, pylock.toml, uv.lock or poetry.lock",
    )
    what.add_argument(
        "--project",
        type=Path,
        metavar="DIR",
        help="project folder: its lock or pyproject is read, and it is installed for tests",
    )
    what.add_argument(
        "--extra",
        action="append",
        default=[],
        metavar="NAME",
        help="extra of the project, or `all`",
    )
    what.add_argument(
        "--group", action="append", default=[], metavar="NAME", help="dependency group, or `all`"
    )
    what.add_argument(
        "--src", type=Path, action="append", default=[], metavar="DIR", help="source to scan"
    )
    how = parser.add_argument_group("how")
    how.add_argument(
        "--from", dest="baseline", default="3.11", metavar="X.Y", help="Python now (3.11)"
    )
    how.add_argument(
        "--to", dest="target", default="3.13", metavar="X.Y", help="Python to move to (3.13)"
    )
    how.add_argument(
        "--policy",
        type=Policy,
        choices=list(Policy),
        default=Policy.WHEELS_ONLY,
        help="wheels-only: nothing is built (default); sdist: building from source is allowed",
    )
    how.add_argument(
        "--as-of", type=_date, metavar="DATE", help="ignore files uploaded after this day"
    )
    how.add_argument(
        "--resolver", choices=["auto", "pip"], default="auto", help="auto: uv if present, else pip"
    )
    how.add_argument(
        "--work", type=Path, metavar="DIR", help="where the temporary environments are made"
    )
    how.add_argument(
        "--fresh", action="store_true", help="forget an interrupted run of the same inputs"
    )
    how.add_argument("--quiet", action="store_true", help="show no progress")


def _trials(parser: argparse.ArgumentParser) -> None:
    also = parser.add_argument_group("what is tried on both sides; asked for, it is required")
    also.add_argument(
        "--test", default="", metavar="CMD", help="test command, compared test by test"
    )
    also.add_argument(
        "--with",
        dest="additions",
        action="append",
        default=[],
        metavar="REQ",
        help="what only the tests need, or a file of it; installed after the set was assessed",
    )
    also.add_argument("--smoke", type=Path, metavar="FILE", help="script that must end with code 0")
    also.add_argument(
        "--bench", type=Path, metavar="FILE", help="script that is timed, noise first"
    )
    also.add_argument(
        "--gates", type=Path, metavar="FILE", help="limits for the bench (TOML, see below)"
    )
    also.add_argument("--rounds", type=int, default=5, metavar="N", help="bench rounds (5)")
    also.add_argument(
        "--audit",
        default="",
        metavar="pip-audit|DIR",
        help="known vulnerabilities: by pip-audit, or a folder of OSV records",
    )


def _date(text: str) -> datetime:
    """Give the end of the day that was named, or the moment."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2026-01-31") from error
    if len(text) <= len("2026-01-31"):
        when += timedelta(days=1)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    parser = build_parser()
    said = parser.parse_args(arguments)
    try:
        return _run(parser, said)
    except (change.ChangeError, OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"pyassess: {error}\n")
        return USAGE
    except Exception:  # noqa: BLE001 -- code 1, Python's own, would read as CONDITIONAL GO
        traceback.print_exc()
        sys.stderr.write(
            "pyassess: this is a fault of pyassess itself and says nothing on the move\n"
        )
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write("\npyassess: interrupted; the same command goes on where it stopped\n")
        return 130


def _run(parser: Parser, said: argparse.Namespace) -> int:
    if said.command == "schema":
        return _print(json.dumps(schema(), indent=2))
    if said.command == "apply":
        diff = said.plan.read_bytes().decode("utf-8")
        return _print(change.apply(diff, Path.cwd(), ignore=[said.plan]))
    if said.command == "rollback":
        return _print(change.rollback(Path.cwd()))
    return _assess(parser, said)


def _assess(parser: Parser, said: argparse.Namespace) -> int:
    options = _options(parser, said)
    progress = Progress(quiet=said.quiet)
    if said.command == "check":
        done = assess(options, progress, work=said.work, fresh=said.fresh)
        _write(said, done)
        _print(summary(done))
        return done.verdict.exit_code
    try:
        plan = Planner(options, progress, said.work).plan()
    except NoPlanError as error:
        sys.stderr.write(f"pyassess: {error}\n")
        return Verdict.NO_GO.exit_code
    _write(said, plan.after)
    return _show(plan, said.out)


def _options(parser: Parser, said: argparse.Namespace) -> Options:
    if not said.requirement and said.project is None:
        parser.error("give requirements with -r FILE, or a project with --project DIR")
    for path in (*said.requirement, *said.src, said.project, said.smoke, said.bench, said.gates):
        if path is not None and not path.exists():
            parser.error(f"{path} does not exist")
    if said.audit not in ("", PIP_AUDIT) and not Path(said.audit).is_dir():
        parser.error(f"--audit takes {PIP_AUDIT} or a folder of OSV records, not {said.audit}")
    if said.rounds < 2:  # noqa: PLR2004 -- noise needs two values
        parser.error("--rounds must be at least 2: one value has no noise")
    try:
        read_gates(said.gates)
    except GateError as error:
        parser.error(str(error))
    return Options(
        tuple(said.requirement),
        said.project,
        tuple(said.src),
        said.baseline,
        said.target,
        said.policy,
        tuple(said.extra),
        tuple(said.group),
        tuple(said.additions),
        said.test,
        said.smoke,
        said.bench,
        said.gates,
        said.rounds,
        said.audit,
        said.as_of,
        said.resolver,
    )


def _write(said: argparse.Namespace, done: Assessment) -> None:
    for path, text in ((said.md, as_markdown), (said.json, dumps)):
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text(done), encoding="utf-8")


def summary(done: Assessment) -> str:
    """Give the verdict and what it rests on, for a terminal."""
    lines = [f"{done.options.baseline} → {done.options.target}: {done.verdict.value}"]
    for finding in done.findings:
        if finding.severity is Severity.NOTE:
            continue
        repair = f" → {finding.repaired_in}" if finding.repaired_in else ""
        before = " [broken before]" if finding.broken_before else ""
        lines.append(f"  {finding.severity}: {finding.summary}{repair}{before}")
    lines += [f"  not checked: {c.name}, {c.why}" for c in done.checks if c.status == "not_run"]
    return "\n".join(lines)


def _show(plan: Plan, out: Path | None) -> int:
    if out is not None:
        out.write_bytes(plan.diff.encode("utf-8"))
    elif plan.diff:
        sys.stdout.write(plan.diff)
    said = [f"{name} {old or '(any)'} → {new}" for name, (old, new) in plan.changes.items()]
    sys.stderr.write(f"{len(said)} changes: {', '.join(said) or 'none needed'}\n")
    sys.stderr.write(f"the planned set: {summary(plan.after)}\n")
    unsure = plan.after.verdict is Verdict.INCONCLUSIVE
    return Verdict.INCONCLUSIVE.exit_code if unsure else 0


def _print(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    return 0
