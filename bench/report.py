"""What benches share: where outside reference data is, and the report they write into."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

REPORT = Path("build/bench.json")


def write(section: str, figures: Mapping[str, object]) -> None:
    """Put a section into the report, leaving the others."""
    REPORT.parent.mkdir(exist_ok=True)
    known = json.loads(REPORT.read_text()) if REPORT.exists() else {}
    REPORT.write_text(json.dumps(known | {section: figures}, indent=2) + "\n")


def reference(name: str) -> Path:
    """A file of outside reference data; the bench ends, saying so, where there is none."""
    for folder in reference_folders():
        if (folder / name).exists():
            return folder / name
    raise SystemExit(f"no reference data ({name}) here: set OJALA_REFERENCE to its folder")


def reference_folders() -> list[Path]:
    """Where reference data may be: the folder that the environment names, else beside us."""
    given = os.environ.get("OJALA_REFERENCE")
    here = Path(__file__).resolve()
    return [Path(given)] if given else [parent / "shared/reference" for parent in here.parents]
