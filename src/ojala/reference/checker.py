"""Checking a text of one's own: what is wrong in it and why, and where either mood would do."""

from collections.abc import Collection, Iterator

from ojala.content.loader import load_triggers
from ojala.diagnosis import TextFinding, explain_finding
from ojala.diagnosis import check as find
from ojala.diagnosis.checker import LONGEST
from ojala.diagnosis.sentences import sentences
from ojala.exercises.written import SIDES
from ojala.grammar.mood import Status
from ojala.grammar.text import GovernedVerb, governed
from ojala.grammar.trigger import Reading
from ojala.messages import marked
from ojala.reference.views import Checked, CheckedPiece, CheckNote
from ojala.spanish import Mood
from ojala.web.templating import translator

LONGEST_TEXT = LONGEST
"""How many characters are checked at once."""


def check(text: str, language: str) -> Checked:
    """Find the mood errors of a text, and the verbs that could stand in either mood."""
    wrong = [_wrong(one, text, language) for one in find(text)]
    notes = sorted(
        (*wrong, *_standing(text, {note.start for note in wrong}, language)),
        key=lambda note: note.start,
    )
    return Checked(
        text=text,
        pieces=tuple(_pieces(text, notes)),
        notes=tuple(note for note in notes if note.kind != "right"),
        judged=len(notes),
        wrong=len(wrong),
    )


def _wrong(found: TextFinding, text: str, language: str) -> CheckNote:
    said = explain_finding(found, text)
    trigger = load_triggers().get(found.rule)
    return CheckNote(
        kind="wrong",
        start=found.start,
        end=found.end,
        form=found.text,
        suggestion=" / ".join(found.suggestions),
        why=marked(said.key, said.arguments, language),
        rule=trigger.id if trigger else "",
        name=trigger.name if trigger else "",
    )


def _standing(text: str, taken: Collection[int], language: str) -> Iterator[CheckNote]:
    """The verbs that something governs and that are not wrong."""
    for start, sentence in sentences(text):
        for verb in governed(sentence):
            moods = {cell.tense.mood for _, cell in verb.verb.readings}
            sides = {SIDES[mood] for mood in moods & SIDES.keys()}
            if verb.trigger and len(sides) == 1 and start + verb.start not in taken:
                yield _stands(verb, sides.pop(), start, language)


def _stands(verb: GovernedVerb, side: Mood, start: int, language: str) -> CheckNote:
    other = _other_reading(verb, side)
    why = (other.why_es if language == "es" else other.why_en) if other else ""
    asks = translator(language)("check.both", mood=translator(language)(f"mood.{side.value}"))
    return CheckNote(
        kind="both" if other else "right",
        start=start + verb.start,
        end=start + verb.end,
        form=verb.text,
        why=f"{asks} {why}" if other else "",
        rule=verb.trigger.id if verb.trigger else "",
        name=verb.trigger.name if verb.trigger else "",
    )


def _other_reading(verb: GovernedVerb, side: Mood) -> Reading | None:
    """The reading of the mood as it stands, where the other mood has one too."""
    open_ = {option.mood: option.reading for option in verb.options if option.status is Status.OPEN}
    others = [reading for mood, reading in open_.items() if mood is not side and reading]
    return open_.get(side) if verb.certain and others else None


def _pieces(text: str, notes: Collection[CheckNote]) -> Iterator[CheckedPiece]:
    place = number = 0
    for note in notes:
        number += note.kind != "right"
        yield CheckedPiece(text[place : note.start])
        yield CheckedPiece(text[note.start : note.end], note, number)
        place = note.end
    yield CheckedPiece(text[place:])
