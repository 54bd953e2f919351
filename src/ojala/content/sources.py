"""The content files: where they lie, their records, and a signature of all that shapes them."""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

Record = dict[str, Any]
DATA = Path(str(files("ojala.content"))) / "data"
_CODE = ("spanish", "grammar", "exercises", "content")


@dataclass(frozen=True, slots=True)
class Source:
    """One file of records, named as authors know it: `sentences/time.toml`."""

    name: str
    content: Record


def sources(folder: str, data: Path = DATA) -> Iterator[Source]:
    """Yield every file of a folder, in the order of names; raises `ValueError` on bad TOML."""
    for path in sorted((data / folder).rglob("*.toml")):
        name = path.relative_to(data).as_posix()
        try:
            yield Source(name, tomllib.loads(path.read_text("utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ValueError(f"{name}: {error}") from error


def subjects(data: Path = DATA) -> Source:
    """Return the file of the people that sentences are about."""
    return Source("subjects.toml", tomllib.loads((data / "subjects.toml").read_text("utf-8")))


def signature() -> str:
    """Return a digest that changes when a content file or the code that reads it does."""
    package = DATA.parent.parent
    digest = hashlib.sha256()
    for path in sorted([*DATA.rglob("*.*"), *_modules(package)]):
        status = path.stat()
        digest.update(f"{path}:{status.st_mtime_ns}:{status.st_size}\n".encode())
    return digest.hexdigest()


def _modules(package: Path) -> Iterator[Path]:
    for name in _CODE:
        yield from (package / name).rglob("*.py")
