"""`ojala remark`: judge past answers by the rules of today, and let memory follow if asked."""

import asyncio
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from ojala.cli.operations import settings

if TYPE_CHECKING:
    from ojala.diagnosis import Diagnosis
    from ojala.practice.remarking import Remarked, Remarking


def remark(
    write: Annotated[
        bool, typer.Option("--write", help="Keep the new judgements; memory follows them.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Judge every past answer anew and show which would be judged otherwise.

    An answer that was accepted stays accepted, whatever the rules say today.
    """
    made = asyncio.run(_remark(write=write))
    changes = [one for each in made for one in each.changes]
    answers = sum(each.answers for each in made)
    if as_json:
        told = {
            "learners": len(made),
            "answers": answers,
            "changes": [_document(one) for one in changes],
            "written": write,
        }
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    for one in changes:
        typer.echo(_line(one))
    kept = "" if write or not changes else " Nothing is written without --write."
    typer.echo(f"{answers} answers, {len(changes)} judged otherwise.{kept}")


async def _remark(*, write: bool) -> "list[Remarking]":
    from ojala.content.course import course
    from ojala.practice import remarking
    from ojala.practice.service import replay_figures
    from ojala.storage.database import Database
    from ojala.storage.learners import learners

    database, known = Database(settings().database), course()
    made = []
    try:
        async with database.transaction(read_only=True) as tx:
            everybody = await learners(tx)
        for learner in everybody:
            async with database.transaction(read_only=not write) as tx:
                now = datetime.now(UTC)
                made.append(
                    await remarking.remark_answers(tx, learner=learner, now=now, write=write)
                )
                if write:
                    await replay_figures(tx, learner=learner, course=known, write=True)
    finally:
        await database.close()
    return made


def _document(one: "Remarked") -> dict[str, object]:
    return {
        "exercise": str(one.issued.id),
        "number": one.attempt.number,
        "given": one.attempt.response,
        "right": one.remark.after.answer.text,
        "before": _judged(one.remark.before),
        "after": _judged(one.remark.after),
        "stays": one.remark.against,
        "contested": one.contested,
    }


def _judged(diagnosis: "Diagnosis") -> dict[str, object]:
    findings = [finding.kind.value for finding in diagnosis.findings]
    return {"verdict": diagnosis.verdict.value, "findings": findings}


def _line(one: "Remarked") -> str:
    before, after = one.remark.before, one.remark.after
    notes = ["stays accepted"] * one.remark.against + ['"I was right"'] * one.contested
    return (
        f"{one.issued.id} {one.attempt.number}: {one.attempt.response!r} for "
        f"{after.answer.text!r}: {_told(before)} -> {_told(after)}"
        + "".join(f"; {note}" for note in notes)
    )


def _told(diagnosis: "Diagnosis") -> str:
    named = ", ".join(finding.kind.value for finding in diagnosis.findings)
    return f"{diagnosis.verdict.value} ({named})" if named else diagnosis.verdict.value
