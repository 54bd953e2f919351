"""The package index, asked by the standard simple API: which files there are, and for whom."""

import base64
import json
import netrc
import re
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.tags import Tag
from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)
from packaging.version import InvalidVersion, Version

from pyassess.interpreters import Interpreter
from pyassess.models import Policy
from pyassess.workspace import run

_SIMPLE = "application/vnd.pypi.simple.v1"
ACCEPT = f"{_SIMPLE}+json, {_SIMPLE}+html;q=0.2, text/html;q=0.1"
TRIES = 2
WORKERS = 8


class IndexAwayError(ConnectionError):
    """An index could not be asked: nothing follows about what it holds."""


@dataclass(frozen=True, slots=True)
class IndexConfig:
    """Where pip looks for packages on this machine."""

    indexes: tuple[str, ...]
    find_links: tuple[str, ...] = ()
    cert: str = ""
    trusted_hosts: tuple[str, ...] = ()

    def but(self, options: dict[str, list[str]]) -> "IndexConfig":
        """Give the same with what a requirements file says about indexes."""
        first = options.get("index-url") or list(self.indexes[:1])
        none = "no-index" in options
        return replace(
            self,
            indexes=()
            if none
            else (*first[-1:], *self.indexes[1:], *options.get("extra-index-url", ())),
            find_links=(*self.find_links, *options.get("find-links", ())),
        )


def read_config(python: str) -> IndexConfig:
    """Tell what pip itself says it is configured with."""
    listed = run([python, "-m", "pip", "config", "list"], timeout=60).stdout
    said: dict[str, str] = {}
    for scope in ("global", "install", ":env:"):  # the later wins, as in pip
        for match in re.finditer(rf"^{re.escape(scope)}\.([\w-]+)='(.*)'$", listed, re.MULTILINE):
            said[match[1]] = match[2].replace("\\n", " ")
    code = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
    default = said.get("index-url") or run([python, "-c", code], timeout=60).stdout.strip()
    none = said.get("no-index", "").lower() in ("1", "true", "yes", "on")
    return IndexConfig(
        () if none else (default, *said.get("extra-index-url", "").split()),
        tuple(said.get("find-links", "").split()),
        said.get("cert", ""),
        tuple(said.get("trusted-host", "").split()),
    )


@dataclass(frozen=True, slots=True)
class File:
    """One file of a release: a wheel with its tags, or a source distribution without."""

    name: str
    version: Version
    tags: frozenset[Tag] | None
    requires: SpecifierSet
    yanked: str | None
    uploaded: datetime | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project's files; `late` counts those hidden by the cut-off date."""

    name: str
    found: bool
    files: tuple[File, ...] = ()
    late: frozenset[Version] = frozenset()


