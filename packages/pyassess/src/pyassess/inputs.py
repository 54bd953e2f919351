"""What is to be assessed: requirements files, pyproject and lock files as one list of pins."""

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from packaging.markers import InvalidMarker, Marker
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

BASELINE, TARGET = "baseline", "target"
SIDES = (BASELINE, TARGET)
LOCKS = ("uv.lock", "poetry.lock", "pylock.toml")
Environments = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Pin:
    """One requirement as written, and the sides of the move on which its marker holds."""

    name: str
    specifier: str
    where: str
    extras: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()
    url: str = ""
    sides: tuple[str, ...] = SIDES

    @property
    def label(self) -> str:
        """Name with extras."""
        return self.name + (f"[{','.join(self.extras)}]" if self.extras else "")

    @property
    def line(self) -> str:
        """The requirement as a resolver takes it."""
        return f"{self.label} @ {self.url}" if self.url else self.label + self.specifier

    def at(self, version: str) -> str:
        """Give the requirement moved to another version."""
        return f"{self.label}=={version}"


@dataclass(slots=True)
class Inputs:
    """Everything read, every line that could not be, and which files were read."""

    pins: list[Pin] = field(default_factory=list)
    bad: list[tuple[str, str]] = field(default_factory=list)
    constraints: list[Pin] = field(default_factory=list)
    options: dict[str, list[str]] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)

    def limits(self, side: str) -> list[str]:
        """The constraints that hold on one side, as a resolver takes them."""
        return [pin.line for pin in self.constraints if side in pin.sides]

    def adopt(self, names: Iterable[str]) -> None:
        """Take up as requirements the constraints on what is, or turns out to be, in the set."""
        wanted = set(names)
        self.pins += [pin for pin in self.constraints if pin.name in wanted]
        self.constraints = [pin for pin in self.constraints if pin.name not in wanted]

    def side(self, side: str) -> dict[str, Pin]:
        """Give the pins that hold on one side, by name; one named twice must satisfy both."""
        found: dict[str, Pin] = {}
        for pin in self.pins:
            if side not in pin.sides:
                continue
            old = found.get(pin.name)
            if old is None:
                found[pin.name] = pin
            elif old.specifier != pin.specifier or old.extras != pin.extras:
                both = ",".join(dict.fromkeys(filter(None, (old.specifier, pin.specifier))))
                extras = tuple(sorted({*old.extras, *pin.extras}))
                found[pin.name] = Pin(pin.name, both, pin.where, extras, (), old.url or pin.url)
        return found


def project_file(folder: Path) -> Path:
    """Give the file that says most about a project: a lock if there is one."""
    for name in (*LOCKS, "pyproject.toml", "requirements.txt"):
        if (folder / name).is_file():
            return folder / name
    return folder / "pyproject.toml"


def read(
    paths: Iterable[Path],
    environments: Environments,
    *,
    extras: Sequence[str] = (),
    groups: Sequence[str] = (),
) -> Inputs:
    """Read the files; nothing is skipped without being named in `bad`."""
    inputs = Inputs()
    reader = _Reader(inputs, environments, tuple(extras), tuple(groups))
    for path in paths:
        reader.file(path)
    inputs.adopt({pin.name for pin in inputs.pins})
    if not inputs.pins and not inputs.bad:
        inputs.bad.append((", ".join(str(p) for p in paths), "holds no requirement"))
    return inputs


