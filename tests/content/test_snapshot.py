from dataclasses import dataclass
from pathlib import Path

from ojala.content.snapshot import cached


@dataclass(frozen=True, slots=True)
class Word:
    text: str


@dataclass(frozen=True, slots=True)
class Verb(Word):
    forms: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Loose:
    verb: Verb


def test_frozen_values_come_back_as_they_were(tmp_path: Path) -> None:
    kept, shared = tmp_path / "content.pickle", Word("tenga")
    value = [Verb("tener", (shared, Word("tengas"))), Loose(Verb("ir")), shared]

    cached(kept, "a", lambda: value)
    found = cached(kept, "a", list[object])

    assert found == value
    first, _, last = found
    assert isinstance(first, Verb)
    assert first.forms[0] is last


def test_what_was_made_is_kept_and_not_made_again(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    kept = tmp_path / "__pycache__" / "content.pickle"
    assert [cached(kept, "a", make) for _ in range(3)] == [1, 1, 1]


def test_a_changed_signature_makes_it_anew(tmp_path: Path) -> None:
    kept = tmp_path / "content.pickle"
    assert cached(kept, "a", lambda: "old") == "old"
    assert cached(kept, "b", lambda: "new") == "new"
    assert cached(kept, "b", lambda: "newer") == "new"


def test_a_damaged_cache_is_as_good_as_none(tmp_path: Path) -> None:
    kept = tmp_path / "content.pickle"
    kept.write_bytes(b"")
    assert cached(kept, "a", lambda: "made") == "made"
    assert cached(kept, "a", lambda: "again") == "made"


def test_where_nothing_can_be_kept_it_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    kept = tmp_path / "file" / "content.pickle"
    assert cached(kept, "a", lambda: "first") == "first"
    assert cached(kept, "a", lambda: "second") == "second"
