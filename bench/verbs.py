"""Measure the verb core beside other conjugators: speed, import, memory, accuracy, coverage.

    python bench/verbs.py [--peers FOLDER] [--gold FILE]

Peers are measured where FOLDER holds them: `FOLDER/verbecc` and `FOLDER/mlconjug3` are virtual
environments with those packages, `FOLDER/node` a directory where `npm install
@jirimracek/conjugate-esp spanish-verbs` was run. They are no dependencies of ours. Each conjugator
runs alone in a process of its own; times are of the processor. `first/s` is the first pass over
the verbs, `verbs/s` the second (none keeps paradigms). Accuracy is of the cells answered.
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

_HERE = Path(__file__).parent
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


def runners(peers: Path | None) -> Iterator[Runner]:
    """List the conjugators that are here."""
    yield Runner("ojala", (sys.executable, str(_HERE / "runners" / "ours.py")))
    for name in ("verbecc", "mlconjug3"):
        python = peers / name / "bin" / "python" if peers else None
        if python and python.exists():
            yield Runner(name, (str(python), str(_HERE / "runners" / f"{name}_run.py")), _SAMPLE)
    for name in ("conjugate-esp", "spanish-verbs"):
        script = _HERE / "runners" / f"{name}.js"
        if peers and (peers / "node" / "node_modules").exists():
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


def main() -> None:
    """Print one line a conjugator."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--gold", type=Path, required=True)
    arguments = parser.parse_args()
    gold = read_gold(arguments.gold)
    heads = ("first/s", "verbs/s", "start ms", "MB", "right %", "answered %", "complete %")
    print(f"{'':14}" + "".join(f"{head:>11}" for head in heads))
    for runner in runners(arguments.peers):
        started = time.perf_counter()
        try:
            result = run(runner, sorted(gold))
        except subprocess.CalledProcessError as failure:
            print(f"{runner.name:14} does not run: {failure.stderr.splitlines()[-1]}")
            continue
        right, answered, complete = score(result, gold)
        print(
            f"{result.name:14}{result.verbs / result.first:11.0f}"
            f"{result.verbs / result.seconds:11.0f}{1000 * result.start_seconds:11.0f}"
            f"{result.megabytes:11.0f}{right:11.2f}{answered:11.2f}{complete:11.2f}"
            f"   ({result.verbs} verbs, {time.perf_counter() - started:.0f} s)"
        )


if __name__ == "__main__":
    main()
