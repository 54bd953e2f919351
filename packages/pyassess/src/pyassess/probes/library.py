"""Compare standard libraries: without input tell what is here; with it, what is gone from here."""

import importlib
import inspect
import io
import json
import os
import pkgutil
import sys
import types
import warnings
from typing import Iterator  # noqa: UP035 -- probes run on 3.8, too

warnings.simplefilter("ignore")
answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

# Importing these opens a browser, prints a poem or runs a demonstration.
NEVER = {"this", "antigravity", "idlelib", "turtledemo", "test", "__main__"}


def walk() -> "Iterator[str]":
    """Every public module of the standard library."""
    here = os.path.dirname(os.__file__)  # noqa: PTH120 -- cheaper than pathlib, and this is a probe
    for name in sorted(set(sys.stdlib_module_names) - NEVER):
        if name.startswith("_"):
            continue
        yield name
        folder = os.path.join(here, name)  # noqa: PTH118
        for found in pkgutil.iter_modules([folder], name + "."):
            leaf = found.name.rsplit(".", 1)[1]
            if not leaf.startswith("_") and leaf not in ("tests", "test", "idle_test"):
                yield found.name


def load(name: str) -> "types.ModuleType | None":
    """Give the module, or None where it cannot be imported on this machine."""
    try:
        return importlib.import_module(name)
    except BaseException:  # noqa: BLE001 -- a module for another platform fails as it likes
        return None


def names(module: types.ModuleType) -> "Iterator[str]":
    """Tell what the module itself offers: not what it merely imported."""
    for name, value in vars(module).items():
        foreign = getattr(value, "__module__", module.__name__) != module.__name__
        declared = name in getattr(module, "__all__", ())
        if name.startswith("_") or isinstance(value, types.ModuleType):
            continue
        if declared or not foreign:
            yield name
            if inspect.isclass(value):
                yield from (f"{name}.{a}" for a in dir(value) if not a.startswith("_"))


def has(module: types.ModuleType, path: str) -> bool:
    """Whether the dotted name can be reached, module-level `__getattr__` included."""
    value: object = module
    for part in path.split("."):
        try:
            value = getattr(value, part)
        except AttributeError:
            return part in dir(value)  # a property of instances
    return True


def gone(before: "dict[str, list[str] | None]") -> "dict[str, object]":
    """Tell what `before` lists and this library lacks."""
    known = set(sys.stdlib_module_names)
    modules: list[str] = []
    lost: dict[str, list[str]] = {}
    for name, offered in sorted(before.items()):
        module = load(name)
        if module is None:
            parent = name.rpartition(".")[0]
            # A module may also fail to load because this build lacks a C library: that is not gone.
            loaded_before = offered is not None and parent and load(parent) is not None
            if name.split(".")[0] not in known or loaded_before:
                modules.append(name)
            continue
        missing = [path for path in offered or () if not has(module, path)]
        # A class that is gone takes its attributes along: naming the class is enough.
        missing = [p for p in missing if p.rpartition(".")[0] not in missing]
        if missing:
            lost[name] = missing
    return {"modules": modules, "names": lost}


asked = sys.stdin.read()
sys.stdin = io.StringIO()
if asked:
    result = gone(json.loads(asked))
else:
    loaded = ((name, load(name)) for name in walk())
    result = {name: sorted(set(names(module))) if module else None for name, module in loaded}
json.dump(result, answer)
answer.flush()
os._exit(0)
