from ojala.content.compile import SNAPSHOTS
from ojala.grammar.packaged import parse_records, read_records


def test_the_snapshot_and_the_sources_hold_the_same_records() -> None:
    for folder, key in SNAPSHOTS.items():
        assert read_records(folder, key) == parse_records(folder, key)
