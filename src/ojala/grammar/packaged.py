"""Packaged records: the TOML files of one folder, or the snapshot that spares parsing them."""

import hashlib
import json
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

Record = dict[str, Any]


def read_records(folder: str, key: str) -> list[Record]:
    """Read all `[[key]]` records under `data/<folder>`, in the order of file names."""
    snapshot = snapshot_of(folder)
    stored: Record = json.loads(snapshot.read_text("utf-8")) if snapshot.is_file() else {}
    fresh = stored.get("digest") == _digest(_sources(folder))
    return stored["records"] if fresh else parse_records(folder, key)


def parse_records(folder: str, key: str) -> list[Record]:
    """Parse the records from their sources, whatever the snapshot says."""
    return [
        record
        for source in _sources(folder)
        for record in tomllib.loads(source.read_text("utf-8"))[key]
    ]


def snapshot_text(folder: str, key: str) -> str:
    """Write out what the snapshot of a folder should hold."""
    content = {"digest": _digest(_sources(folder)), "records": parse_records(folder, key)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def snapshot_of(folder: str) -> Traversable:
    """Locate the snapshot of a folder."""
    return _data() / "compiled" / f"{folder}.json"


def _data() -> Traversable:
    return files("ojala.content") / "data"


def _sources(folder: str) -> list[Traversable]:
    entries = (_data() / folder).iterdir()
    return sorted(
        (entry for entry in entries if entry.name.endswith(".toml")), key=lambda entry: entry.name
    )


def _digest(sources: list[Traversable]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.name.encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()
