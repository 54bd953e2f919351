"""Programs of `scripts/` that try something and write what they saw."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"


@contextmanager
def reporting(name: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[ModuleType]:
    """A program that was given no arguments, whose report goes to a folder of the test's own."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.setattr(sys, "argv", [f"{name}.py"])
    module = import_module(name)
    monkeypatch.setattr(module, "REPORT", folder / "report.md")
    yield module
    for imported in (name, "chaos", "practising", "with_services"):
        sys.modules.pop(imported, None)
