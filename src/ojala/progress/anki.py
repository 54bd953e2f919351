"""Anki: sentences as a deck that Anki imports, one note each; again later, without doubles."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from ojala.exercises.exercise import BLANK, Exercise

if TYPE_CHECKING:
    import genanki  # type: ignore[import-untyped]  # it has no types

MEDIA_TYPE = "application/octet-stream"
_MODEL = 1_764_000_001
_STYLE = (
    ".card { font: 24px/1.5 Georgia, serif; text-align: center; } "
    ".quiet { color: #635849; font-size: 18px; } b { color: #a8431a; }"
)
_FRONT = '<p lang="es">{{Sentence}}</p><p class="quiet">{{English}} · <i lang="es">{{Verb}}</i></p>'
_BACK = '{{FrontSide}}<hr id="answer"><p lang="es"><b>{{Answer}}</b></p><p>{{Note}}</p>'


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence to be completed, and something to remember with its answer."""

    exercise: Exercise
    remark: str = ""


def package(name: str, notes: Iterable[Note], now: datetime) -> bytes:
    """Return a deck as the bytes of an `.apkg` file.

    Deck and notes are known by what they say, so that Anki updates what it imported before.
    """
    import genanki  # noqa: PLC0415 - it reads YAML, and few take their sentences to Anki

    model = genanki.Model(
        _MODEL,
        "Ojalá",
        fields=[{"name": field} for field in ("Sentence", "English", "Verb", "Answer", "Note")],
        templates=[{"name": "Ojalá", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    deck = genanki.Deck(_number(name), name)
    for note in notes:
        deck.add_note(genanki.Note(model, _fields(note), guid=_guid(note.exercise)))
    return _zipped(genanki.Package(deck), now)


def _fields(note: Note) -> list[str]:
    exercise = note.exercise
    asked = " ".join(filter(None, (exercise.context, exercise.sentence)))
    answers = " / ".join(dict.fromkeys(answer.text for answer in exercise.answers))
    verb = f"{exercise.lemma} ({exercise.subject})" if exercise.subject else exercise.lemma
    texts = (asked.replace(BLANK, "[…]"), exercise.gloss, verb, answers, note.remark)
    return [escape(text) for text in texts]


def _guid(exercise: Exercise) -> str:
    import genanki  # noqa: PLC0415 - as above

    return genanki.guid_for(exercise.sentence, exercise.lemma)  # type: ignore[no-any-return] # untyped


def _number(name: str) -> int:
    """Return a number for a name that stays the same; Anki knows decks by numbers."""
    return int.from_bytes(sha256(name.encode()).digest()[:5]) + 1


def _zipped(made: "genanki.Package", now: datetime) -> bytes:
    # In memory: the library's own way leaves a temporary file behind each time.
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as collection:
        seconds = now.timestamp()
        made.write_to_db(collection.cursor(), seconds, count(int(seconds * 1000)))
        content = collection.serialize()
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", content)
        archive.writestr("media", json.dumps({}))
    return held.getvalue()
