"""Checking a text of one's own: each governed verb, whether its mood fits, and why."""

from collections.abc import Iterator

from ojala.grammar.filling import form_of
from ojala.grammar.mood import Status
from ojala.grammar.text import GovernedVerb, governed
from ojala.reference.views import Checked, CheckedPiece, CheckNote
from ojala.spanish import Mood
from ojala.web.templating import translator

LONGEST_TEXT = 2000
"""How many characters are checked at once."""

_SIDES = {
    Mood.INDICATIVE: Mood.INDICATIVE,
    Mood.CONDITIONAL: Mood.INDICATIVE,
    Mood.SUBJUNCTIVE: Mood.SUBJUNCTIVE,
}
"""The side of the choice a written form stands on; other forms stand on neither."""


def check(text: str, language: str) -> Checked:
    """Judge the mood of each verb that something in the text governs; in doubt, say nothing."""
    notes = tuple(_notes(text, language))
    return Checked(
        text=text,
        pieces=tuple(_pieces(text, notes)),
        notes=tuple(note for note in notes if note.kind != "right"),
        judged=len(notes),
        wrong=sum(note.kind == "wrong" for note in notes),
    )


def _notes(text: str, language: str) -> Iterator[CheckNote]:
    number = 0
    for verb in governed(text):
        sides = {_SIDES[m] for _, cell in verb.verb.readings if (m := cell.tense.mood) in _SIDES}
        if verb.trigger is None or len(sides) != 1:
            continue
        side = sides.pop()
        kind = _kind(verb, side)
        number += kind != "right"
        yield _note(verb, side, kind, number, language)


def _kind(verb: GovernedVerb, side: Mood) -> str:
    if verb.status(side) is Status.EXCLUDED:
        return "wrong"
    others = [option for option in verb.options if option.mood is not side and option.reading]
    both = verb.certain and any(option.status is Status.OPEN for option in others)
    return "both" if both and verb.status(side) is Status.OPEN else "right"


def _note(verb: GovernedVerb, side: Mood, kind: str, number: int, language: str) -> CheckNote:
    trigger = verb.trigger
    if trigger is None:
        raise ValueError("a verb that nothing governs has nothing to note")
    speak = translator(language)
    wanted = verb.best if kind == "wrong" else side
    option = next(option for option in verb.options if option.mood is wanted)
    reading = option.reading
    why = (reading.why_es if language == "es" else reading.why_en) if reading else ""
    return CheckNote(
        number=number,
        kind=kind,
        start=verb.start,
        end=verb.end,
        form=verb.text,
        suggestion=_suggestion(verb) if kind == "wrong" else "",
        rule=trigger.id,
        name=trigger.name,
        mood=speak(f"mood.{wanted.value}"),
        why=why,
    )


def _suggestion(verb: GovernedVerb) -> str:
    """Put the verb that was written into the mood and the tense that fit."""
    lemma = verb.verb.readings[0][0]
    persons = [cell.person for _, cell in verb.verb.readings]
    return form_of(lemma, verb.tense, verb.person if verb.person in persons else persons[0])


def _pieces(text: str, notes: tuple[CheckNote, ...]) -> Iterator[CheckedPiece]:
    place = 0
    for note in notes:
        yield CheckedPiece(text[place : note.start])
        yield CheckedPiece(text[note.start : note.end], note)
        place = note.end
    yield CheckedPiece(text[place:])
