"""Uploads: CSV, JSON and Anki packages become rows, in bounded memory and time."""

import csv
import html
import io
import json
import lzma
import re
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from ojala.errors import UploadRefused
from ojala.exercises.sentence import Sentence
from ojala.exercises.written import LONGEST_SENTENCE, Written
from ojala.sets.values import MOST_EXERCISES

LONGEST_TEXT_FILE = 1_000_000
"""How many bytes of CSV or JSON are read."""
LARGEST_COLLECTION = 64_000_000
"""How many bytes of an Anki package's collection are unpacked."""
_STEPS = 20_000_000
"""How many steps of its virtual machine SQLite may take on somebody else's file."""
_PER_VERB = 3
"""How many sentences a verb of a list brings."""
_LONGEST_FIELD = 10_000
_COLLECTIONS = ("collection.anki21", "collection.anki2")
_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FIELDS = ("text", "gloss", "lemma", "context")

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,  # encrypted, or compressed in a way that is not known
)
"""What unpacking raises at files that are cut, changed or made to annoy."""

Numbered = tuple[int, Written]


def rows_of(file: IO[bytes], sentences: tuple[Sentence, ...]) -> tuple[Numbered, ...]:
    """The rows of an upload, whatever its kind; raises `UploadRefused` where it is none."""
    beginning = file.read(4)
    file.seek(0)
    if beginning.startswith(b"PK"):
        rows = list(_limited(_package(file)))
    else:
        rows = list(_limited(_text_file(file, sentences)))
    if not rows:
        raise UploadRefused("There is nothing in the file that could be an exercise.")
    return tuple(rows)


def _limited(rows: Iterator[Numbered]) -> Iterator[Numbered]:
    for count, row in enumerate(rows):
        if count == MOST_EXERCISES:
            raise UploadRefused(f"The file has more than {MOST_EXERCISES} rows.")
        yield row


def _text_file(file: IO[bytes], sentences: tuple[Sentence, ...]) -> Iterator[Numbered]:
    content = file.read(LONGEST_TEXT_FILE + 1)
    if len(content) > LONGEST_TEXT_FILE:
        raise UploadRefused(f"A text file has {LONGEST_TEXT_FILE} bytes at the most.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UploadRefused("The file is not text in UTF-8, nor an Anki package.") from None
    if "\0" in text:
        raise UploadRefused("The file is not text, nor an Anki package.")
    if text.lstrip().startswith(("{", "[")):
        yield from _json(text)
    else:
        yield from _csv(text, sentences)


def _json(text: str) -> Iterator[Numbered]:
    """A set as it is written out here: an object with `exercises`, or their list alone."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UploadRefused(f"The file is not JSON: {error}") from None
    entries = read.get("exercises") if isinstance(read, dict) else read
    if not isinstance(entries, list):
        raise UploadRefused("The file has no list of `exercises`.")
    for number, entry in enumerate(entries, start=1):
        yield number, _written(entry if isinstance(entry, dict) else {})


def _csv(text: str, sentences: tuple[Sentence, ...]) -> Iterator[Numbered]:
    """Rows with a heading: `text` (and `gloss`, `lemma`, `context`), or a list of `lemma` alone."""
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    heading = [str(name).strip().lower() for name in reader.fieldnames or ()]
    if not {"text", "lemma"} & set(heading):
        raise UploadRefused("The first line names the columns: text, gloss, lemma, context.")
    reader.fieldnames = heading
    try:
        for number, row in enumerate(reader, start=2):
            if "text" in heading:
                yield number, _written(row)
            else:
                yield from _with_verb(number, str(row.get("lemma") or "").strip(), sentences)
    except csv.Error as error:
        raise UploadRefused(f"The file is not CSV: {error}") from None


def _with_verb(number: int, lemma: str, sentences: tuple[Sentence, ...]) -> Iterator[Numbered]:
    """Sentences of the course with a verb; a verb without one is a row without a sentence."""
    found = [one for one in sentences if one.lemma == lemma and "sub" in one.cell.tense.value]
    for one in found[:_PER_VERB]:
        yield number, Written(one.text, one.gloss, one.lemma, one.context)
    if not found:
        yield number, Written("", lemma=lemma)


def _written(row: dict[str, Any]) -> Written:
    values = {name: _plain(row.get(name)) for name in _FIELDS}
    also = row.get("also")
    return Written(**values, also=tuple(map(_plain, also[:9])) if isinstance(also, list) else ())


def _plain(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return " ".join(text.replace("\0", " ").split())[: LONGEST_SENTENCE + 1]


def _package(file: IO[bytes]) -> Iterator[Numbered]:
    """The notes of an Anki package whose fields hold a cloze or a form in brackets."""
    with tempfile.TemporaryDirectory(prefix="ojala-upload-") as folder:
        collection = Path(folder) / "collection.db"
        _unpack(file, collection)
        yield from _notes(collection)


def _unpack(file: IO[bytes], target: Path) -> None:
    """Unpack the collection alone, and no more of it than is allowed, whatever the file claims."""
    try:
        with zipfile.ZipFile(file) as package:
            names = set(package.namelist())
            name = next((one for one in _COLLECTIONS if one in names), None)
            if name is None:
                raise UploadRefused(
                    "There is no collection in it that can be read: export it from Anki with "
                    "“Support older Anki versions”."
                )
            with package.open(name) as source, target.open("wb") as sink:
                _copy(source, sink)
    except _BROKEN as error:
        raise UploadRefused(f"The package cannot be unpacked: {error}") from None


def _copy(source: IO[bytes], sink: IO[bytes]) -> None:
    left = LARGEST_COLLECTION
    while chunk := source.read(64 * 1024):
        left -= len(chunk)
        if left < 0:
            raise UploadRefused("The package unpacks to more than 64 MB.")
        sink.write(chunk)


def _notes(collection: Path) -> Iterator[Numbered]:
    connection = sqlite3.connect(f"file:{collection}?mode=ro&immutable=1", uri=True)
    try:
        connection.set_progress_handler(lambda: 1, _STEPS)  # ends what takes too long
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_COLLECTION)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        found = connection.execute("SELECT flds FROM notes ORDER BY id")
        for number, (fields,) in enumerate(found, start=1):
            yield number, _note(str(fields)[:_LONGEST_FIELD])
    except (sqlite3.Error, UnicodeError) as error:
        raise UploadRefused(f"The collection cannot be read: {error}") from None
    finally:
        connection.close()


def _note(fields: str) -> Written:
    parts = [_plain(html.unescape(_TAG.sub(" ", part))) for part in fields.split("\x1f")]
    marked = [_CLOZE.sub(r"[\1]", part) for part in parts]
    place = next((n for n, part in enumerate(marked) if "[" in part), 0)
    others = [part for n, part in enumerate(parts) if n != place and part]
    return Written(marked[place], others[0] if others else "")
