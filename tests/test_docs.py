"""Nothing that people may set, meet or type goes undocumented."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from prometheus_client import REGISTRY
from typer.core import TyperGroup

from ojala import errors
from ojala.cli import app
from ojala.config import Settings
from ojala.exercises.kinds import KINDS
from ojala.storage.backlog import Backlog
from ojala.web import counting
from ojala.web.metrics import measured
from ojala.web.problems import EXPLANATIONS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def text(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize("field", list(Settings.model_fields))
def test_every_setting_is_documented_with_its_default(field: str) -> None:
    pattern = rf"^\| `OJALA_{field.upper()}` \| ([^|]+) \|"
    (row,) = re.findall(pattern, text("operations.md"), re.MULTILINE)
    default = Settings.model_fields[field].default
    shown = default.get_secret_value() if hasattr(default, "get_secret_value") else str(default)

    assert f"`{shown}`" in row or not shown


def test_no_documented_setting_is_gone() -> None:
    documented = set(re.findall(r"^\| `OJALA_(\w+)`", text("operations.md"), re.MULTILINE))

    assert documented == {field.upper() for field in Settings.model_fields}


def commands() -> list[str]:
    """Every command by its path, a group's commands included."""
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    return sorted(root.commands)


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"`ojala {command}\b", text("operations.md"))


def test_every_problem_is_explained_and_every_explanation_used() -> None:
    slugs = {kind.slug for kind in errors.problems()} | {"http", "internal"}

    assert set(EXPLANATIONS) == slugs


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_exercise_is_documented(kind: str) -> None:
    everything = " ".join(path.read_text("utf-8") for path in DOCS.glob("*.md"))

    assert f"`{kind}`" in everything


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = [
        f"{path.name}: {target}"
        for path in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text("utf-8"))
        if not (path.parent / target).exists()
    ]

    assert broken == []


def test_every_test_that_the_security_document_names_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text("security.md")))
    gone = {
        f"{path}::{name}"
        for path, name in named
        if not re.search(rf"def {name}\(", (ROOT / path).read_text("utf-8"))
    }

    assert len(named) > 30
    assert gone == set()


def test_no_file_names_a_package_index() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert not re.search(r"https?://|--index-url|--find-links", lock.read_text("utf-8"))


ALERTS = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text("utf-8"))
RULES = [rule for group in ALERTS["groups"] for rule in group["rules"]]
DASHBOARD = json.loads((ROOT / "deploy/grafana/ojala.json").read_text("utf-8"))


def metric_names() -> set[str]:
    """Every metric of ours, by the name under which Prometheus keeps it."""
    assert counting.SECONDS  # importing it is what registers the counts
    families = [*REGISTRY.collect(), *measured(Backlog(0, 0.0, 0, 0)).collect()]
    return {
        f"{family.name}_total" if family.type == "counter" else family.name
        for family in families
        if family.name.startswith("ojala_")
    }


def asked_for(expression: str) -> set[str]:
    """The metrics that an expression of Prometheus names, without what histograms add."""
    named = re.findall(r"\bojala_\w+", expression)
    return {re.sub(r"_(bucket|count|sum)$", "", name) for name in named}


def test_every_metric_is_documented_and_every_documented_one_exists() -> None:
    documented = set(re.findall(r"^\| `(ojala_\w+)` \|", text("observability.md"), re.MULTILINE))

    assert documented == metric_names()


def test_every_alert_is_documented_and_has_its_page() -> None:
    documented = set(
        re.findall(r"^\| \[(\w+)\]\(runbooks/\1\.md\)", text("observability.md"), re.MULTILINE)
    )
    pages = {path.stem for path in (DOCS / "runbooks").glob("*.md")}

    assert documented == pages == {rule["alert"] for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["alert"]))
def test_an_alert_says_how_bad_it_is_and_leads_to_its_page(rule: dict[str, Any]) -> None:
    page = ROOT / rule["annotations"]["runbook"]
    severity = rule["labels"]["severity"]

    assert page.stem == rule["alert"]
    assert page.read_text("utf-8").startswith(f"# {rule['alert']}\n")
    assert "**What to do**" in page.read_text("utf-8")
    assert f"[{rule['alert']}](runbooks/{page.name}) | {severity} |" in text("observability.md")


@pytest.mark.parametrize(
    "expression",
    [
        *(rule["expr"] for rule in RULES),
        *(target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]),
    ],
)
def test_alerts_and_panels_ask_only_for_metrics_that_exist(expression: str) -> None:
    assert asked_for(expression) <= metric_names()
    assert asked_for(expression) or "up{" in expression


def test_the_dashboard_shows_every_metric() -> None:
    shown = {
        name
        for panel in DASHBOARD["panels"]
        for target in panel["targets"]
        for name in asked_for(target["expr"])
    }

    assert shown == metric_names()
