"""`ojala mood`: which mood a blank takes, for lines of JSON."""

import json
import sys
from typing import Any

import typer

MOODS = ("Sub", "Ind")


def mood() -> None:
    """Decide the mood of each blank; lines of JSON with id, sentence (one ____) and lemma."""
    failed = False
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            answer = judge(json.loads(line))
        except (ValueError, KeyError, TypeError) as problem:
            typer.echo(f"line {number}: {problem}", err=True)
            failed = True
            continue
        typer.echo(json.dumps(answer, ensure_ascii=False))
    if failed:
        raise typer.Exit(2)


def judge(request: dict[str, Any]) -> dict[str, Any]:
    """Answer one request: the trigger, how each mood stands, and the form that fits best."""
    from ojala.grammar.text import mood_in_text

    found = mood_in_text(request["sentence"], request["lemma"])
    return {
        "id": request.get("id"),
        "trigger": found.trigger.id if found.trigger else None,
        "moods": [
            {
                "mood": option.mood.value,
                "tenses": [choice.tense.value for choice in option.tenses],
                "status": found.status(option.mood).value,
                "reading": option.reading.id if option.reading else None,
                "why": option.reading.why_en if option.reading else None,
            }
            for option in found.options
        ],
        "best": {
            "mood": found.best.value,
            "tense": found.tense.value,
            "form": found.form(request["lemma"]),
        },
    }
