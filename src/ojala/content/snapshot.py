"""A cache of the assembled content beside the bytecode, used while its sources stand.

Parsing the sources and conjugating every sentence takes seconds; this is to the content files
what `.pyc` is to modules: made at first use, never stale, of the same trust, and not needed.
"""

import os
import pickle
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from typing_extensions import override

T = TypeVar("T")
Setters = tuple[Callable[[object, object], None], ...]


def cached(path: Path, signature: str, make: Callable[[], T]) -> T:
    """Return what the cache holds for the signature, or make it and try to keep it."""
    with suppress(OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError):
        kept, value = pickle.loads(path.read_bytes())  # noqa: S301 - ours, as trusted as a .pyc
        if kept == signature:
            found: T = value
            return found
    made = make()
    with suppress(OSError):  # a read-only installation works, only slower
        _write(path, _pickled((signature, made)))
    return made


class _Pickler(pickle.Pickler):
    """Takes a value with slots for what its fields hold.

    By itself a frozen dataclass is read back field after field by their names, which takes the
    greater part of the time that the whole content needs.
    """

    @override
    def reducer_override(self, obj: Any) -> Any:
        setters = _SETTERS[type(obj)]
        if not setters:
            return NotImplemented
        return _restored, (type(obj), *(getattr(obj, each.name) for each in fields(obj)))


class _Setters(dict[type, Setters]):
    """What sets the fields of a dataclass with slots, in their order; none for other types."""

    def __missing__(self, kind: type) -> Setters:
        own = vars(kind)
        found = ()
        if "__dataclass_fields__" in own and "__slots__" in own:
            found = tuple(getattr(kind, each.name).__set__ for each in fields(kind))
        self[kind] = found
        return found


_SETTERS = _Setters()


def _restored(kind: type[T], *values: object) -> T:
    made = object.__new__(kind)
    for put, value in zip(_SETTERS[kind], values, strict=True):
        put(made, value)
    return made


def _pickled(value: object) -> bytes:
    out = BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def _write(path: Path, content: bytes) -> None:
    """Replace a file at once, so that no other process reads half of it."""
    path.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, path)  # noqa: PTH105 - atomic on every platform
