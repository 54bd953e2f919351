"""Snapshots that spare parsing TOML at every start: `python -m ojala.content.compile`."""

from pathlib import Path

from ojala.grammar.packaged import snapshot_of, snapshot_text

SNAPSHOTS = {"triggers": "trigger"}
"""Folders under `data/` that have a snapshot, and the key of their records."""


def write_snapshots() -> list[Path]:
    """Write every snapshot anew and name the files."""
    written = []
    for folder, key in SNAPSHOTS.items():
        target = Path(str(snapshot_of(folder)))
        target.parent.mkdir(exist_ok=True)
        target.write_text(snapshot_text(folder, key), "utf-8")
        written.append(target)
    return written


if __name__ == "__main__":  # pragma: no cover
    write_snapshots()
