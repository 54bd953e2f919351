"""Reading requirements, pyproject and locks."""

from pathlib import Path

import pytest
from pyassess.inputs import BASELINE, SIDES, TARGET, Inputs, Pin, project_file, read

COMMON = {"sys_platform": "linux", "os_name": "posix", "platform_machine": "x86_64"}
ENVIRONMENTS = {
    BASELINE: {**COMMON, "python_version": "3.11", "python_full_version": "3.11.7"},
    TARGET: {**COMMON, "python_version": "3.13", "python_full_version": "3.13.0"},
}


def given(folder: Path, text: str, name: str = "requirements.txt", **more: list[str]) -> Inputs:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read([path], ENVIRONMENTS, **more)


def lines(inputs: Inputs, side: str = TARGET) -> list[str]:
    return [pin.line for pin in inputs.side(side).values()]


def test_requirements_keep_extras_hashes_and_their_place(tmp_path: Path) -> None:
    text = """\
# a comment
Fast_API[all]==1.0   # said here
orjson==3.9.15 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
plain
"""
    inputs = given(tmp_path, text)
    assert lines(inputs) == ["fast-api[all]==1.0", "orjson==3.9.15", "plain"]
    orjson = inputs.pins[1]
    assert orjson.hashes == ("sha256:aa", "sha256:bb")
    assert orjson.where == "requirements.txt:3"
    assert not inputs.bad


def test_markers_are_judged_for_each_side(tmp_path: Path) -> None:
    inputs = given(
        tmp_path,
        'tomli==2.0; python_version < "3.12"\nnew==1; python_version >= "3.12"\n'
        'pywin32==306; sys_platform == "win32"\n',
    )
    assert lines(inputs, BASELINE) == ["tomli==2.0"]
    assert lines(inputs, TARGET) == ["new==1"]


def test_included_files_and_constraints_are_followed(tmp_path: Path) -> None:
    (tmp_path / "base.txt").write_text("one==1\n-r requirements.txt\n", encoding="utf-8")
    (tmp_path / "limits.txt").write_text(
        "two<3\nthree==3\nfour==4; python_version < '3'\n", encoding="utf-8"
    )
    inputs = given(
        tmp_path, "-r base.txt\n-c limits.txt\n--extra-index-url https://x/simple\ntwo\n"
    )
    assert lines(inputs) == ["one==1", "two<3"]
    assert inputs.limits(TARGET) == ["three==3"]
    assert inputs.options == {"extra-index-url": ["https://x/simple"]}
    assert [path.name for path in inputs.files] == ["requirements.txt", "base.txt", "limits.txt"]


def test_every_bad_line_is_named(tmp_path: Path) -> None:
    text = (
        "fine==1\nbroken==\n-e ../thing\n--frobnicate\n./wheel.whl\n-r absent.txt\nbad ; marker\n"
    )
    inputs = given(tmp_path, text)
    named = [where.rpartition("/")[2] for where, _ in inputs.bad]
    assert named == [
        *(f"requirements.txt:{n}" for n in (2, 3, 4, 5)),
        "absent.txt",
        "requirements.txt:7",
    ]
    assert lines(inputs) == ["fine==1"]


def test_what_comes_from_a_repository_is_named(tmp_path: Path) -> None:
    text = "fine==1\ngit+https://example.org/a\nb @ git+https://example.org/b\n-rabsent.txt\n"
    inputs = given(tmp_path, text)
    named = [where.rpartition("/")[2] for where, _ in inputs.bad]
    assert named == ["requirements.txt:2", "requirements.txt:3", "absent.txt"]
    assert lines(inputs) == ["fine==1"]


def test_a_constraint_is_taken_up_once_its_package_is_in_the_set(tmp_path: Path) -> None:
    (tmp_path / "limits.txt").write_text("core==2\nother==3\n", encoding="utf-8")
    inputs = given(tmp_path, "web==1\n-c limits.txt\n")
    inputs.adopt(["web", "core"])
    assert lines(inputs) == ["web==1", "core==2"]
    assert inputs.limits(TARGET) == ["other==3"]


def test_an_empty_file_is_no_input(tmp_path: Path) -> None:
    assert given(tmp_path, "# nothing\n").bad


def test_a_name_given_twice_must_satisfy_both(tmp_path: Path) -> None:
    assert lines(given(tmp_path, "a==1\na==2\na==1\n")) == ["a==1,==2,==1"]


PYPROJECT = """\
[project]
name = "service"
dependencies = ["one==1", "two[x]>=2; python_version >= '3.12'"]
[project.optional-dependencies]
redis = ["redis==5.0.1"]
[dependency-groups]
test = ["pytest", { include-group = "lint" }]
lint = ["ruff"]
"""


