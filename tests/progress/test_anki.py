"""A deck as Anki would open it: an SQLite database in a zip."""

import sqlite3
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

from ojala.exercises.exercise import Answer, Exercise
from ojala.progress.anki import Note, package

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CALL = Exercise(
    kind="cloze",
    sentence="Mi madre quiere que yo la ____ los domingos.",
    gloss="My mother wants me to call her on Sundays.",
    lemma="llamar",
    answers=(Answer("llame"), Answer("llamase")),
    items=(),
    trigger="querer-que",
    reading="wish",
    subject="yo",
)


def opened(deck: bytes) -> sqlite3.Connection:
    with ZipFile(BytesIO(deck)) as archive:
        assert set(archive.namelist()) == {"collection.anki2", "media"}
        content = archive.read("collection.anki2")
    collection = sqlite3.connect(":memory:")
    collection.deserialize(content)
    return collection


def test_a_deck_holds_a_note_and_a_card_for_each_sentence() -> None:
    collection = opened(package("Mistakes", [Note(CALL, "You wrote *llamo*.")], NOW))
    ((fields,),) = collection.execute("SELECT flds FROM notes").fetchall()
    ((cards,),) = collection.execute("SELECT count(*) FROM cards").fetchall()
    collection.close()

    assert fields.split("\x1f") == [
        "Mi madre quiere que yo la […] los domingos.",
        "My mother wants me to call her on Sundays.",
        "llamar (yo)",
        "llame / llamase",
        "You wrote *llamo*.",
    ]
    assert cards == 1


def test_what_is_exported_again_is_known_to_be_the_same() -> None:
    guids = set()
    for moment in (NOW, NOW.replace(year=2027)):
        collection = opened(package("Mistakes", [Note(CALL)], moment))
        guids |= set(collection.execute("SELECT guid FROM notes").fetchall())
        collection.close()

    assert len(guids) == 1


def test_what_was_written_is_no_markup() -> None:
    collection = opened(package("Mistakes", [Note(CALL, "<b>&")], NOW))
    ((fields,),) = collection.execute("SELECT flds FROM notes").fetchall()
    collection.close()

    assert fields.endswith("&lt;b&gt;&amp;")
