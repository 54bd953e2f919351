"""How often diagnosis and the checker are right on real learner errors, and what they cost.

    python -m bench.diagnosis

It is measured on learner_errors.tsv and mood_in_context.tsv of the reference data. Beside the
checker stands a plain list of trigger words, as a first script would have it: an indicative within
five words of one is called an error.
"""

import csv
import gc
import re
import time
from pathlib import Path

from bench.report import reference
from ojala.diagnosis import Severity, check, diagnose
from ojala.diagnosis.checker import LONGEST
from ojala.exercises.exercise import Answer, Exercise, Response
from ojala.grammar.forms import lexical
from ojala.spanish.features import Mood

_TRIGGERS = re.compile(
    r"\b(quier\w+ que|esper\w+ que|dese\w+ que|ojalá|para que|antes de que|sin que|cuando|"
    r"hasta que|como si|aunque|es \w+ que|no creo que|no pienso que|"
    r"dud\w+ que|tal vez|quizás?|si|que)\b",
    re.IGNORECASE,
)
_REACH = 5
# A word that is no form of any verb, with a pronoun on it: to read it takes the whole lexicon.
_STRANGE = "xilofarme"
_REPEATED = 8


def main() -> None:
    """Print agreement, recall, specificity and time."""
    rows = _rows(reference("learner_errors.tsv"))
    _times(rows)
    _agreement(rows)
    _checker(rows)
    _growth(" ".join(row["learner_sentence"] for row in rows))
    natives = _rows(reference("mood_in_context.tsv"))
    texts = [row["sentence"].replace("____", row["answer"]) for row in natives]
    print(f"sentences of natives left alone   {_share(not check(t) for t in texts):7.1%}")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _agreement(rows: list[dict[str, str]]) -> None:
    for title, subjunctive in (("subjunctive-related", True), ("other verbs", False)):
        chosen = [r for r in rows if (r["scope"] != "no subjunctive involved") is subjunctive]
        agreed = _share(_first(row) == row["error_class"] for row in chosen)
        print(f"agreement, {title:<22} {agreed:7.1%} of {len(chosen)}")


def _times(rows: list[dict[str, str]]) -> None:
    """The CPU of one diagnosis: the very first, as they come, and with verbs met before.

    As in a service that has started, what was read for the first is kept out of garbage collection.
    """
    first = _cost(rows[0] | {"wrong": _STRANGE}, 1) * 1e3
    print(f"the first answer of a process       {first:7.0f} ms CPU")
    gc.freeze()
    for title, repeated in (("as they come", 1), ("verbs met", _REPEATED)):
        times = sorted(_cost(row, repeated) for row in rows)
        for name, place in (("median", 0.5), ("p99", 0.99)):
            milliseconds = times[int(len(times) * place)] * 1e3
            print(f"one diagnosis, {title:<12} {name:<8} {milliseconds:6.2f} ms CPU ({len(times)})")


def _first(row: dict[str, str]) -> str:
    findings = diagnose(_exercise(row), Response(row["wrong"])).findings
    return next((f.error_class for f in findings if f.severity is not Severity.NOTICE), "")


def _exercise(row: dict[str, str]) -> Exercise:
    answers = (Answer(row["right"]),)
    return Exercise("cloze", row["sentence"], "", row["lemma"], answers, (), "", "")


def _cost(row: dict[str, str], repeated: int) -> float:
    """The CPU of one diagnosis: several to one reading of the clock, which is not free itself."""
    exercise, response = _exercise(row), Response(row["wrong"])
    start = time.process_time()
    for _ in range(repeated):
        diagnose(exercise, response)
    return (time.process_time() - start) / repeated


def _checker(rows: list[dict[str, str]]) -> None:
    chosen = [
        row
        for row in rows
        if row["error_class"] == "mood" and row["scope"] != "no subjunctive involved"
    ]
    pairs = [_pair(row) for row in chosen]
    for name, find in (("checker", _found), ("trigger words", _listed)):
        recall = _share(
            any(start < to and at < end for at, to in find(wrong)) for wrong, _, start, end in pairs
        )
        at_place = _share(
            not any(start < to and at < start + size for at, to in find(right))
            for _, (right, size), start, _ in pairs
        )
        whole = _share(not find(right) for _, (right, _), _, _ in pairs)
        print(
            f"{name:<14} recall {recall:6.1%}  specificity {whole:6.1%} of sentences, "
            f"{at_place:6.1%} of the verbs in question  ({len(pairs)} pairs)"
        )


def _growth(text: str) -> None:
    """How the time of the checker grows with its text: four times as long, four times the time."""
    check(text)  # the lexicon is read once
    longest = LONGEST // 4
    short, long = (min(_seconds(text[:size]) for _ in range(3)) for size in (longest, LONGEST))
    print(f"checker, {LONGEST} characters beside {longest}   {long / short:5.1f} times the CPU")


def _seconds(text: str) -> float:
    start = time.process_time()
    check(text)
    return time.process_time() - start


def _pair(row: dict[str, str]) -> tuple[str, tuple[str, int], int, int]:
    before, after = row["sentence"].split("____", 1)
    right = before + row["right"] + after
    return (
        before + row["wrong"] + after,
        (right, len(row["right"])),
        len(before),
        len(before) + len(row["wrong"]),
    )


def _found(text: str) -> list[tuple[int, int]]:
    return [(finding.start, finding.end) for finding in check(text)]


def _listed(text: str) -> list[tuple[int, int]]:
    """The first indicative within reach of a trigger word."""
    found = []
    for trigger in _TRIGGERS.finditer(text):
        words = list(re.finditer(r"\w+", text[trigger.end() :]))[:_REACH]
        for word in words:
            finite = lexical(word.group().lower())[0]
            if finite:
                if all(cell.tense.mood is Mood.INDICATIVE for _, cell in finite):
                    start = trigger.end() + word.start()
                    found.append((start, start + len(word.group())))
                break
    return found


def _share(flags: object) -> float:
    values = list(flags)  # type: ignore[call-overload]  # any iterable of truths
    return sum(map(bool, values)) / len(values)


if __name__ == "__main__":
    main()
