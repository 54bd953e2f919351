from ojala.content.compile import SNAPSHOTS
from ojala.grammar.packaged import parse_records, read_records, snapshot_of, snapshot_text


def test_the_snapshot_and_the_sources_hold_the_same_records() -> None:
    for folder, key in SNAPSHOTS.items():
        assert read_records(folder, key) == parse_records(folder, key)


def test_a_folder_without_a_snapshot_is_parsed() -> None:
    assert read_records("sentences", "sentence") == parse_records("sentences", "sentence")


def test_a_snapshot_is_what_its_sources_say() -> None:
    for folder, key in SNAPSHOTS.items():
        assert snapshot_of(folder).read_text("utf-8") == snapshot_text(folder, key)
