"""The Python interpreters of this machine: where they are and what they accept."""

import json
import os
import shutil
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import packaging
from packaging.tags import Tag
from packaging.version import Version

from pyassess.workspace import run

PROBES = Path(str(resources.files("pyassess"))) / "probes"


class NoInterpreterError(LookupError):
    """No interpreter of the asked version is on this machine."""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """One interpreter, with the wheel tags and markers it goes by."""

    asked: str
    path: str
    version: Version
    tags: tuple[Tag, ...]
    markers: dict[str, str]
    prefix: str = ""

    @property
    def name(self) -> str:
        """What people call it, wherever it lies."""
        return f"python{self.version.major}.{self.version.minor}"


def find(asked: str) -> Interpreter:
    """Give the newest interpreter of a version such as `3.13` or `3.13.0`, or that at a path.

    What PATH offers depends on the folder one stands in; the newest does not.
    """
    looked = (_look(asked, candidate) for candidate in dict.fromkeys(_candidates(asked)))
    found = [python for python in looked if python is not None]
    if not found:
        raise NoInterpreterError(f"no Python {asked} on PATH or in the folders of pyenv and uv")
    return max(found, key=lambda python: python.version)


def _candidates(asked: str) -> list[str]:
    if os.sep in asked:
        return [asked]
    short = ".".join(asked.split(".")[:2])
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    data = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR", data / "uv" / "python"))
    kept = [*pyenv.glob(f"{short}*/bin/python"), *uv.glob(f"cpython-{short}*/bin/python")]
    on_path = [shutil.which(name) for name in (f"python{short}", "python3", "python")]
    return [*filter(None, on_path), *map(str, sorted(kept))]


def _look(asked: str, path: str) -> Interpreter | None:
    library = str(Path(packaging.__file__).parent.parent)
    ran = run([path, "-I", str(PROBES / "facts.py"), library], timeout=60)
    if ran.rc:
        return None
    facts = json.loads(ran.stdout)
    if os.sep not in asked and not f"{facts['version']}.".startswith(f"{asked}."):
        return None
    tags = tuple(Tag(*tag.split("-", 2)) for tag in facts["tags"])
    version = Version(facts["version"])
    return Interpreter(asked, facts["path"], version, tags, facts["markers"], facts["prefix"])
