"""The report against its published schema."""

import json
from pathlib import Path
from typing import Any

from pyassess.assessment import Assessment
from pyassess.context import Options
from pyassess.inputs import Inputs
from pyassess.models import Check, Evidence, Finding, Severity, Status, Verdict
from pyassess.report import as_json, as_markdown, dumps, schema

KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def complaints(value: object, rule: dict[str, Any], where: str = "$") -> list[str]:
    """The part of JSON Schema that the report's schema uses."""
    if "$ref" in rule:
        rule = schema()["$defs"][rule["$ref"].rpartition("/")[2]]
    kinds = rule.get("type", list(KINDS))
    found = []
    if not any(isinstance(value, KINDS[k]) for k in ([kinds] if isinstance(kinds, str) else kinds)):
        found.append(f"{where}: not {kinds}")
    if value not in rule.get("enum", [value]) or value != rule.get("const", value):
        found.append(f"{where}: {value!r}")
    if isinstance(value, dict):
        known, more = rule.get("properties", {}), rule.get("additionalProperties", {})
        found += [f"{where}: no {key}" for key in rule.get("required", ()) if key not in value]
        for key, inner in value.items():
            if key not in known and more is False:
                found.append(f"{where}: {key} is unknown")
            else:
                found += complaints(inner, known.get(key, more or {}), f"{where}.{key}")
    if isinstance(value, list):
        for number, inner in enumerate(value):
            found += complaints(inner, rule.get("items", {}), f"{where}[{number}]")
    return found


def example() -> Assessment:
    evidence = Evidence("python -c 'import a'", 1, "ImportError: | ```")
    return Assessment(
        Options(),
        Verdict.NO_GO,
        (
            Finding("a", "1.0", "import", Severity.BLOCKER, "`import a` fails", evidence, "1.1"),
            Finding("b", None, "source", Severity.CONDITION, "b uses cgi", broken_before=True),
            Finding("c", "2", "source", Severity.NOTE, "c is careful"),
        ),
        (
            Check("index", Status.PASSED),
            Check("import", Status.FAILED, "with | in it"),
            Check("audit", Status.NOT_RUN, "not asked for", required=False),
        ),
        {
            "index": {"rows": {"a": {"version": "1.0", "baseline": "wheel", "target": "wheel"}}},
            "bench": {
                "measures": [
                    {
                        "metric": "seconds",
                        "baseline": "1",
                        "target": "2",
                        "worse": "+100.0%",
                        "noise": "1.0%",
                    }
                ]
            },
        },
        {"baseline": "3.11.7", "target": "3.13.0"},
        Inputs(),
        "uv",
        {"index": 1.0},
    )


def test_the_report_keeps_to_its_schema() -> None:
    assert complaints(json.loads(dumps(example())), schema()) == []


def test_the_schema_would_notice() -> None:
    said = as_json(example())
    said["verdict"] = "MAYBE"
    said["extra"] = 1
    del said["checks"]
    said["findings"][0]["severity"] = "fatal"
    assert len(complaints(said, schema())) == 4


def test_the_top_level_names_are_those_agreed() -> None:
    said = as_json(example())
    wanted = {"verdict", "exit_code", "baseline", "target", "policy", "findings", "checks"}
    assert wanted <= said.keys()
    assert (said["baseline"], said["target"], said["exit_code"]) == ("3.11", "3.13", 2)


def test_markdown_tells_everything_a_person_must_know() -> None:
    text = as_markdown(example())
    for heading in (
        "NO-GO",
        "Blockers",
        "Conditions",
        "Checks",
        "What was not checked",
        "Packages",
        "Bench",
        "Notes",
        "Evidence",
        "Times",
    ):
        assert heading in text
    assert "repaired in **1.1**" in text
    assert "broken before the move" in text
    assert "with \\| in it" in text
    assert "**audit**: not asked for" in text


def test_the_published_schema_is_the_packaged_one() -> None:
    path = Path(__file__).parents[1] / "src" / "pyassess" / "report.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == schema()