@dataclass(slots=True)
class _Reader:
    """Reads one file after the other into `inputs`."""

    inputs: Inputs
    environments: Environments
    extras: tuple[str, ...]
    groups: tuple[str, ...]

    def file(self, path: Path, *, constraint: bool = False) -> None:
        """Read a file by its kind."""
        if path.resolve() in (p.resolve() for p in self.inputs.files):
            return
        try:
            text = path.read_text(encoding="utf-8-sig")
            self.inputs.files.append(path)
            name = path.name
            if path.suffix != ".toml" and not name.endswith(".lock"):
                self._requirements(path, text, constraint=constraint)
            elif name in ("uv.lock", "poetry.lock"):
                self._graph(path, tomllib.loads(text))
            elif path.suffix == ".toml":
                data = tomllib.loads(text)
                (self._pylock if "packages" in data else self._pyproject)(path, data)
            else:  # a requirements file that calls itself a lock
                self._requirements(path, text, constraint=constraint)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self._bad(str(path), f"cannot be read: {error}")

    def _bad(self, where: str, why: str) -> None:
        self.inputs.bad.append((where, why))

    # Requirements files

    def _requirements(self, path: Path, text: str, *, constraint: bool) -> None:
        pins, constraints = self.inputs.pins, self.inputs.constraints
        for number, line in _logical(text):
            where = f"{path.name}:{number}"
            expanded = re.sub(r"\$\{([A-Z0-9_]+)\}", lambda m: os.environ.get(m[1], m[0]), line)
            if expanded.startswith("-"):
                self._option(path, where, expanded)
            else:
                self._line(where, expanded, into=constraints if constraint else pins)

    def _option(self, path: Path, where: str, line: str) -> None:
        match = re.match(r"(--[a-z-]+|-[a-zA-Z])[=\s]*(.*)", line)
        name, value = (match[1], match[2].strip()) if match else (line, "")
        if name in ("-r", "--requirement", "-c", "--constraint"):
            self.file(path.parent / value, constraint=name in ("-c", "--constraint"))
        elif name in ("-e", "--editable"):
            self._bad(where, f"`{line}`: a local project is assessed with --project, not as a line")
        elif name in ("-i", "--index-url", "--extra-index-url", "-f", "--find-links", "--no-index"):
            long = {"-i": "index-url", "-f": "find-links"}.get(name, name.lstrip("-"))
            self.inputs.options.setdefault(long, []).append(value)
        elif name not in (
            "--pre",
            "--require-hashes",
            "--prefer-binary",
            "--only-binary",
            "--no-binary",
            "--trusted-host",
            "--use-feature",
        ):
            self._bad(where, f"`{line}`: pip knows no such option in a requirements file")

    def _line(self, where: str, line: str, extra: str = "", into: list[Pin] | None = None) -> None:
        hashes = tuple(re.findall(r"--hash[=\s]+(\S+)", line))
        plain = re.sub(r"\s--hash[=\s]+\S+", "", line).strip()
        if plain.startswith((".", "/")) or re.match(r"(git\+|hg\+|https?:|file:)", plain):
            self._bad(where, f"`{plain}`: has no name; write it as `name @ address`")
            return
        try:
            wanted = Requirement(plain)
        except InvalidRequirement as error:
            self._bad(where, f"`{plain}`: {_first(error)}")
            return
        if re.match(r"(git|hg|svn|bzr)\+", wanted.url or ""):
            self._bad(where, f"`{plain}`: comes from a repository, not an index")
            return
        name, specifier = canonicalize_name(wanted.name), str(wanted.specifier)
        extras, sides = tuple(sorted(wanted.extras)), self._sides(wanted.marker, extra)
        if sides:
            pin = Pin(name, specifier, where, extras, hashes, wanted.url or "", sides)
            (self.inputs.pins if into is None else into).append(pin)

    def _sides(self, marker: Marker | None, extra: str = "") -> tuple[str, ...]:
        """On which sides of the move a marker holds."""
        environments = {side: {**self.environments[side], "extra": extra} for side in SIDES}
        return tuple(s for s in SIDES if marker is None or marker.evaluate(environments[s]))

    # pyproject.toml

    def _pyproject(self, path: Path, data: dict[str, Any]) -> None:
        project = data.get("project", {})
        optional = project.get("optional-dependencies", {})
        groups = data.get("dependency-groups", {})
        if "dependencies" not in project and not groups:
            self._bad(path.name, "has no [project] dependencies; give the lock file instead")
        for line in project.get("dependencies", ()):
            self._line(f"{path.name}:dependencies", line)
        for extra in optional if "all" in self.extras else self.extras:
            if extra not in optional:
                self._bad(f"{path.name}:{extra}", "is no extra of this project")
            for line in optional.get(extra, ()):
                self._line(f"{path.name}:{extra}", line, extra)
        for group in groups if "all" in self.groups else self.groups:
            self._group(path, groups, group, ())

    def _group(
        self, path: Path, groups: dict[str, Any], group: str, inside: tuple[str, ...]
    ) -> None:
        where = f"{path.name}:{group}"
        if group not in groups or group in inside:
            self._bad(
                where, "includes itself" if group in inside else "is no group of this project"
            )
            return
        for line in groups[group]:
            if isinstance(line, dict):
                self._group(path, groups, str(line.get("include-group")), (*inside, group))
            else:
                self._line(where, line)

    # Locks

    def _pylock(self, path: Path, data: dict[str, Any]) -> None:
        for package in data["packages"]:
            where = f"{path.name}:{package.get('name')}"
            files = [*package.get("wheels", ()), *filter(None, [package.get("sdist")])]
            hashes = tuple(
                f"sha256:{f['hashes']['sha256']}" for f in files if "sha256" in f.get("hashes", {})
            )
            try:
                sides = self._sides(Marker(package["marker"]) if package.get("marker") else None)
            except InvalidMarker as error:
                self._bad(where, _first(error))
                continue
            if "version" in package and sides:
                name, specifier = canonicalize_name(package["name"]), f"=={package['version']}"
                self.inputs.pins.append(Pin(name, specifier, where, (), hashes, "", sides))
            elif "version" in package:
                continue
            elif "directory" not in package:
                self._bad(where, "is pinned to no version of an index")

    def _graph(self, path: Path, data: dict[str, Any]) -> None:
        """Keep of uv's or poetry's lock what its roots need, edge by edge, on each side."""
        packages = {p["name"]: p for p in data.get("package", ())}
        reached = {
            side: _reach(packages, self.environments[side], self.extras, self.groups)
            for side in SIDES
        }
        for name, package in packages.items():
            sides = tuple(side for side in SIDES if name in reached[side])
            source = package.get("source", {})
            if not sides or {"editable", "virtual", "directory"} & source.keys():
                continue
            if "git" in source or source.get("type") in ("git", "url", "file"):
                self._bad(
                    f"{path.name}:{name}", "comes from a repository or an address, not an index"
                )
                continue
            files = [
                *package.get("wheels", ()),
                *package.get("files", ()),
                *filter(None, [package.get("sdist")]),
            ]
            hashes = tuple(f["hash"] for f in files if "hash" in f)
            where = f"{path.name}:{name}"
            self.inputs.pins.append(
                Pin(
                    canonicalize_name(name), f"=={package['version']}", where, (), hashes, "", sides
                )
            )


