"""The table of removals, and the scan of source against it."""

import json
from pathlib import Path
from typing import Any

import pytest
from pyassess.interpreters import PROBES
from pyassess.scanning import removal_table
from pyassess.workspace import run

from tests.conftest import Move

TABLE = {
    "modules": ["cgi", "distutils", "distutils.util", "imp", "tkinter.tix"],
    "names": {
        "typing": ["io", "re"],
        "locale": ["format", "resetlocale"],
        "unittest": ["TestCase.assertEquals"],
        "configparser": ["SafeConfigParser", "RawConfigParser.readfp"],
    },
}


def scanned(folder: Path, move: Move, *files: str, own: bool = True) -> dict[str, Any]:
    for number, text in enumerate(files):
        (folder / f"m{number}.py").write_text(text, encoding="utf-8")
    request = {
        "roots": [["here", str(folder), own]],
        "lost": ["greenlet"],
        "version": [3, 13, 0],
        **TABLE,
    }
    ran = run([move[1].path, "-I", str(PROBES / "scan.py")], stdin=json.dumps(request))
    return dict(json.loads(ran.stdout)["here"])


def uses(folder: Path, move: Move, text: str, *, own: bool = True) -> list[tuple[int, str, str]]:
    return [
        (line, what, how) for _, line, what, how, _ in scanned(folder, move, text, own=own)["uses"]
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("import cgi", ("cgi", "top")),
        ("import distutils.util as u", ("distutils", "top")),
        ("from distutils import util", ("distutils", "top")),
        ("from tkinter import tix", ("tkinter.tix", "top")),
        ("def f():\n import cgi", ("cgi", "lazy")),
        ("async def f():\n import cgi", ("cgi", "lazy")),
        ("try:\n import cgi\nexcept ImportError:\n cgi = None", ("cgi", "guarded")),
        ("try:\n import cgi\nexcept (OSError, ModuleNotFoundError):\n pass", ("cgi", "guarded")),
        ("try:\n import cgi\nexcept OSError:\n pass", ("cgi", "top")),
        ("try:\n import new\nexcept ImportError:\n import cgi", ("cgi", "fallback")),
        ("def f():\n try:\n  import cgi\n except Exception:\n  pass", ("cgi", "guarded")),
        (
            "import contextlib\nwith contextlib.suppress(ImportError):\n import cgi",
            ("cgi", "guarded"),
        ),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n import cgi", ("cgi", "typing")),
        ("if not TYPE_CHECKING:\n import new\nelse:\n import cgi", ("cgi", "typing")),
        ("import sys\nif sys.version_info >= (3, 12):\n pass\nelse:\n import cgi", None),
        ("import sys\nif sys.version_info < (3, 12):\n import cgi", None),
        ("import sys\nif sys.version_info[:2] <= (3, 12):\n import cgi", None),
        ("import sys\nif sys.version_info[1] < 12:\n import cgi", None),
        ("import sys\nif sys.version_info >= (3, 8):\n import cgi", ("cgi", "top")),
        ("import sys\nif sys.platform == 'win32':\n import cgi", ("cgi", "guarded")),
        ("if flag:\n import cgi", ("cgi", "top")),
        ("import importlib\nimportlib.import_module('imp')", ("imp", "top")),
        ("import locale\nlocale.resetlocale()", ("locale.resetlocale", "top")),
        ("from locale import format as f", ("locale.format", "top")),
        ("import locale as l\ndef f():\n l.format('%d', 1)", ("locale.format", "lazy")),
        (
            "import locale\nif hasattr(locale, 'format'):\n locale.format",
            ("locale.format", "guarded"),
        ),
        ("import locale\nlocale.setlocale()", None),
        ("from . import cgi", None),
        ("from .cgi import x", None),
        ("import cgitb2", None),
        ("from typing import re", ("typing.re", "top")),
        (
            "import configparser\nconfigparser.SafeConfigParser()",
            ("configparser.SafeConfigParser", "top"),
        ),
        (
            "from unittest import TestCase as C\nclass T(C):\n def t(self):\n  self.assertEquals()",
            ("unittest.TestCase.assertEquals", "lazy"),
        ),
        (
            "import unittest as u\nclass T(u.TestCase):\n def assertEquals(s): self.assertEquals",
            None,
        ),
        ("import greenlet", ("greenlet", "top")),
        ("try:\n import greenlet\nexcept ImportError:\n pass", ("greenlet", "guarded")),
    ],
)
def test_a_use_is_found_and_told_apart(
    tmp_path: Path, move: Move, text: str, wanted: tuple[str, str] | None
) -> None:
    for own in (True, False):  # dependencies are looked through quickly before they are parsed
        found = [(what, how) for _, what, how in uses(tmp_path, move, text, own=own)]
        assert found == ([wanted] if wanted else []), own


def test_source_the_target_cannot_read_is_named(tmp_path: Path, move: Move) -> None:
    said = scanned(tmp_path, move, "print 'x'\n", "import cgi\n")
    assert [file for file, *_ in said["broken"]] == ["m0.py"]
    assert [use[0] for use in said["uses"]] == ["m1.py"]
    assert said["files"] == 2


def test_the_table_comes_from_the_two_interpreters(move: Move) -> None:
    table = removal_table(move[0].path, move[1].path)
    gone = set(table["modules"])
    assert {"distutils", "imp", "asyncore", "cgi", "crypt", "telnetlib", "lib2to3"} <= gone
    assert not gone & {"asyncio", "typing", "json", "logging", "sqlite3", "tkinter"}
    assert "resetlocale" in table["names"]["locale"]
    assert "SafeConfigParser" in table["names"]["configparser"]
    assert "TestCase.assertEquals" in table["names"]["unittest"]


def test_between_equal_interpreters_nothing_is_gone(move: Move) -> None:
    assert removal_table(move[1].path, move[1].path) == {"modules": [], "names": {}}
