"""Measure the verb core beside other conjugators: speed, import, memory, accuracy, coverage.

    python -m bench.verbs [--peers FOLDER] [--gold FILE]

Peers are measured where FOLDER holds them, as `scripts/bench_peers.sh FOLDER` puts them there. They
are no dependencies of ours. Each conjugator runs alone in a process of its own; times are of the
processor. `first/s` is the first pass over the verbs, `verbs/s` the second (none keeps paradigms).
Accuracy is of the cells answered. Written to build/bench.json.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.report import reference, write

_HERE = Path(__file__).parent
_PEERS = Path("build/peers")
_HEADS = ("first/s", "verbs/s", "start ms", "MB", "right %", "answered %", "complete %")
_SAMPLE = 300  # verbs given to the slow peers; ours and Node's conjugate them all


@dataclass(frozen=True, slots=True)
class Runner:
    """A conjugator: its name, how to start it, how many verbs it is given (0: all)."""

    name: str
    command: tuple[str, ...]
    verbs: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What a run gave: seconds, memory, and the forms by lemma and cell."""

    name: str
    start_seconds: float
    first: float
    seconds: float
    verbs: int
    megabytes: float
    forms: Mapping[str, Mapping[str, Sequence[str]]]


Gold = dict[str, dict[str, tuple[set[str], set[str]]]]


def read_gold(path: Path) -> Gold:
    """Read the gold set: required and accepted forms by lemma and cell."""
    gold: Gold = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            lemma, tense, person, form, _, also = line.rstrip("\n").split("\t")
            required = set(form.split("|"))
            accepted = required | (set(also.split("|")) if also else set())
            gold.setdefault(lemma, {})[f"{tense}.{person}"] = (required, accepted)
    return gold


def runners(peers: Path) -> Iterator[Runner]:
    """List the conjugators that are here."""
    yield Runner("ojala", (sys.executable, str(_HERE / "runners" / "ours.py")))
    for name in ("verbecc", "mlconjug3"):
        python = peers / name / "bin" / "python"
        if python.exists():
            yield Runner(name, (str(python), str(_HERE / "runners" / f"{name}_run.py")), _SAMPLE)
    for name in ("conjugate-esp", "spanish-verbs"):
        script = _HERE / "runners" / f"{name}.js"
        if (peers / "node" / "node_modules").exists():
            yield Runner(name, ("node", str(script), str(peers / "node")))


def run(runner: Runner, lemmas: Sequence[str]) -> Result:
    """Run a conjugator over the verbs in a process of its own."""
    given = lemmas[:: max(1, len(lemmas) // runner.verbs)] if runner.verbs else lemmas
    done = subprocess.run(
        runner.command,
        input="\n".join(given),
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    said = json.loads(done.stdout.splitlines()[-1])
    return Result(
        runner.name,
        said["import_seconds"],
        said.get("first", said["seconds"]),
        said["seconds"],
        len(given),
        said["megabytes"],
        said["forms"],
    )


def score(result: Result, gold: Gold) -> tuple[float, float, float]:
    """Give accuracy of the forms answered, coverage of the cells, completeness, in per cent."""
    answered = right = cells = complete = 0
    for lemma, forms in result.forms.items():
        for cell, (required, accepted) in gold[lemma].items():
            given = set(forms.get(cell, ()))
            cells += 1
            answered += bool(given)
            right += bool(given) and given <= accepted
            complete += required <= given
    cells = cells or 1
    return 100 * right / (answered or 1), 100 * answered / cells, 100 * complete / cells


def figures(result: Result, gold: Gold) -> dict[str, float]:
    """One conjugator's row of the table."""
    speeds = (result.verbs / result.first, result.verbs / result.seconds)
    measures = (*speeds, 1000 * result.start_seconds, result.megabytes, *score(result, gold))
    return dict(zip(_HEADS, measures, strict=True))


def main() -> None:
    """Print one line a conjugator."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--peers", type=Path, default=_PEERS)
    parser.add_argument("--gold", type=Path)
    arguments = parser.parse_args()
    gold = read_gold(arguments.gold or reference("conjugation_gold.tsv.gz"))
    print(f"{'':14}" + "".join(f"{head:>11}" for head in _HEADS))
    table = {}
    for runner in runners(arguments.peers.resolve()):
        started = time.perf_counter()
        try:
            result = run(runner, sorted(gold))
        except subprocess.CalledProcessError as failure:
            print(f"{runner.name:14} does not run: {failure.stderr.splitlines()[-1]}")
            continue
        table[runner.name] = row = figures(result, gold)
        cells = (f"{row[head]:11.2f}" if "%" in head else f"{row[head]:11.0f}" for head in _HEADS)
        took = time.perf_counter() - started
        print(f"{runner.name:14}{''.join(cells)}   ({result.verbs} verbs, {took:.0f} s)")
    write("verbs", table)


if __name__ == "__main__":
    main()
