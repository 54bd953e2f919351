"""The rules of the house that import-linter cannot express, read from the source."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import ojala

SOURCE = Path(ojala.__file__).parent
CORE = ("spanish", "grammar", "exercises", "diagnosis", "learning")
ALLOWED = frozenset(
    {
        "abc",
        "bisect",
        "collections",
        "contextlib",
        "dataclasses",
        "datetime",
        "enum",
        "functools",
        "heapq",
        "importlib",
        "itertools",
        "math",
        "operator",
        "random",
        "re",
        "statistics",
        "string",
        "struct",
        "sys",
        "tomllib",
        "types",
        "typing",
        "unicodedata",
        "uuid",
        "zlib",
    }
)
"""What the core may use of the standard library: nothing that reads, waits or asks."""
READS_ITS_DATA = {"hashlib", "json", "marshal", "pathlib", "pickle", "os", "csv", "base64", "array"}
"""What modules of the core may use besides when they read the package's own data (ADR 13)."""
DATA_READERS = frozenset({"spanish/lexicon.py", "grammar/inventory.py", "grammar/packaged.py"})
CLOCK = {"now", "utcnow", "today", "time", "time_ns", "monotonic"}
ROOTS = frozenset({"app.py", "worker.py", "web/dependencies.py", "web/security.py"})


def modules() -> list[Path]:
    """Every module of the package but the migrations."""
    return sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> Iterator[str]:
    """The top-level names a module imports."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def calls(path: Path) -> Iterator[tuple[str, str]]:
    """Every call of `something.name(…)`, as (something, name)."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield ast.unparse(node.func.value), node.func.attr


@pytest.mark.parametrize("path", [p for p in modules() if name(p).startswith(CORE)], ids=name)
def test_the_core_imports_only_the_standard_library_and_little_of_it(path: Path) -> None:
    foreign = set(imported(path)) - ALLOWED - {"ojala"}
    if name(path) == "learning/memory.py":
        foreign -= {"fsrs"}
    if name(path) in DATA_READERS:
        foreign -= READS_ITS_DATA

    assert foreign == set()


def test_only_one_module_commits() -> None:
    committing = {name(path) for path in modules() for _, call in calls(path) if call == "commit"}

    assert committing == {"storage/database.py"}


@pytest.mark.parametrize("path", modules(), ids=name)
def test_only_the_roots_ask_the_clock_or_chance(path: Path) -> None:
    if name(path) in ROOTS or name(path).startswith("cli/"):
        return
    asked = {
        f"{value}.{call}"
        for value, call in calls(path)
        if (value.rpartition(".")[2] in {"datetime", "date", "time"} and call in CLOCK)
        or value in {"random", "secrets"}
        or (value == "Random" and not call)
    }

    assert asked - ALLOWED_CHANCE.get(name(path), set()) == set()


ALLOWED_CHANCE = {
    "storage/ids.py": {"secrets.randbits"},  # row ids
    "storage/logins.py": {"secrets.token_urlsafe", "secrets.token_hex"},  # secrets
}


@pytest.mark.parametrize("path", modules(), ids=name)
def test_no_dependency_is_called_in_a_thread(path: Path) -> None:
    """FastAPI hands plain functions and classes to a thread, which costs more than they do."""
    nodes = list(ast.walk(tree(path)))
    plain = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    asked = [
        ast.unparse(node.args[0]) if node.args else "a class"
        for node in nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Depends"
    ]

    assert plain.intersection(asked) == set()
    assert "a class" not in asked


FEW = frozenset({"bool", "Cell", "Table", "_Shape", "tuple[_Shape, ...]"})
"""Types of which there are only so many values: cells, tables, statements."""
BOUNDED = {
    "exercises/generation.py fitting": "kept for one exercise",
    "messages.py catalogue": "raises for a language or a domain that there is not",
    "spanish/conjugation.py _labels": "the marks of the tables",
    "storage/memories.py _few_cards": "its caller asks for a few at most",
    "web/static.py static_url": "raises for a file that there is not",
}
"""Why other caches without a bound have an end all the same."""


def endless_caches(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Every function that keeps all it ever returned, with the types of what it is given."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.FunctionDef):
            continue
        marks = {ast.unparse(one) for one in node.decorator_list}
        if marks & {"cache", "functools.cache", "lru_cache(maxsize=None)", "lru_cache(None)"}:
            given = [ast.unparse(one) for one in ast.walk(node.args) if isinstance(one, ast.arg)]
            yield f"{name(path)} {node.name}", {one.partition(": ")[2] for one in given}


def test_no_cache_grows_with_what_people_do_or_type() -> None:
    endless = {who for path in modules() for who, kinds in endless_caches(path) if kinds - FEW}

    assert endless == BOUNDED.keys()


def test_every_module_opens_with_a_sentence() -> None:
    silent = [name(path) for path in modules() if not ast.get_docstring(tree(path))]

    assert silent == []


def test_no_module_has_become_a_drawer() -> None:
    long = {
        name(path): lines
        for path in modules()
        if (lines := len(path.read_text().splitlines())) > 400
    }

    assert long == {}


def test_relationships_never_load_by_surprise() -> None:
    tables = (SOURCE / "storage/tables.py").read_text("utf-8")

    assert tables.count("relationship(") == tables.count('lazy="raise"')


def test_every_package_has_its_tests() -> None:
    tests = Path(__file__).parent
    packages = {name(path).partition("/")[0] for path in modules() if "/" in name(path)}
    # `tests/reference.py` finds the reference data, so that feature's tests are elsewhere.
    folders = {package: "rules" if package == "reference" else package for package in packages}
    without = {
        package for package in packages if not list((tests / folders[package]).glob("test_*.py"))
    }

    assert without == set()


def test_the_supported_pythons_can_read_every_module() -> None:
    for path in modules():
        ast.parse(path.read_text("utf-8"), feature_version=(3, 11))
    assert sys.version_info >= (3, 11)
