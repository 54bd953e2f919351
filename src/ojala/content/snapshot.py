"""A cache of the assembled content beside the bytecode, used while its sources stand.

Parsing the sources and conjugating every sentence takes seconds; this is to the content files
what `.pyc` is to modules: made at first use, never stale, of the same trust, and not needed.
"""

import os
import pickle
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def cached(path: Path, signature: str, make: Callable[[], T]) -> T:
    """Return what the cache holds for the signature, or make it and try to keep it."""
    with suppress(OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError):
        kept, value = pickle.loads(path.read_bytes())  # noqa: S301 - ours, as trusted as a .pyc
        if kept == signature:
            found: T = value
            return found
    made = make()
    with suppress(OSError):  # a read-only installation works, only slower
        _write(path, pickle.dumps((signature, made), pickle.HIGHEST_PROTOCOL))
    return made


def _write(path: Path, content: bytes) -> None:
    """Replace a file at once, so that no other process reads half of it."""
    path.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, path)  # noqa: PTH105 - atomic on every platform
