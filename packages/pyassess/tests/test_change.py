"""Applying a plan, and taking it back byte for byte."""

from pathlib import Path

import pytest
from pyassess.change import KEPT, ChangeError, apply, parse, patched, rollback
from pyassess.index import Index, IndexConfig
from pyassess.inputs import Pin
from pyassess.planning import make_diff, rewrite
from pyassess.workspace import run

from tests.fake_index import FakeIndex, serving

BEFORE = "# pins\r\none==1.0  # keep\r\ntwo[x] == 2.0 ; python_version > '3'\r\nonemore==1.0"
PINS = {name: Pin(name, "==1.0", "x") for name in ("one", "two", "onemore")}
NOWHERE = Index(IndexConfig(()))


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.autocrlf=false")
    assert run(["git", *who, *arguments], cwd=folder).rc == 0


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clean repository with one requirements file, as the current folder."""
    (tmp_path / "requirements.txt").write_bytes(BEFORE.encode())
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def planned(tree: Path, **wanted: str) -> str:
    return make_diff([tree / "requirements.txt"], wanted, PINS, NOWHERE)


def content(tree: Path) -> bytes:
    return (tree / "requirements.txt").read_bytes()


def test_only_the_versions_change(tree: Path) -> None:
    diff = planned(tree, one="1.1", two="2.1")
    apply(diff, tree)
    changed = BEFORE.replace("one==1.0  #", "one==1.1  #").replace("== 2.0", "== 2.1")
    assert content(tree) == changed.encode()


def test_git_can_apply_the_same_plan(tree: Path) -> None:
    (tree / "requirements.txt").write_bytes(BEFORE.replace("\r", "").encode())
    diff = planned(tree, onemore="1.5")
    (tree / "plan.diff").write_text(diff, encoding="utf-8")
    git(tree, "apply", "plan.diff")
    assert content(tree).endswith(b"onemore==1.5")


def test_rollback_restores_byte_for_byte_and_keeps_permissions(tree: Path) -> None:
    (tree / "requirements.txt").chmod(0o640)
    apply(planned(tree, one="1.1"), tree)
    rollback(tree)
    assert content(tree) == BEFORE.encode()
    assert (tree / "requirements.txt").stat().st_mode & 0o777 == 0o640


def test_a_second_run_never_overwrites_the_first_backup(tree: Path) -> None:
    diff = planned(tree, one="1.1")
    apply(diff, tree)
    assert "already applied" in apply(diff, tree)
    git(tree, "commit", "-qam", "upgraded")
    apply(planned(tree, one="1.2"), tree)
    git(tree, "commit", "-qam", "upgraded again")
    assert (tree / KEPT / "before" / "requirements.txt").read_bytes() == BEFORE.encode()
    rollback(tree)
    assert content(tree) == BEFORE.encode()


def test_after_a_rollback_the_next_plan_keeps_the_state_of_its_own_day(tree: Path) -> None:
    apply(planned(tree, one="1.1"), tree)
    rollback(tree)
    (tree / "requirements.txt").write_bytes(b"one==5.0\n")
    git(tree, "commit", "-qam", "another")
    apply(planned(tree, one="6.0"), tree)
    rollback(tree)
    assert content(tree) == b"one==5.0\n"


def test_both_refuse_a_dirty_tree_and_touch_nothing(tree: Path) -> None:
    diff = planned(tree, one="1.1")
    (tree / "other.txt").touch()
    with pytest.raises(ChangeError, match=r"not clean: other\.txt"):
        apply(diff, tree)
    assert content(tree) == BEFORE.encode()
    (tree / "other.txt").unlink()
    apply(diff, tree)
    (tree / "other.txt").touch()
    with pytest.raises(ChangeError, match="not clean"):
        rollback(tree)


def test_rollback_refuses_to_lose_an_edit(tree: Path) -> None:
    apply(planned(tree, one="1.1"), tree)
    (tree / "requirements.txt").write_bytes(b"edited\n")
    with pytest.raises(ChangeError, match="not clean"):
        rollback(tree)
    git(tree, "commit", "-qam", "edited")
    with pytest.raises(ChangeError, match="edited since"):
        rollback(tree)
    assert content(tree) == b"edited\n"


def test_the_plan_itself_may_lie_in_the_tree(tree: Path) -> None:
    plan = tree / "upgrade.diff"
    plan.write_bytes(planned(tree, one="1.1").encode())
    apply(plan.read_bytes().decode(), tree, ignore=[plan])
    assert b"one==1.1" in content(tree)


def test_outside_a_repository_nothing_is_applied(
    tree: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    diff = planned(tree, one="1.1")
    bare = tmp_path_factory.mktemp("bare")
    (bare / "requirements.txt").write_bytes(BEFORE.encode())
    with pytest.raises(ChangeError, match="no git repository"):
        apply(diff, bare)


def test_a_plan_for_another_state_is_refused(tree: Path) -> None:
    diff = planned(tree, one="1.1")
    (tree / "requirements.txt").write_bytes(b"one==0.9\n")
    git(tree, "commit", "-qam", "moved on")
    with pytest.raises(ChangeError, match="not the file the plan was made from"):
        apply(diff, tree)
    with pytest.raises(ChangeError, match="does not fit"):
        patched("one==0.9\n", parse(diff)[0].hunks)


def test_nothing_to_take_back_is_said(tree: Path) -> None:
    with pytest.raises(ChangeError, match="nothing to take back"):
        rollback(tree)


def test_a_plan_cannot_reach_out_of_the_folder(tree: Path) -> None:
    text = "--- a/../x\n+++ b/../x\n@@ -1 +1 @@\n-a\n+b\n"
    (tree.parent / "x").write_text("a\n", encoding="utf-8")
    with pytest.raises(ChangeError, match="not a file below"):
        apply(text, tree)


def test_hashes_are_replaced_with_those_of_the_new_version() -> None:
    with serving(FakeIndex()) as index:
        index.wheel("one", "1.1")
        index.sdist("one", "1.1")
        text = "one==1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\ntwo==2.0\n"
        asked = Index(IndexConfig((index.url,)))
        new, done = rewrite(text, {"one": "1.1"}, PINS, asked, toml=False)
        shas = sorted(file.sha256 for file in asked.project("one").files)
    lines = " \\\n".join(f"    --hash=sha256:{sha}" for sha in shas)
    assert new == f"one==1.1 \\\n{lines}\ntwo==2.0\n"
    assert done == {"one"}


def test_pins_in_pyproject_are_moved_too() -> None:
    text = 'dependencies = ["one==1.0", "two[x]==2.0; python_version > \'3\'", "other==1.0"]\n'
    new, _ = rewrite(text, {"one": "1.1", "two": "3.0"}, PINS, NOWHERE, toml=True)
    assert '"one==1.1"' in new
    assert "\"two[x]==3.0; python_version > '3'\"" in new
    assert '"other==1.0"' in new


def test_what_only_a_lock_pins_is_named_for_its_own_tool(tmp_path: Path) -> None:
    lock = tmp_path / "uv.lock"
    lock.write_text("", encoding="utf-8")
    assert (
        make_diff([lock], {"one": "1.1"}, PINS, NOWHERE) == "# by its own tool: lock one at 1.1\n"
    )
