"""Proofs of the written sentences."""

import re
from collections.abc import Callable, Iterator, Mapping

from ojala.content.assembly import cell_of, reading_for
from ojala.content.proofs.problem import Problem, schema_problems
from ojala.content.schema.sentences import SentenceFile
from ojala.content.sources import Record, Source
from ojala.exercises.answers import answers_for
from ojala.exercises.draft import lowered
from ojala.exercises.sentence import marked_form
from ojala.grammar.trigger import Trigger
from ojala.spanish import NotAVerb, analyze

Triggers = Mapping[str, Trigger]
Check = Callable[[Record, Triggers], str | None]


def sentence_problems(files: list[Source], triggers: Triggers) -> Iterator[Problem]:
    """Yield everything wrong with the sentence files."""
    seen: dict[str, str] = {}
    texts: dict[str, str] = {}
    for file in files:
        wrong = list(schema_problems(file.name, file.content, SentenceFile))
        yield from wrong
        for record in () if wrong else file.content["sentence"]:
            yield from _record_problems(file.name, record, triggers)
            yield from _repeated(file.name, record, "id", record["id"], seen)
            yield from _repeated(file.name, record, "text", _plain(record), texts)


def _record_problems(file: str, record: Record, triggers: Triggers) -> Iterator[Problem]:
    for check in CHECKS:
        message = check(record, triggers)
        if message:
            yield Problem(file, record["id"], message)
            return


def _repeated(
    file: str, record: Record, what: str, value: str, seen: dict[str, str]
) -> Iterator[Problem]:
    if value in seen:
        yield Problem(file, record["id"], f"same {what} as {seen[value]}")
    seen[value] = record["id"]


def _plain(record: Record) -> str:
    return re.sub(r"[\[\]]", "", record["text"]).casefold()


def one_form_is_marked(record: Record, _: Triggers) -> str | None:
    """One form stands in brackets."""
    try:
        marked_form(record["text"])
    except ValueError as error:
        return str(error)
    return None


def trigger_exists(record: Record, triggers: Triggers) -> str | None:
    """The trigger is one of the inventory, and the id begins with it."""
    if record["trigger"] not in triggers:
        return f"no trigger {record['trigger']}"
    if not re.fullmatch(re.escape(record["trigger"]) + r"-\d+", record["id"]):
        return "the id must be the trigger's id and a number"
    return None


def cell_exists(record: Record, _: Triggers) -> str | None:
    """The cell is one of the paradigm."""
    try:
        cell_of(record["cell"])
    except ValueError as error:
        return str(error)
    return None


def reading_is_known(record: Record, triggers: Triggers) -> str | None:
    """The reading is one of the trigger's, or the mood picks exactly one."""
    trigger = triggers[record["trigger"]]
    named = record.get("reading", "")
    mood = cell_of(record["cell"]).tense.mood
    try:
        default = reading_for(trigger, mood)
    except ValueError as error:
        return None if named in {r.id for r in trigger.readings if r.mood is None} else str(error)
    if not named:
        target = trigger.reading(default)
        rivals = [r.id for r in trigger.readings if r.mood is target.mood and not r.marked]
        return f"several readings fit: {', '.join(rivals)}" if len(rivals) > 1 else None
    if named not in {r.id for r in trigger.readings}:
        return f"{trigger.id} has no reading {named}"
    if trigger.reading(named).mood is not trigger.reading(default).mood:
        return f"the reading {named} does not take {record['cell']}"
    return None


def form_is_conjugated(record: Record, _: Triggers) -> str | None:
    """The form in brackets is what the engine conjugates for the lemma and the cell."""
    cell, form = cell_of(record["cell"]), lowered(marked_form(record["text"]))
    try:
        expected = [answer.text for answer in answers_for(record["lemma"], cell, twins=False)]
    except NotAVerb:
        return f"{record['lemma']} is not a verb we know"
    if form in expected:
        return None
    if any(a.lemma == record["lemma"] and a.cell == cell and a.clitics for a in analyze(form)):
        return None
    return f"[{form}] is not {record['lemma']} {record['cell']}: {', '.join(expected) or 'no form'}"


def cue_stands_in_the_text(record: Record, _: Triggers) -> str | None:
    """The cue is part of the sentence as it is read."""
    cue = record.get("cue", "")
    return None if cue.casefold() in _plain(record) else f"the cue {cue!r} is not in the text"


def also_differs(record: Record, _: Triggers) -> str | None:
    """What is listed as also right is not what the engine derives anyway."""
    cell = cell_of(record["cell"])
    derived = {answer.text for answer in answers_for(record["lemma"], cell)}
    twice = [also["text"] for also in record.get("also", ()) if also["text"] in derived]
    return f"also: {', '.join(twice)} is derived anyway" if twice else None


CHECKS: tuple[Check, ...] = (
    one_form_is_marked,
    trigger_exists,
    cell_exists,
    reading_is_known,
    form_is_conjugated,
    cue_stands_in_the_text,
    also_differs,
)
