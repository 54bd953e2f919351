"""Find in Python source the uses of modules and names that the target lacks; run by the target."""

from __future__ import annotations

import ast
import json
import operator
import os
import re
import sys
import warnings
from pathlib import Path
from typing import Any, Callable, Iterable, Sequence  # noqa: UP035 -- probes run on 3.8, too

warnings.simplefilter("ignore")  # what scanned files would warn about is asked elsewhere
request = json.load(sys.stdin)
GONE = set(request["modules"])
NAMES = {module: set(names) for module, names in request["names"].items()}
LOST = set(request["lost"])
TARGET = tuple(request["version"])
IMPORT_ERRORS = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
NAME_ERRORS = {"AttributeError", *IMPORT_ERRORS}
VERSIONS = ("sys.version_info", "version_info")
COMPARE: dict[type, Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
# What a condition looks at when someone thought of versions, features or platforms.
TENTATIVE = re.compile(r"version|hasattr|find_spec|platform|'os'|'name'|PY\d|HAS_|HAVE_")


def worth_parsing() -> Callable[[str], bool]:
    """Make a quick look for a gone module's import, or for a module together with a lost name."""
    tops = {name.split(".")[0] if name.split(".")[0] in GONE else name for name in GONE}
    plain = "|".join(sorted({re.escape(name.rpartition(".")[2]) for name in tops} | LOST))
    imports = re.compile(
        r"^[ \t]*(?:from|import)[ \t][\w., \t]*?\b(?:"
        + plain
        + r")\b|\b(?:import_module|__import__)\(",
        re.MULTILINE,
    )
    pairs = []
    for module, paths in NAMES.items():
        leaves = {path.rpartition(".")[2] for path in paths}
        near = [leaf for leaf in leaves if len(leaf) > 2]  # noqa: PLR2004 -- `T`, `re` are everywhere
        for leaf in leaves.difference(near):
            near += [f"{mark}{leaf}" for mark in (f"{module}.", f"{module} import ")]
        signs = (f"import {module.rpartition('.')[2]}", f"from {module}", f"{module}.")
        pairs.append((signs, near))

    def worth(text: str) -> bool:
        return bool(plain and imports.search(text)) or any(
            any(sign in text for sign in signs) and any(leaf in text for leaf in near)
            for signs, near in pairs
        )

    return worth


def dotted(node: ast.AST | None) -> str:
    """Give `a.b.c` as text, or nothing where the expression is something else."""
    if isinstance(node, ast.Attribute):
        head = dotted(node.value)
        return head and head + "." + node.attr
    return node.id if isinstance(node, ast.Name) else ""


def last(node: ast.AST | None) -> str:
    """Give the last part of a dotted name."""
    return dotted(node).rpartition(".")[2]


def truth(test: ast.expr) -> bool | str | None:
    """Tell what a condition comes to on the target: True, False, "typing", or None for unknown."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = truth(test.operand)
        return not inner if isinstance(inner, bool) else inner and "not " + inner
    if isinstance(test, ast.BoolOp):
        decides = isinstance(test.op, ast.Or)  # one such operand settles the whole
        values = {truth(value) for value in test.values}
        return decides if decides in values else (not decides if values == {not decides} else None)
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return compared(test)
    known: dict[str, bool | str] = {"TYPE_CHECKING": "typing", "PY2": False, "PY3": True}
    return known.get(last(test))


def compared(test: ast.Compare) -> bool | None:
    """Tell what a comparison with `sys.version_info` comes to on the target."""
    left, compare = test.left, COMPARE.get(type(test.ops[0]))
    try:
        bound = ast.literal_eval(test.comparators[0])
        if compare is None:
            return None
        if dotted(left) in VERSIONS:
            return compare(TARGET, bound)
        if isinstance(left, ast.Subscript) and dotted(left.value) in VERSIONS:
            if isinstance(bound, tuple):
                return compare(TARGET[: len(bound)], bound)
            return compare(TARGET[ast.literal_eval(left.slice)], bound)
    except (ValueError, TypeError, SyntaxError, IndexError):
        pass
    return None


def handles(handlers: Iterable[ast.ExceptHandler]) -> bool:
    """Tell whether one of the except clauses catches what a missing module or name raises."""
    for handler in handlers:
        kind = handler.type
        kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
        if any(one is None or last(one) in NAME_ERRORS for one in kinds):
            return True
    return False


def guard(test: ast.expr, value: object, typing: str) -> str:
    """Name what a branch is under: a typing block, a guard, or nothing."""
    if value == typing:
        return "typing"
    return "guarded" if value is None and TENTATIVE.search(ast.dump(test)) else ""


class Scan(ast.NodeVisitor):
    """Walks one file, knowing whether it stands in a function, a guard or a typing block."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.uses: list[tuple[str, int, str, str, str]] = []
        self.alias: dict[str, str] = {}
        self.inside: list[str] = []

    def add(self, line: int, what: str, kind: str) -> None:
        order = ("typing", "fallback", "guarded", "lazy")
        how = next((how for how in order if how in self.inside), "top")
        self.uses.append((self.file, line, what, how, kind))

    def within(self, how: str, nodes: Sequence[ast.AST]) -> None:
        self.inside.append(how)
        for node in nodes:
            self.visit(node)
        self.inside.pop()

    def module(self, line: int, name: str) -> bool:
        parts = name.split(".")
        prefixes = [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
        hit = next((prefix for prefix in prefixes if prefix in GONE), None)
        if hit:
            self.add(line, hit, "module")
        elif parts[0] in LOST:
            self.add(line, parts[0], "lost")
        return bool(hit)

    def visit_Import(self, node: ast.Import) -> None:
        for name in node.names:
            self.module(node.lineno, name.name)
            top = name.name.split(".")[0]
            self.alias[name.asname or top] = name.name if name.asname else top

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.level or not node.module or self.module(node.lineno, node.module):
            return
        for name in node.names:
            whole = node.module + "." + name.name
            if whole in GONE:
                self.add(node.lineno, whole, "module")
            elif name.name in NAMES.get(node.module, ()):
                self.add(node.lineno, whole, "name")
            self.alias[name.asname or name.name] = whole

    def visit_Call(self, node: ast.Call) -> None:
        first = node.args[0] if node.args else None
        if (
            last(node.func) in ("__import__", "import_module")
            and isinstance(first, ast.Constant)
            and isinstance(first.value, str)
        ):
            self.module(node.lineno, first.value)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        head, _, rest = dotted(node).partition(".")
        if rest and head in self.alias:
            parts = (self.alias[head] + "." + rest).split(".")
            for n in range(1, len(parts)):
                if ".".join(parts[n:]) in NAMES.get(".".join(parts[:n]), ()):
                    self.add(node.lineno, ".".join(parts), "name")
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for base in node.bases:
            head, dot, rest = dotted(base).partition(".")
            self.inherited(node, self.alias.get(head, head) + dot + rest)
        self.generic_visit(node)

    def inherited(self, node: ast.ClassDef, base: str) -> None:
        """Find `self.name` where the base lost that name and the class has none of its own."""
        module, _, name = base.rpartition(".")
        paths = NAMES.get(module, ())
        lost = {path.partition(".")[2] for path in paths if path.startswith(name + ".")}
        inner = list(ast.walk(node)) if lost else []
        lost -= {n.name for n in inner if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))}
        for found in inner:
            if isinstance(found, ast.Attribute) and found.attr in lost:
                if dotted(found) != "self." + found.attr:
                    continue
                self.inside.append("lazy")
                self.add(found.lineno, base + "." + found.attr, "name")
                self.inside.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for decorator in node.decorator_list:
            self.visit(decorator)
        self.within("lazy", [node.args, *node.body])

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.within("lazy", [node.body])

    def visit_Try(self, node: ast.Try) -> None:
        self.branch("guarded" if handles(node.handlers) else "", node.body)
        for handler in node.handlers:
            self.branch("fallback" if handles([handler]) else "", handler.body)
        self.branch("", [*node.orelse, *node.finalbody])

    visit_TryStar = visit_Try  # type: ignore[assignment]  # the same fields  # noqa: N815

    def visit_With(self, node: ast.With) -> None:
        calls = [i.context_expr for i in node.items if isinstance(i.context_expr, ast.Call)]
        caught = {last(a) for call in calls if last(call.func) == "suppress" for a in call.args}
        self.branch("guarded" if caught & NAME_ERRORS else "", [*node.items, *node.body])

    def visit_If(self, node: ast.If) -> None:
        value = truth(node.test)
        self.visit(node.test)
        if value is not False:
            self.branch(guard(node.test, value, "typing"), node.body)
        if value is not True:
            self.branch(guard(node.test, value, "not typing"), node.orelse)

    def branch(self, how: str, nodes: Sequence[ast.AST]) -> None:
        if how:
            self.within(how, nodes)
            return
        for node in nodes:
            self.visit(node)


