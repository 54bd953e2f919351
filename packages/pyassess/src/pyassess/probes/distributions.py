"""List what is installed here: each distribution with its importable modules and its files."""

import json
import sys
import sysconfig
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.metadata import distributions
from pathlib import PurePosixPath

# Folders that packages ship by accident, and names that are scripts rather than modules.
SKIPPED = {"tests", "test", "docs", "examples", "benchmarks", "scripts", "setup", "conftest"}


def dotted(path: str) -> "tuple[str, ...]":
    """Give the module parts of a file, or nothing where it is not a module."""
    for suffix in [*EXTENSION_SUFFIXES, ".py"]:
        if path.endswith(suffix):
            parts = PurePosixPath(path[: -len(suffix)]).parts
            fine = all(part.isidentifier() for part in parts) and parts[0] not in SKIPPED
            return parts if fine else ()
    return ()


def roots(paths: "list[str]") -> "list[str]":
    """Give the shallowest importable names among the files."""
    modules = {parts for parts in map(dotted, paths) if parts}
    packages = {parts[:-1] for parts in modules if parts[-1] == "__init__"}
    found = set()
    for parts in modules:
        inside = [parts[:n] for n in range(1, len(parts)) if parts[:n] in packages]
        if inside:
            found.add(".".join(inside[0]))
        elif parts[-1] not in ("__init__", "__main__"):
            found.add(".".join(parts))
    return sorted(found)


def main() -> None:
    """Print the list as JSON."""
    listed = {}
    for dist in distributions():
        paths = [str(PurePosixPath(file)) for file in dist.files or []]
        listed[dist.metadata["Name"]] = {
            "version": dist.version,
            "requires": [line for line in dist.requires or [] if "extra ==" not in line],
            "modules": roots(paths),
            "files": [path for path in paths if path.endswith((".py", *EXTENSION_SUFFIXES))],
        }
    site = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    sys.stdout.write(json.dumps({"site": sorted(site), "distributions": listed}))


main()
