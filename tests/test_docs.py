"""Nothing that people may set, meet or type goes undocumented."""

import re
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from ojala import errors
from ojala.cli import app
from ojala.config import Settings
from ojala.exercises.kinds import KINDS
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


def test_no_file_names_a_package_index() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert not re.search(r"https?://|--index-url|--find-links", lock.read_text("utf-8"))
