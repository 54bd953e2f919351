"""Applying a plan and taking it back: the first state is kept once and for all."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyassess.workspace import run

KEPT = ".pyassess"


class ChangeError(RuntimeError):
    """The files are not as they must be: nothing was touched."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file of a plan: where it lies, what it was made from, and its hunks."""

    name: str
    digest: str
    hunks: tuple[str, ...]


def parse(diff: str) -> tuple[FileChange, ...]:
    """Read the diff that `plan` wrote."""
    digests = {name: sha for sha, name in re.findall(r"^# sha256 (\w+) (.+)$", diff, re.MULTILINE)}
    changes = []
    for part in re.split(r"(?m)^(?=--- a/)", diff)[1:]:
        head = re.match(r"--- a/(.+)\n\+\+\+ b/\1\n", part)
        if head is None:
            raise ChangeError("the plan is no diff of one file after the other")
        body = re.sub(r"(?m)^# .*\n", "", part[head.end() :])
        hunks = tuple(re.split(r"(?m)^(?=@@ )", body)[1:])
        changes.append(FileChange(head[1], digests.get(head[1], ""), hunks))
    if not changes:
        raise ChangeError("the plan changes no file")
    return tuple(changes)


def patched(old: str, hunks: Iterable[str]) -> str:
    """Give the text after the hunks, each of which must fit to the letter."""
    lines, out, at = old.splitlines(keepends=True), [], 0
    for hunk in hunks:
        head, *body = hunk.splitlines(keepends=True)
        match = re.match(r"@@ -(\d+)", head)
        start = max(int(match[1]) - 1, 0) if match else 0
        out += lines[at:start]
        at = start
        for number, line in enumerate(body):
            bare = number + 1 < len(body) and body[number + 1].startswith("\\")
            text = line[1:].removesuffix("\n") if bare else line[1:]
            if line[0] in " -":
                if at >= len(lines) or lines[at] != text:
                    raise ChangeError("the plan does not fit the file")
                at += 1
            if line[0] in " +":
                out.append(text)
    return "".join(out + lines[at:])


def apply(diff: str, folder: Path, *, ignore: Iterable[Path] = ()) -> str:
    """Make the changes of a plan, keeping the files as they were before the first one ever."""
    changes = parse(diff)
    state = _state(folder)
    if all(_digest(folder / c.name) == state["applied"].get(c.name) for c in changes) and all(
        c.digest != _digest(folder / c.name) for c in changes
    ):
        return "already applied: nothing changed, the first backup is as it was"
    _refuse_dirty(folder, ignore, {})
    fresh = {}
    for change in changes:
        path = _inside(folder, change.name)
        if change.digest and _digest(path) != change.digest:
            raise ChangeError(f"{change.name} is not the file the plan was made from")
        fresh[path] = patched(path.read_bytes().decode("utf-8"), change.hunks).encode("utf-8")
    for path, content in fresh.items():
        _keep(folder, path)
        _write(path, content)
        state["applied"][path.relative_to(folder).as_posix()] = hashlib.sha256(content).hexdigest()
    _write(folder / KEPT / "state.json", json.dumps(state, indent=1).encode())
    return f"applied to {', '.join(c.name for c in changes)}; the state before is kept in {KEPT}/"


def rollback(folder: Path) -> str:
    """Restore every kept file byte for byte."""
    state = _state(folder)
    if not state["applied"]:
        raise ChangeError(f"there is nothing to take back: {KEPT}/ holds no applied plan")
    _refuse_dirty(folder, (), state["applied"])
    for name, digest in state["applied"].items():
        if _digest(folder / name) != digest:
            raise ChangeError(f"{name} was edited since the plan was applied: it would be lost")
    for name in state["applied"]:
        _write(_inside(folder, name), (folder / KEPT / "before" / name).read_bytes())
    restored = ", ".join(sorted(state["applied"]))
    _archive(folder)
    _write(folder / KEPT / "state.json", json.dumps({"applied": {}}).encode())
    return f"restored {restored} as before the first plan"


def _state(folder: Path) -> dict[str, dict[str, str]]:
    path = folder / KEPT / "state.json"
    if not path.is_file():
        return {"applied": {}}
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _keep(folder: Path, path: Path) -> None:
    """Copy a file away unless that was done before: the first state is never overwritten."""
    kept = folder / KEPT / "before" / path.relative_to(folder)
    if kept.exists():
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    ignore = folder / KEPT / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    shutil.copy2(path, kept)


def _archive(folder: Path) -> None:
    """Put the restored copies aside, so that a later plan keeps the state of its own day."""
    taken = len(list((folder / KEPT).glob("restored-*")))
    (folder / KEPT / "before").rename(folder / KEPT / f"restored-{taken + 1}")


def _write(path: Path, content: bytes) -> None:
    """Replace a file in one step, keeping its permissions."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    if path.exists():
        shutil.copymode(path, fresh)
    fresh.replace(path)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise ChangeError(f"{name} is not a file below {folder}")
    return folder / name


def _refuse_dirty(folder: Path, ignore: Iterable[Path], ours: dict[str, str]) -> None:
    """Refuse where git knows of changes other than those a plan itself made."""
    ran = run(["git", "-C", str(folder), "status", "--porcelain", "-z", "--", "."])
    if ran.rc:
        raise ChangeError("this is no git repository: whether it is clean cannot be told")
    top = Path(run(["git", "-C", str(folder), "rev-parse", "--show-toplevel"]).stdout.strip())
    spared = {p.resolve() for p in ignore}
    spared |= {(folder / n).resolve() for n, sha in ours.items() if _digest(folder / n) == sha}
    changed = [entry[3:] for entry in ran.stdout.split("\0") if len(entry) > 3]  # noqa: PLR2004 -- "XY name"
    dirty = [name for name in changed if (top / name).resolve() not in spared]
    if dirty:
        raise ChangeError(f"the tree is not clean: {', '.join(sorted(dirty)[:5])}")
