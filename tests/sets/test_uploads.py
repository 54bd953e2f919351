import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ojala.content.course import course
from ojala.errors import UploadRefused
from ojala.exercises.written import Written
from ojala.sets.uploads import LARGEST_COLLECTION, rows_of
from ojala.sets.values import MOST_EXERCISES

SENTENCES = course().content.sentences


def rows(content: bytes) -> list[tuple[int, Written]]:
    return list(rows_of(io.BytesIO(content), SENTENCES))


def refusal(content: bytes) -> str:
    with pytest.raises(UploadRefused) as caught:
        rows(content)
    return caught.value.detail


def package(collection: bytes, name: str = "collection.anki2") -> bytes:
    """An Anki package around a collection."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, collection)
    return made.getvalue()


@pytest.fixture
def collection(tmp_path: Path) -> Callable[..., bytes]:
    """Makes collections by SQL."""

    def make(*statements: str) -> bytes:
        path = tmp_path / "made.db"
        path.unlink(missing_ok=True)
        connection = sqlite3.connect(path)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()
        return path.read_bytes()

    return make


NOTES = "CREATE TABLE notes (id INTEGER PRIMARY KEY, flds TEXT)"


def test_a_csv_file_has_a_heading_and_any_usual_separator() -> None:
    for separator in ",;\t":
        text = f"Text{separator}gloss\nQuiero que [vengas].{separator}I want you to come.\n"
        assert rows(text.encode("utf-8-sig")) == [
            (2, Written("Quiero que [vengas].", "I want you to come."))
        ]


def test_a_list_of_verbs_brings_sentences_of_the_course_with_them() -> None:
    found = rows(b"lemma\ntener\nxyzar\n")

    assert {written.lemma for _, written in found[:-1]} == {"tener"}
    assert all("[" in written.text for _, written in found[:-1])
    assert found[-1] == (3, Written("", lemma="xyzar"))


def test_json_holds_a_set_or_a_list() -> None:
    entries = [{"text": "Quiero que [vengas].", "also": ["acudas"]}, 7]
    expected = [(1, Written("Quiero que [vengas].", also=("acudas",))), (2, Written(""))]

    assert rows(json.dumps(entries).encode()) == expected
    assert rows(json.dumps({"title": "x", "exercises": entries}).encode()) == expected


def test_an_anki_package_brings_its_clozes_and_brackets(collection: Callable[..., bytes]) -> None:
    made = collection(
        NOTES,
        "INSERT INTO notes VALUES (1, 'Quiero que {{c1::vengas::venir}}.\x1f<b>Come</b>')",
        "INSERT INTO notes VALUES (2, 'Dudo\x1fDudo que [sepa] nadar.')",
    )
    assert rows(package(made)) == [
        (1, Written("Quiero que [vengas].", "Come")),
        (2, Written("Dudo que [sepa] nadar.", "Dudo")),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "names the columns"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"text\nhola\0adios\n", "not text"),
        (b"one,two\n1,2\n", "names the columns"),
        (b"text\n", "nothing in the file"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"exercises": 7}', "no list"),
        (b"text\n" + b"x\n" * (MOST_EXERCISES + 1), "more than 500 rows"),
        (b"text\n" + b"x" * 1_000_001, "1000000 bytes"),
        (b"text\n" + b"x" * 200_000, "not CSV"),
        (b"PK\x03\x04 and then nothing", "cannot be unpacked"),
        (package(b"x", "media"), "no collection"),
        (package(b"this is no database at all"), "cannot be read"),
        (package(b"SQLite format 3\0" + b"\xff" * 5000), "cannot be read"),
    ],
)
def test_what_cannot_be_taken_says_why(content: bytes, reason: str) -> None:
    assert reason in refusal(content)


def test_a_package_cut_short_is_refused(collection: Callable[..., bytes]) -> None:
    whole = package(collection(NOTES, "INSERT INTO notes VALUES (1, 'x')"))
    for share in (0.3, 0.6, 0.9):
        assert "cannot be" in refusal(whole[: int(len(whole) * share)])


def test_a_package_whose_bytes_were_changed_is_refused(collection: Callable[..., bytes]) -> None:
    whole = bytearray(package(collection(NOTES, "INSERT INTO notes VALUES (1, 'x')")))
    whole[60:80] = b"\xff" * 20

    assert "cannot be" in refusal(bytes(whole))


def test_a_package_that_unpacks_to_much_is_refused() -> None:
    bomb = package(b"\0" * (LARGEST_COLLECTION + 1))

    assert len(bomb) < LARGEST_COLLECTION / 500
    assert "unpacks to more than" in refusal(bomb)


def test_a_collection_that_would_never_end_is_ended(collection: Callable[..., bytes]) -> None:
    made = collection(
        "CREATE VIEW notes AS WITH RECURSIVE n(id) AS "
        "(SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, 'x' AS flds FROM n WHERE id < 0"
    )
    assert "cannot be read" in refusal(package(made))
