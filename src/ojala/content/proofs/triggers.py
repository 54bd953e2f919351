"""Proofs of triggers: every example has to show what its reading claims.

An example that holds is read as raw text with its bracketed form blanked: the machinery has to
find the trigger by itself and accept the mood and the tense of the form. An example that fails
has to be found in the same way, and its form must be wrong under the reading it belongs to.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ojala.content.proofs.problem import Problem, schema_problems
from ojala.content.schema.triggers import TriggerFile
from ojala.content.sources import Source
from ojala.grammar.forms import form_readings
from ojala.grammar.mood import Status, mood
from ojala.grammar.text import GovernedVerb, governed, mood_in_text
from ojala.grammar.tokens import BLANK
from ojala.grammar.trigger import Reading, Trigger
from ojala.spanish.features import Mood, Tense

_MARKED = re.compile(r"\[([^\]]+)\]")
_INDICATIVE = frozenset({Mood.INDICATIVE, Mood.CONDITIONAL})
_COMMANDS = frozenset({Tense.IMP_AFF, Tense.IMP_NEG})


@dataclass(frozen=True, slots=True)
class Example:
    """A bracketed form taken out of its sentence, with what it can be."""

    sentence: str
    form: str

    @property
    def readings(self) -> tuple[tuple[str, Tense], ...]:
        """Every verb and tense the form can be."""
        return tuple((lemma, cell.tense) for lemma, cell in form_readings(self.form))


def trigger_problems(files: list[Source], triggers: Mapping[str, Trigger]) -> Iterator[Problem]:
    """Yield everything wrong with the trigger files."""
    for file in files:
        wrong = list(schema_problems(file.name, file.content, TriggerFile))
        yield from wrong
        for record in () if wrong else file.content["trigger"]:
            for message in unproved(triggers[record["id"]]):
                yield Problem(file.name, record["id"], message)


def unproved(trigger: Trigger) -> Iterator[str]:
    """Yield what the examples of a trigger fail to show."""
    for reading in trigger.readings:
        for text in reading.holds:
            if message := why_not_held(trigger, reading, text):
                yield f"{reading.id}: holds {text!r}: {message}"
        for text in reading.fails:
            if message := why_not_failed(trigger, reading, text):
                yield f"{reading.id}: fails {text!r}: {message}"


def why_not_held(trigger: Trigger, reading: Reading, text: str) -> str:
    """Say why an example does not show its reading; empty if it does."""
    if reading.mood is None:
        return _why_a_verb_follows(trigger, text)
    message = "no verb form in brackets"
    for found, tense in _findings(text):
        message = _why_wrong(trigger, reading, found, tense)
        if not message:
            return ""
    return message


def why_not_failed(trigger: Trigger, reading: Reading, text: str) -> str:
    """Say why an example does not break its reading; empty if it does."""
    found_it = [(found, tense) for found, tense in _findings(text) if found.trigger is trigger]
    for found, tense in found_it:
        if _accepts(found, reading, tense):
            return f"{tense.value} is right under this reading"
    return "" if found_it else "the trigger is not found"


def _findings(text: str) -> Iterator[tuple[GovernedVerb, Tense]]:
    marked = _MARKED.search(text)
    if marked is None:
        return
    example = Example(_MARKED.sub(BLANK, text, count=1), marked[1])
    for lemma, tense in dict.fromkeys(example.readings):
        yield mood_in_text(example.sentence, lemma), tense
    plain = text.replace("[", "").replace("]", "")
    for verb in governed(plain):
        if verb.verb.readings and marked.start() <= verb.start < marked.end() and verb.verb.tense:
            yield verb, verb.verb.tense


def _why_wrong(trigger: Trigger, reading: Reading, found: GovernedVerb, tense: Tense) -> str:
    if found.trigger is not trigger or found.clause is None:
        return f"found {found.trigger and found.trigger.id}"
    if _mood_of(tense) is not reading.mood:
        return f"{tense.value} is not {reading.mood}"
    if found.status(_mood_of(tense)) is Status.EXCLUDED:
        return f"{tense.value} is excluded"
    if not found.clause.allows(reading):
        return "the sentence rules the reading out"
    return "" if _accepts(found, reading, tense) else f"{tense.value} is out of sequence"


def _accepts(found: GovernedVerb, reading: Reading, tense: Tense) -> bool:
    """Tell whether the tense fits the clause that was found, under the reading."""
    if found.clause is None:
        return False
    judgement = mood(replace(found.clause, reading=reading.id))
    option = judgement.option(_mood_of(tense))
    admitted = {choice.tense for choice in option.tenses}
    return option.status is not Status.EXCLUDED and (tense in admitted or tense in _COMMANDS)


def _mood_of(tense: Tense) -> Mood:
    """Count the conditional as indicative, and commands in the subjunctive's form as that."""
    if tense.mood in _INDICATIVE:
        return Mood.INDICATIVE
    return Mood.SUBJUNCTIVE if tense is Tense.IMP_NEG else tense.mood


def _why_a_verb_follows(trigger: Trigger, text: str) -> str:
    """Say what is wrong where no verb should be found in the phrase itself."""
    for phrase in trigger.name.split(", "):
        start = text.casefold().find(phrase)
        if start >= 0:
            inside = [v for v in governed(text) if start <= v.start < start + len(phrase)]
            return f"a verb was found in it: {inside[0].text}" if inside else ""
    return "the phrase does not occur"
