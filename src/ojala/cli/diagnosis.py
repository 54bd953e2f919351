"""`ojala diagnose` and `ojala check`: learners' errors named, at the prompt and line by line."""

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from ojala.diagnosis import Diagnosis, Policy
    from ojala.exercises.exercise import Exercise


class Language(StrEnum):
    """The languages messages are written in."""

    ENGLISH = "en"
    SPANISH = "es"


class AccentRule(StrEnum):
    """How a missing accent that makes no other word is taken."""

    LENIENT = "lenient"
    STRICT = "strict"


def diagnose(
    *,
    language: Annotated[
        Language, typer.Option("--language", "-l", help="The language of the messages.")
    ] = Language.ENGLISH,
    accents: Annotated[
        AccentRule, typer.Option(help="How a missing accent is taken.")
    ] = AccentRule.LENIENT,
) -> None:
    """Name the errors in answers to sentences with a blank.

    Reads JSON lines {"id", "sentence" (blank ____), "lemma", "right", "given"} and writes
    {"id", "verdict", "findings", "first", "detail", "message"}. `findings` are classes of error in
    teaching order, `detail` the finer findings.
    """
    from ojala.diagnosis import Accents, Policy

    policy = Policy(accents=Accents(accents.value))
    for number, line in _lines():
        try:
            typer.echo(json.dumps(_diagnosed(line, policy, language), ensure_ascii=False))
        except (ValueError, KeyError, TypeError, AttributeError) as reason:
            _refuse(f"line {number}: {reason!r}")


def _diagnosed(line: str, policy: "Policy", language: Language) -> dict[str, object]:
    from ojala.diagnosis import diagnose as judge
    from ojala.exercises.exercise import Response

    asked = json.loads(line)
    exercise = _exercise(asked)
    diagnosis = judge(exercise, Response(_text(asked["given"])), policy)
    classes = dict.fromkeys(f.error_class.value for f in diagnosis.findings if f.error_class)
    return {
        "id": asked.get("id"),
        "verdict": diagnosis.verdict.value,
        "findings": list(classes),
        "first": next(iter(classes), None),
        "detail": [finding.kind.value for finding in diagnosis.findings],
        "message": _message(diagnosis, exercise, language),
    }


def _exercise(asked: dict[str, object]) -> "Exercise":
    """The sentence as an exercise; what decides its mood is read from its words."""
    from ojala.exercises.exercise import BLANK, Answer, Exercise
    from ojala.grammar.text import mood_in_text

    sentence, lemma = _text(asked["sentence"]), _text(asked["lemma"])
    if sentence.count(BLANK) != 1:
        raise ValueError(f"one blank ({BLANK}) is needed: {sentence!r}")
    found = mood_in_text(sentence, lemma.split("/")[0])
    start, end = found.cue or (0, 0)
    return Exercise(
        kind="cloze",
        sentence=sentence,
        gloss="",
        lemma=lemma,
        answers=(Answer(_text(asked["right"])),),
        items=(),
        trigger=found.trigger.id if found.trigger else "",
        reading="",
        cue=sentence[start:end] if found.certain else "",
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not a text: {value!r}")
    return value


def _message(diagnosis: "Diagnosis", exercise: "Exercise", language: Language) -> str:
    from ojala.diagnosis import explain
    from ojala.messages import render

    said = explain(diagnosis, exercise).messages
    return " ".join(render(one.key, one.arguments, language.value) for one in said)


def check(
    *,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help='Read {"id", "text"} lines and write {"id", "findings"}.'),
    ] = False,
    language: Annotated[
        Language, typer.Option("--language", "-l", help="The language of the messages.")
    ] = Language.ENGLISH,
) -> None:
    """Find the mood errors in a text of one's own, read from standard input.

    Says nothing where more than one reading is open. Ends with 1 where it found something in a
    plain text.
    """
    if jsonl:
        for number, line in _lines():
            try:
                typer.echo(json.dumps(_checked(line), ensure_ascii=False))
            except (ValueError, KeyError, TypeError, AttributeError) as reason:
                _refuse(f"line {number}: {reason!r}")
        return
    text = sys.stdin.buffer.read().decode("utf-8", errors="replace")
    raise typer.Exit(_report(text, language))


def _checked(line: str) -> dict[str, object]:
    from ojala.diagnosis import check as find

    asked = json.loads(line)
    findings = [
        {
            "start": finding.start,
            "end": finding.end,
            "text": finding.text,
            "finding": finding.kind.value,
            "suggestions": list(finding.suggestions),
            "rule": finding.rule,
        }
        for finding in find(_text(asked["text"]))
    ]
    return {"id": asked.get("id"), "findings": findings}


def _report(text: str, language: Language) -> int:
    """Print what was found, a line each; 1 where there is something."""
    from ojala.diagnosis import check as find
    from ojala.diagnosis import explain_finding
    from ojala.messages import render

    findings = find(text)
    for finding in findings:
        message = explain_finding(finding, text)
        line = text.count("\n", 0, finding.start) + 1
        column = finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1
        said = render(message.key, message.arguments, language.value)
        typer.echo(f"{line}:{column}: {said}")
    return int(bool(findings))


def _lines() -> Iterator[tuple[int, str]]:
    """The lines of standard input that hold anything, numbered."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        text = line.decode("utf-8", errors="replace").strip().removeprefix("\ufeff")
        if text:
            yield number, text


def _refuse(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(2)
