"""What several tests need: two interpreters, and pip configured with a fake index alone."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyassess.interpreters import Interpreter, NoInterpreterError, find

from tests.fake_index import FakeIndex, serving

Move = tuple[Interpreter, Interpreter]
Serve = Callable[[FakeIndex], None]


@pytest.fixture(scope="session")
def move() -> Move:
    """The two interpreters between which the tests move."""
    try:
        return find("3.11"), find("3.13")
    except NoInterpreterError as error:
        pytest.skip(f"needs Python 3.11 and 3.13: {error}")


@contextmanager
def pip_configured(url: str, caches: Path) -> Iterator[None]:
    """Point pip (and with it everything else) at one index and at caches of its own."""
    kept = {k: v for k, v in os.environ.items() if k.startswith(("PIP_", "UV_"))}
    for name in kept:
        del os.environ[name]
    ours = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": url,
        "PIP_CACHE_DIR": str(caches / "pip"),
        "UV_CACHE_DIR": str(caches / "uv"),
    }
    os.environ.update(ours)
    try:
        yield
    finally:
        for name in ours:
            os.environ.pop(name, None)
        os.environ.update(kept)


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeIndex]:
    """An empty index that pip is configured with."""
    with serving(FakeIndex()) as index, pip_configured(index.url, tmp_path / "caches"):
        yield index
