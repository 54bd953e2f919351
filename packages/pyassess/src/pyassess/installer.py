"""Resolving and installing with uv where present, else with pip; never a cached build."""

import json
import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from packaging.utils import canonicalize_name

from pyassess.index import IndexConfig
from pyassess.workspace import Run, Workspace, run

# What resolvers and build tools say when the network, not the package, is at fault.
_AWAY = re.compile(
    r"error sending request|Failed to fetch|Could not connect|tcp connect|Connection refused"
    r"|NewConnectionError|Max retries|ConnectTimeout|Read timed out|dns error|Name or service"
    r"|name resolution|Network is unreachable|Could not resolve host|spurious network error"
    r"|download of config.json failed|failed to download from|CERTIFICATE_VERIFY_FAILED",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a resolver chose, or why it could not; `away` when it could not even ask."""

    ok: bool
    away: bool
    pins: dict[str, str]
    ran: Run


def away(ran: Run) -> bool:
    """Tell whether a failed run failed for want of the network."""
    return ran.rc != 0 and bool(_AWAY.search(ran.output))


def find_uv() -> str | None:
    """Find uv beside this program or on PATH."""
    beside = Path(sys.executable).parent / "uv"
    return str(beside) if beside.is_file() else shutil.which("uv")


@dataclass(frozen=True, slots=True)
class Installer:
    """One way of resolving and installing, with the indexes pip is configured with."""

    uv: str | None
    config: IndexConfig
    space: Workspace
    as_of: datetime | None = None

    @property
    def name(self) -> str:
        """Which tool does the work."""
        return "uv" if self.uv else "pip"

    def resolve(
        self,
        python: str,
        lines: Sequence[str],
        *,
        wheels_only: bool,
        constraints: Sequence[str] = (),
    ) -> Resolution:
        """Resolve requirement lines for an interpreter, all together."""
        if not lines:
            return Resolution(ok=True, away=False, pins={}, ran=Run((self.name,), 0, "", ""))
        tag = uuid4().hex[:8]
        wanted = self.space.write(f"resolve-{tag}.in", lines)
        limits = self.space.write(f"resolve-{tag}.limits", constraints)
        extra = ["-c", str(limits)] if constraints else []
        extra += ["--only-binary", ":all:"] if wheels_only else []
        found = (self._uv_resolve if self.uv else self._pip_resolve)(python, wanted, extra)
        self.space.hidden[wanted.name] = "requirements.in"
        wanted.unlink()
        limits.unlink()
        return found

    def _uv_resolve(self, python: str, wanted: Path, extra: list[str]) -> Resolution:
        ran = self._uv_run(
            "pip",
            "compile",
            "-q",
            "--no-header",
            "--no-annotate",
            "--python",
            python,
            *self._indexes(),
            *extra,
            str(wanted),
        )
        pins = dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", ran.stdout, re.MULTILINE))
        for name, url in re.findall(r"^([A-Za-z0-9._-]+) @ (\S+)", ran.stdout, re.MULTILINE):
            pins[name] = f"@{url}"
        return Resolution(ran.rc == 0, ran.rc == 2 or away(ran), pins, ran)  # noqa: PLR2004 -- uv's code for trouble

    def _pip_resolve(self, python: str, wanted: Path, extra: list[str]) -> Resolution:
        report = wanted.with_suffix(".json")
        report.unlink(missing_ok=True)
        ran = run(
            [
                python,
                "-m",
                "pip",
                "install",
                "-q",
                "--dry-run",
                "--ignore-installed",
                "--no-input",
                "--report",
                str(report),
                *self._indexes(),
                *extra,
                "-r",
                str(wanted),
            ],
            env=self._environment(),
        )
        if ran.rc or not report.exists():
            return Resolution(ok=False, away=away(ran), pins={}, ran=ran)
        items = json.loads(report.read_text(encoding="utf-8"))["install"]
        pins: dict[str, str] = {
            canonicalize_name(i["metadata"]["name"]): str(i["metadata"]["version"]) for i in items
        }
        return Resolution(ok=True, away=False, pins=pins, ran=ran)

    def install(
        self, python: str, environment: Path, pins: Mapping[str, str], *, build: bool = False
    ) -> Run:
        """Install exact versions without their dependencies; only `build` may build, uncached."""
        ran = self._install(python, environment, pins, build=build)
        refused = self.uv and build and ran.rc and "Call to `" not in ran.output and not away(ran)
        if not refused:
            return ran
        # uv would not even start the build, being stricter about metadata: ask pip as well.
        return replace(self, uv=None).install(python, environment, pins, build=True)

    def _install(
        self, python: str, environment: Path, pins: Mapping[str, str], *, build: bool
    ) -> Run:
        lines = [
            f"{n} @ {v[1:]}" if v.startswith("@") else f"{n}=={v}" for n, v in sorted(pins.items())
        ]
        listed = self.space.write(f"{environment.name}-{'build' if build else 'wheels'}.txt", lines)
        urls = any(v.startswith("@") for v in pins.values())
        limits = [] if build or urls else ["--only-binary", ":all:"]
        into = str(environment / "bin" / "python")
        if self.uv:
            fresh = ["--no-cache"] if build else []
            return self._uv_run(
                "pip",
                "install",
                "-q",
                "--no-deps",
                "--python",
                into,
                *fresh,
                *limits,
                *self._indexes(),
                "-r",
                str(listed),
            )
        fresh = ["--no-cache-dir"] if build else []
        return run(
            [
                python,
                "-m",
                "pip",
                "--python",
                into,
                "install",
                "-q",
                "--no-deps",
                "--no-input",
                *fresh,
                *limits,
                *self._indexes(),
                "-r",
                str(listed),
            ],
            env=self._environment(),
            timeout=1800,
        )

    def install_more(self, python: str, environment: Path, wanted: Sequence[str]) -> Run:
        """Add requirements with their dependencies, such as a test runner or the project itself."""
        into = str(environment / "bin" / "python")
        if self.uv:
            return self._uv_run("pip", "install", "-q", "--python", into, *self._indexes(), *wanted)
        base = [python, "-m", "pip", "--python", into, "install", "-q", "--no-input"]
        return run([*base, *self._indexes(), *wanted], env=self._environment())

    def check(self, python: str, environment: Path) -> Run:
        """Ask whether what is installed agrees with itself."""
        into = str(environment / "bin" / "python")
        if self.uv:
            return self._uv_run("pip", "check", "--python", into)
        return run([python, "-m", "pip", "--python", into, "check"], env=self._environment())

    def can_look_back(self, python: str) -> bool:
        """Tell whether the cut-off date can be kept by this tool."""
        if self.as_of is None or self.uv:
            return True
        helped = run([python, "-m", "pip", "install", "--help"], timeout=60).stdout
        return "--uploaded-prior-to" in helped

    def _uv_run(self, *arguments: str) -> Run:
        color = "--color=never"
        return run(
            [self.uv or "uv", "--no-config", color, *arguments],
            env=self._environment(),
            timeout=1800,
        )

    def _indexes(self) -> list[str]:
        """Give the configured indexes as arguments, so that nothing else is asked."""
        first, *more = self.config.indexes or ("",)
        said = [x for url in self.config.find_links for x in ("--find-links", url)]
        if not first:
            said.append("--no-index")
        elif self.uv:
            said += ["--default-index", first, *(x for url in more for x in ("--index", url))]
            said += ["--index-strategy", "unsafe-best-match"]
        else:
            said += ["--index-url", first, *(x for url in more for x in ("--extra-index-url", url))]
        said += [
            x
            for host in self.config.trusted_hosts
            for x in ("--allow-insecure-host" if self.uv else "--trusted-host", host)
        ]
        if self.as_of:
            flag = "--exclude-newer" if self.uv else "--uploaded-prior-to"
            said += [flag, self.as_of.isoformat().replace("+00:00", "Z")]
        return said

    def _environment(self) -> dict[str, str]:
        """Give the user's environment without what would bring in other indexes or packages."""
        kept = {
            k: v
            for k, v in os.environ.items()
            if not re.match(
                r"(UV_(.*INDEX.*|FIND_LINKS|EXCLUDE_NEWER|CONSTRAINT|OFFLINE|COMPILE_BYTECODE)"
                r"|PYTHONPATH|PYTHONHOME|VIRTUAL_ENV)$",
                k,
            )
        }
        kept["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
        kept["PIP_REQUIRE_VIRTUALENV"] = "0"
        if self.config.cert:
            kept.setdefault("SSL_CERT_FILE", self.config.cert)
        return kept
