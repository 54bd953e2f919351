"""The JSON Schemas of the content files, for editors and other programs."""

import json
from collections.abc import Mapping

from pydantic import BaseModel

from ojala.content.schema.predicates import FrameFile, PredicateFile, SubjectFile
from ojala.content.schema.sentences import SentenceFile
from ojala.content.schema.triggers import TriggerFile
from ojala.content.schema.units import UnitRecord

FILES: Mapping[str, type[BaseModel]] = {
    "frames": FrameFile,
    "predicates": PredicateFile,
    "sentences": SentenceFile,
    "subjects": SubjectFile,
    "triggers": TriggerFile,
    "units": UnitRecord,
}
"""Each folder of `data/` (and `subjects.toml`) with the shape of its files."""


def schemas() -> Mapping[str, str]:
    """Return the JSON Schema of each kind of file, by the name of the file that holds it."""
    return {
        f"{name}.schema.json": json.dumps(_schema(model), ensure_ascii=False, indent=1) + "\n"
        for name, model in FILES.items()
    }


def _schema(model: type[BaseModel]) -> dict[str, object]:
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **model.model_json_schema(by_alias=True)}