def test_pyproject_gives_dependencies_and_the_extras_and_groups_asked_for(tmp_path: Path) -> None:
    assert lines(given(tmp_path, PYPROJECT, "pyproject.toml")) == ["one==1", "two[x]>=2"]
    inputs = given(tmp_path, PYPROJECT, "pyproject.toml", extras=["redis"], groups=["test"])
    assert lines(inputs)[2:] == ["redis==5.0.1", "pytest", "ruff"]
    absent = given(tmp_path, PYPROJECT, "pyproject.toml", extras=["nope"], groups=["nor"])
    assert [where for where, _ in absent.bad] == ["pyproject.toml:nope", "pyproject.toml:nor"]


UV_LOCK = """\
version = 1
[[package]]
name = "service"
source = { editable = "." }
dependencies = [{ name = "web" }, { name = "colorama", marker = "sys_platform == 'win32'" }]
[package.dev-dependencies]
dev = [{ name = "pytest" }]
[[package]]
name = "web"
version = "1.0"
source = { registry = "x" }
dependencies = [{ name = "backport", marker = "python_full_version < '3.12'" }, { name = "core" }]
wheels = [{ url = "u", hash = "sha256:cc" }]
[[package]]
name = "core"
version = "2.0"
source = { registry = "x" }
[[package]]
name = "backport"
version = "3.0"
source = { registry = "x" }
[[package]]
name = "colorama"
version = "0.4"
source = { registry = "x" }
[[package]]
name = "pytest"
version = "8"
source = { registry = "x" }
"""


def test_uv_lock_is_walked_from_the_project_with_its_markers(tmp_path: Path) -> None:
    inputs = given(tmp_path, UV_LOCK, "uv.lock")
    assert lines(inputs, BASELINE) == ["web==1.0", "core==2.0", "backport==3.0"]
    assert lines(inputs, TARGET) == ["web==1.0", "core==2.0"]
    assert inputs.pins[0].hashes == ("sha256:cc",)
    assert lines(given(tmp_path, UV_LOCK, "uv.lock", groups=["dev"]))[-1] == "pytest==8"


POETRY_LOCK = """\
[[package]]
name = "web"
version = "1.0"
files = [{ file = "web.whl", hash = "sha256:dd" }]
[package.dependencies]
core = ">=1"
pywin32 = { version = ">=1", markers = "sys_platform == 'win32'" }
[[package]]
name = "core"
version = "2.0"
[[package]]
name = "pywin32"
version = "306"
"""


def test_poetry_lock_leaves_out_what_no_marker_needs(tmp_path: Path) -> None:
    inputs = given(tmp_path, POETRY_LOCK, "poetry.lock")
    assert lines(inputs) == ["web==1.0", "core==2.0"]
    assert inputs.pins[0].hashes == ("sha256:dd",)


PYLOCK = """\
lock-version = "1.0"
[[packages]]
name = "one"
version = "1.0"
wheels = [{ name = "one.whl", hashes = { sha256 = "ee" } }]
[[packages]]
name = "old"
version = "2"
marker = "python_version < '3.12'"
[[packages]]
name = "here"
directory = { path = "." }
[[packages]]
name = "there"
vcs = { type = "git" }
"""


def test_pylock_is_read_and_what_it_pins_to_no_version_is_named(tmp_path: Path) -> None:
    inputs = given(tmp_path, PYLOCK, "pylock.toml")
    assert lines(inputs) == ["one==1.0"]
    assert inputs.pins[0].hashes == ("sha256:ee",)
    assert [where for where, _ in inputs.bad] == ["pylock.toml:there"]


def test_a_requirements_file_may_call_itself_a_lock(tmp_path: Path) -> None:
    assert lines(given(tmp_path, "one==1\n", "requirements.lock")) == ["one==1"]


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    assert "cannot be read" in given(tmp_path, "[[", "pyproject.toml").bad[0][1]


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (["pyproject.toml", "uv.lock"], "uv.lock"),
        (["pyproject.toml"], "pyproject.toml"),
        (["requirements.txt"], "requirements.txt"),
        ([], "pyproject.toml"),
    ],
)
def test_a_lock_says_more_than_a_pyproject(tmp_path: Path, names: list[str], wanted: str) -> None:
    for name in names:
        (tmp_path / name).touch()
    assert project_file(tmp_path).name == wanted


def test_a_pin_can_be_moved_and_keeps_its_extras() -> None:
    pin = Pin("uvicorn", "==0.27.1", "x", ("standard",))
    assert pin.at("0.30") == "uvicorn[standard]==0.30"
    assert pin.sides == SIDES