@dataclass(slots=True)
class Index:
    """The configured indexes together, seen as of a date."""

    config: IndexConfig
    as_of: datetime | None = None
    _known: dict[str, Project] = field(default_factory=dict)

    def fetch(self, names: Iterable[str]) -> dict[str, str]:
        """Ask for many projects at once; tell which could not be asked about, and why."""
        wanted = sorted(set(names) - self._known.keys())
        with ThreadPoolExecutor(WORKERS) as pool:
            answers = pool.map(self._try, wanted)
            return {name: why for name, why in zip(wanted, answers, strict=True) if why}

    def _try(self, name: str) -> str:
        try:
            self.project(name)
        except IndexAwayError as error:
            return str(error)
        return ""

    def project(self, name: str) -> Project:
        """One project over all indexes; raises IndexAwayError where one does not answer."""
        if name not in self._known:
            pages = [_page(self.config, _slash(url) + name + "/") for url in self.config.indexes]
            pages += [_page(self.config, url) for url in self.config.find_links]
            entries = [entry for page in pages for entry in page or ()]
            files = [f for f in map(_file, entries) if f and canonicalize_name(f[0]) == name]
            if not files and not self.config.indexes:
                raise IndexAwayError("pip is configured without an index")
            found = bool(files) or any(
                page is not None for page in pages[: len(self.config.indexes)]
            )
            self._known[name] = self._cut(name, [file for _, file in files], found=found)
        return self._known[name]

    def _cut(self, name: str, files: list[File], *, found: bool) -> Project:
        if self.as_of is None:
            return Project(name, found, tuple(files))
        if files and all(file.uploaded is None for file in files):
            raise IndexAwayError(
                "the index does not tell upload times: no cut-off date is possible"
            )
        early = [f for f in files if f.uploaded and f.uploaded <= self.as_of]
        late = {f.version for f in files} - {f.version for f in early}
        return Project(name, found, tuple(early), frozenset(late))


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether one requirement can be had by one interpreter, and how."""

    version: str | None
    how: str = ""
    problem: str = ""
    yanked: str | None = None
    files: tuple[File, ...] = ()


def judge(project: Project, specifier: str, python: Interpreter, policy: Policy) -> Judgement:
    """Find the newest release a requirement allows that this interpreter can install."""
    allowed = SpecifierSet(specifier)
    exact = next(
        (s.version for s in allowed if s.operator in ("==", "===") and "*" not in s.version), None
    )
    if not project.found:
        return Judgement(exact, "absent", "the index knows no project of this name")
    versions = {file.version for file in project.files}
    chosen = set(allowed.filter(versions, prereleases=True if exact else None))
    if not chosen:
        late = any(allowed.contains(v, prereleases=True) for v in project.late)
        why = "was uploaded only after the cut-off date" if late else "does not exist on the index"
        return Judgement(exact, "absent", f"{project.name}{specifier} {why}")
    if not exact:
        live = {f.version for f in project.files if f.yanked is None}
        chosen = chosen & live or chosen
    for version in sorted(chosen, reverse=True):
        files = tuple(file for file in project.files if file.version == version)
        fit = fitting(files, python, policy)
        if fit:
            how = "wheel" if any(file.tags is not None for file in fit) else "sdist"
            yanked = next((f.yanked for f in fit if f.yanked is not None), None)
            return Judgement(str(version), how, "", yanked, fit)
    newest = max(chosen)
    files = tuple(file for file in project.files if file.version == newest)
    how, why = _misfit(files, python)
    return Judgement(str(newest), how, f"{project.name} {newest} {why}", None, files)


def fitting(files: Sequence[File], python: Interpreter, policy: Policy) -> tuple[File, ...]:
    """Those files that this interpreter can install under the policy, wheels before sources."""
    allowed = [f for f in files if f.requires.contains(python.version, prereleases=True)]
    wheels = tuple(f for f in allowed if f.tags and not f.tags.isdisjoint(python.tags))
    if wheels or policy is Policy.WHEELS_ONLY:
        return wheels
    return tuple(f for f in allowed if f.tags is None)


def later(project: Project, version: str, python: Interpreter, policy: Policy) -> tuple[str, ...]:
    """Later final releases, in order, that have a file for this interpreter and are not yanked."""
    start = Version(version)
    fine = {
        f.version
        for f in fitting([f for f in project.files if f.yanked is None], python, Policy.SDIST)
        if f.version > start and (not f.version.is_prerelease or start.is_prerelease)
    }
    return tuple(
        str(v)
        for v in sorted(fine)
        if fitting([f for f in project.files if f.version == v], python, policy)
    )


def _misfit(files: Sequence[File], python: Interpreter) -> tuple[str, str]:
    """Why none of the files can be installed: a word for the matrix, and a sentence."""
    short = f"{python.version.major}.{python.version.minor}"
    if not any(f.requires.contains(python.version, prereleases=True) for f in files):
        said = ", ".join(sorted({str(f.requires) for f in files}))
        return "refused", f"requires Python {said}, which leaves out {short}"
    tags = {tag for file in files for tag in file.tags or ()}
    if not tags:
        return "source only", "has no wheel at all, only source"
    own = {f"cp{python.version.major}{python.version.minor}", "abi3", "none"}
    elsewhere = sorted({t.platform for t in tags if t.interpreter in own or t.abi in own})
    if any(t.interpreter == f"cp{short.replace('.', '')}" for t in tags):
        return "other platform", f"has wheels for {short} only for {', '.join(elsewhere)}"
    made = ", ".join(sorted({t.interpreter for t in tags}, key=lambda s: (len(s), s)))
    return "no wheel", f"has no wheel for {short} on this platform (wheels for: {made})"


def _slash(url: str) -> str:
    return url if url.endswith("/") else url + "/"


def _page(config: IndexConfig, url: str) -> list[dict[str, Any]] | None:
    """Give the entries of one page, or None where the index says there is no such page."""
    if "://" not in url:
        url = Path(url).expanduser().resolve().as_uri()
    if urlsplit(url).scheme == "file":
        return _local(Path(unquote(urlsplit(url).path)), url)
    for attempt in range(TRIES):
        try:
            return _remote(config, url)
        except (OSError, ValueError) as error:
            if attempt + 1 == TRIES:
                reason = getattr(error, "reason", error)
                raise IndexAwayError(f"the index does not answer: {reason}") from error
            time.sleep(0.3)
    return None


def _local(path: Path, url: str) -> list[dict[str, Any]] | None:
    page = path / "index.html" if path.is_dir() else path
    if page.is_file():
        return _anchors(page.read_text(encoding="utf-8"), url)
    if path.is_dir():
        return [{"filename": file.name} for file in path.iterdir()]
    return None


def _remote(config: IndexConfig, url: str) -> list[dict[str, Any]] | None:
    parts = urlsplit(url)
    netloc = parts.netloc.rpartition("@")[2]
    headers = {"Accept": ACCEPT, "User-Agent": "pyassess"}
    user, password = _credentials(url)
    if user:
        token = base64.b64encode(f"{user}:{password}".encode()).decode()
        headers["Authorization"] = f"Basic {token}"
    context = ssl.create_default_context(cafile=config.cert or None)
    if {netloc, parts.hostname} & set(config.trusted_hosts):
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    request = urllib.request.Request(parts._replace(netloc=netloc).geturl(), headers=headers)  # noqa: S310 -- file: is handled before
    try:
        with urllib.request.urlopen(request, timeout=20, context=context) as answer:  # noqa: S310 -- same
            text = answer.read().decode("utf-8")
            if "json" in answer.headers.get("Content-Type", ""):
                return list(json.loads(text)["files"])
            return _anchors(text, answer.url)
    except urllib.error.HTTPError as error:
        with error:
            if error.code in (404, 410):
                return None
            raise


def _credentials(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    if parts.username:
        return unquote(parts.username), unquote(parts.password or "")
    try:
        known = netrc.netrc().authenticators(parts.hostname or "")
    except (OSError, netrc.NetrcParseError):
        return "", ""
    return (known[0], known[2] or "") if known else ("", "")


class _Anchors(HTMLParser):
    """The links of a simple page in HTML."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.found: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a link as the entry JSON would give; the signature is the parser's."""
        said = dict(attrs)
        if tag == "base" and said.get("href"):
            self.base = urljoin(self.base, said["href"] or "")
        if tag != "a" or not said.get("href"):
            return
        url = urlsplit(urljoin(self.base, said["href"] or ""))
        kind, _, digest = url.fragment.partition("=")
        self.found.append(
            {
                "filename": unquote(url.path.rsplit("/", 1)[-1]),
                "requires-python": said.get("data-requires-python"),
                "yanked": (said["data-yanked"] or True) if "data-yanked" in said else False,
                "hashes": {kind: digest},
            }
        )


def _anchors(text: str, url: str) -> list[dict[str, Any]]:
    parser = _Anchors(url)
    parser.feed(text)
    return parser.found


def _file(entry: dict[str, Any]) -> tuple[str, File] | None:
    """Give the entry as a file with its project's name, or None where it is no package."""
    name = entry["filename"]
    tags: frozenset[Tag] | None = None
    try:
        if name.endswith(".whl"):
            project, version, _, tags = parse_wheel_filename(name)
        else:
            project, version = parse_sdist_filename(name)
        requires = SpecifierSet(entry.get("requires-python") or "")
    except (InvalidWheelFilename, InvalidSdistFilename, InvalidVersion, InvalidSpecifier):
        return None
    yanked = entry.get("yanked", False)
    reason = (yanked if isinstance(yanked, str) else "") if yanked is not False else None
    sha = (entry.get("hashes") or {}).get("sha256", "")
    return project, File(name, version, tags, requires, reason, _when(entry), sha)


def _when(entry: dict[str, Any]) -> datetime | None:
    said = entry.get("upload-time")
    if not said:
        return None
    when = datetime.fromisoformat(said)
    return when if when.tzinfo else when.replace(tzinfo=UTC)