def _reach(
    packages: dict[str, Any],
    environment: Mapping[str, str],
    extras: Sequence[str],
    groups: Sequence[str],
) -> set[str]:
    """Give the packages that the roots of a lock lead to where the markers hold."""
    local = {n for n, p in packages.items() if {"editable", "virtual"} & p.get("source", {}).keys()}
    needed = {name for p in packages.values() for name, *_ in _edges(p, ("all",), ("all",))}
    roots = local or {n for n in packages if n not in needed}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    todo = [(name, tuple(extras) if name in local else ()) for name in sorted(roots)]
    while todo:
        name, wanted = todo.pop()
        if (name, wanted) in seen or name not in packages:
            continue
        seen.add((name, wanted))
        asked = groups if name in local else ()
        for child, marker, more in _edges(packages[name], wanted, asked):
            if not marker or Marker(marker).evaluate({**environment, "extra": ""}):
                todo.append((child, tuple(more)))
    return {name for name, _ in seen}


def _edges(
    package: dict[str, Any], extras: Sequence[str], groups: Sequence[str]
) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Tell what one locked package needs: name, marker, extras (uv's list or poetry's table)."""
    plain = package.get("dependencies", ())
    if isinstance(plain, dict):
        for name, said in plain.items():
            for one in said if isinstance(said, list) else [said]:
                marker = one.get("markers", "") if isinstance(one, dict) else ""
                yield canonicalize_name(name), "" if "extra ==" in marker else marker, ()
        return
    lists = [plain]
    for table, asked in (("optional-dependencies", extras), ("dev-dependencies", groups)):
        chosen = package.get(table, {})
        lists += [chosen[key] for key in (chosen if "all" in asked else asked) if key in chosen]
    for entry in (e for entries in lists for e in entries):
        yield entry["name"], entry.get("marker", ""), tuple(entry.get("extra", ()))


def _logical(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines of a requirements file joined at backslashes, without comments."""
    held, start = "", 0
    for number, raw in enumerate(text.splitlines(), 1):
        line = re.sub(r"(^|\s+)#.*$", "", raw)
        start = start if held else number
        held += line.removesuffix("\\")
        if line.endswith("\\"):
            continue
        if held.strip():
            yield start, held.strip()
        held = ""
    if held.strip():
        yield start, held.strip()


def _first(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