def files(root: str) -> Iterable[Path]:
    """Give every Python file below a folder, without hidden and vendored-in ones."""
    for folder, folders, names in os.walk(root):
        skipped = (".", "__pycache__", "node_modules")
        folders[:] = sorted(name for name in folders if not name.startswith(skipped))
        yield from (Path(folder, name) for name in sorted(names) if name.endswith(".py"))


def main() -> None:
    """Scan every root and print uses, and the files this Python cannot read."""
    result = {}
    worth = worth_parsing()
    for label, root, own in request["roots"]:
        uses: list[Any] = []
        broken: list[Any] = []
        imported: set[str] = set()
        count = 0
        for path in files(root):
            count += 1
            raw = path.read_bytes()
            text = raw.decode("utf-8", "replace")
            if not own and not worth(text):
                continue
            shown = path.relative_to(root).as_posix()
            try:
                scan = Scan(shown)
                scan.visit(ast.parse(raw))
                uses += scan.uses
                imported |= set(scan.alias.values()) if own else set()
            except (SyntaxError, ValueError, RecursionError) as error:
                broken.append([shown, getattr(error, "lineno", 0) or 0, str(error)])
        result[label] = {
            "uses": uses,
            "broken": broken,
            "imported": sorted(imported),
            "files": count,
        }
    sys.stdout.write(json.dumps(result))


main()
