import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from ojala.content.loader import load_triggers
from ojala.content.schema.triggers import TriggerFile
from ojala.grammar.packaged import snapshot_of, snapshot_text

FILES = sorted(Path(str(files("ojala.content"))).glob("data/triggers/*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_trigger_files_follow_their_schema(path: Path) -> None:
    TriggerFile.model_validate(tomllib.loads(path.read_text("utf-8")))


def test_trigger_ids_are_unique() -> None:
    ids = [
        trigger["id"]
        for path in FILES
        for trigger in tomllib.loads(path.read_text("utf-8"))["trigger"]
    ]
    assert len(ids) == len(set(ids)) == len(load_triggers())


def test_the_snapshot_matches_its_sources() -> None:
    assert snapshot_of("triggers").read_text("utf-8") == snapshot_text("triggers", "trigger")
