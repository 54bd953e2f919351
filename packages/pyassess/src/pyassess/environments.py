"""Environments with nothing in them but the set: installed, listed, and imported from."""

import json
import os
import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import canonicalize_name
from packaging.version import Version

from pyassess.interpreters import PROBES, Interpreter
from pyassess.workspace import Run, run

WORKERS = max(2, os.cpu_count() or 2)
UNSEEDED = "new environments no longer bring setuptools: list it as a requirement"
SEEDS = ("pkg_resources", "setuptools", "_distutils_hack")
_NO_SETUPTOOLS = Version("3.12")  # from here on `python -m venv` brings pip alone


@dataclass(frozen=True, slots=True)
class Distribution:
    """Something installed: its modules, and its files relative to the site folder."""

    name: str
    version: str
    modules: tuple[str, ...]
    files: tuple[str, ...]
    requires: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of importing one module."""

    module: str
    ok: bool
    error: str
    missing: str
    files: tuple[str, ...]
    warned: tuple[str, ...]
    ran: Run
    tail: str

    @property
    def last_line(self) -> str:
        """The error in one line."""
        return (self.error.strip().splitlines() or ["it did not say why"])[0][:300]


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment of one interpreter, without pip and setuptools."""

    interpreter: Interpreter
    root: Path

    @property
    def python(self) -> str:
        """Its interpreter."""
        return str(self.root / "bin" / "python")

    def create(self) -> Run:
        """Make it anew, empty."""
        return run(
            [self.interpreter.path, "-m", "venv", "--clear", "--without-pip", str(self.root)]
        )

    def distributions(self) -> dict[str, Distribution]:
        """Tell what is installed in it."""
        listed = json.loads(run([self.python, "-I", str(PROBES / "distributions.py")]).stdout)
        return {
            canonicalize_name(name): Distribution(
                canonicalize_name(name),
                said["version"],
                tuple(said["modules"]),
                tuple(said["files"]),
                frozenset(canonicalize_name(re.split(r"[^\w.-]", r)[0]) for r in said["requires"]),
            )
            for name, said in listed["distributions"].items()
        }

    def site(self) -> Path:
        """Give the folder packages are installed into."""
        code = "import sysconfig; print(sysconfig.get_path('purelib'))"
        return Path(run([self.python, "-I", "-c", code]).stdout.strip())

    def load(self, module: str, *, strict: bool = False, path: Sequence[str] = ()) -> Imported:
        """Import a module in a process of its own; `strict` makes warnings errors."""
        fresh = ["-W", "error", "-X", f"pycache_prefix={self.root}/.strict"] if strict else []
        probe = [self.python, "-s", *fresh, str(PROBES / "importing.py"), module, *path]
        ran = run(probe, env=_bare(), timeout=120)
        shown = Run((self.python, *fresh[:2], "-c", f"import {module}"), ran.rc, "", ran.stderr)
        try:
            said = json.loads(ran.stdout)
        except ValueError:
            died = f"the interpreter died with code {ran.rc}"
            return Imported(
                module,
                ok=False,
                error=died,
                missing="",
                files=(),
                warned=(),
                ran=shown,
                tail=ran.stderr or died,
            )
        shown = Run(shown.command, 0 if said["ok"] else 1, "", said["tail"])
        return Imported(
            module,
            said["ok"],
            said["error"],
            said["missing"],
            tuple(said["files"]),
            tuple(said["warned"]),
            shown,
            said["tail"],
        )

    def load_all(self, modules: Iterable[str], *, strict: bool = False) -> dict[str, Imported]:
        """Import many modules, each in its own process."""
        names = sorted(set(modules))
        with ThreadPoolExecutor(WORKERS) as pool:
            done = pool.map(lambda name: self.load(name, strict=strict), names)
            return dict(zip(names, done, strict=True))

    def with_seeds(self, result: Imported) -> Imported:
        """Import again with the setuptools that `python -m venv` of this version brings.

        Up to 3.11 every fresh environment held setuptools. A module that leans on that works
        before the move, and not after: the fault is the move's, although nobody wrote it down.
        """
        if result.ok or not result.missing.startswith(SEEDS) or not seeded(self.interpreter):
            return result
        code = "import ensurepip, os; print(os.path.dirname(ensurepip.__file__))"
        bundled = Path(run([self.python, "-I", "-c", code]).stdout.strip()) / "_bundled"
        folders = (bundled, Path("/usr/share/python-wheels"))  # the latter is Debian's place
        wheels = [str(w) for folder in folders for w in folder.glob("setuptools-*.whl")]
        return self.load(result.module, path=wheels[:1]) if wheels else result


def seeded(python: Interpreter) -> bool:
    """Whether fresh environments of this Python hold setuptools."""
    return python.version < _NO_SETUPTOOLS


def _bare() -> dict[str, str]:
    """Give a process environment that adds nothing to Python, and makes its sets print alike."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return {**kept, "PYTHONHASHSEED": "0"}


def owners(distributions: Iterable[Distribution]) -> dict[str, str]:
    """Which distribution each installed file belongs to."""
    return {file: dist.name for dist in distributions for file in dist.files}


def blame(result: Imported, site: Path, owned: dict[str, str]) -> str | None:
    """Tell the distribution whose code stood last in the traceback."""
    for file in reversed(result.files):
        try:
            inside = Path(file).relative_to(site).as_posix()
        except ValueError:
            continue
        if inside in owned:
            return owned[inside]
    return None
