"""Asking an index, and judging what it holds."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from packaging.tags import Tag
from packaging.version import Version
from pyassess.index import Index, IndexAwayError, IndexConfig, Project, judge, later, read_config
from pyassess.interpreters import Interpreter, find
from pyassess.models import Policy

from tests.fake_index import FakeIndex, serving

TAGS = tuple(
    Tag(*tag.split("-"))
    for tag in (
        "cp313-cp313-manylinux_2_17_x86_64",
        "cp312-abi3-manylinux_2_17_x86_64",
        "py3-none-any",
    )
)
NEW = Interpreter("3.13", "python3.13", Version("3.13.0"), TAGS, {})
WHEELS = Policy.WHEELS_ONLY


@pytest.fixture(params=[False, True], ids=["json", "html"])
def served(request: pytest.FixtureRequest) -> Iterator[FakeIndex]:
    with serving(FakeIndex(html=request.param)) as index:
        yield index


def asked(index: FakeIndex, name: str, as_of: datetime | None = None) -> Project:
    return Index(IndexConfig((index.url,)), as_of).project(name)


def test_both_answers_of_the_simple_api_say_the_same(served: FakeIndex) -> None:
    served.wheel("one", "1.0", python=">=3.8,<3.13", yanked="oh no")
    served.sdist("one", "1.1")
    files = {str(f.version): f for f in asked(served, "one").files}
    assert str(files["1.0"].requires) == "<3.13,>=3.8"
    assert files["1.0"].yanked == "oh no"
    assert len(files["1.0"].sha256) == 64
    assert files["1.1"].tags is None
    assert files["1.1"].yanked is None


def test_a_project_or_version_that_is_not_there_is_absent(served: FakeIndex) -> None:
    served.wheel("one", "1.0")
    assert judge(asked(served, "nothing"), "==1.0", NEW, WHEELS).how == "absent"
    missing = judge(asked(served, "one"), "==9.9", NEW, WHEELS)
    assert missing.problem == "one==9.9 does not exist on the index"


def test_an_index_that_does_not_answer_is_away_and_not_empty() -> None:
    index = Index(IndexConfig(("http://127.0.0.1:9/simple/",)))
    with pytest.raises(IndexAwayError, match="does not answer"):
        index.project("one")
    assert "one" in index.fetch(["one"])
    with pytest.raises(IndexAwayError, match="without an index"):
        Index(IndexConfig(())).project("one")


def test_what_was_uploaded_after_the_day_is_not_seen() -> None:
    with serving(FakeIndex()) as served:
        served.wheel("one", "1.0", uploaded="2024-01-01T10:00:00.5Z")
        served.wheel("one", "2.0", uploaded="2024-06-01T10:00:00Z")
        day = datetime(2024, 3, 1, tzinfo=UTC)
        then = asked(served, "one", day)
        assert judge(then, "", NEW, WHEELS).version == "1.0"
        assert "only after the cut-off date" in judge(then, "==2.0", NEW, WHEELS).problem


def test_without_upload_times_no_cut_off_is_possible() -> None:
    with serving(FakeIndex(html=True)) as served:
        served.wheel("one", "1.0")
        with pytest.raises(IndexAwayError, match="upload times"):
            asked(served, "one", datetime(2024, 3, 1, tzinfo=UTC))


def test_the_sentence_tells_why_no_file_fits(served: FakeIndex) -> None:
    served.wheel("old", "1.0", tag="cp312-cp312-manylinux_2_17_x86_64")
    served.wheel("mac", "1.0", tag="cp313-cp313-macosx_11_0_arm64")
    served.wheel("cap", "1.0", python="<3.13")
    served.sdist("raw", "1.0")
    served.wheel("abi", "1.0", tag="cp312-abi3-manylinux_2_17_x86_64")
    said = {
        name: judge(asked(served, name), "==1.0", NEW, WHEELS)
        for name in ("old", "mac", "cap", "raw", "abi")
    }
    assert {name: found.how for name, found in said.items()} == {
        "old": "no wheel",
        "mac": "other platform",
        "cap": "refused",
        "raw": "source only",
        "abi": "wheel",
    }
    assert "macosx_11_0_arm64" in said["mac"].problem
    assert judge(asked(served, "raw"), "==1.0", NEW, Policy.SDIST).how == "sdist"


def test_a_range_takes_the_newest_that_fits_and_is_not_yanked(served: FakeIndex) -> None:
    served.wheel("one", "1.0")
    served.wheel("one", "1.1", yanked="")
    served.wheel("one", "1.2", python="<3.13")
    served.wheel("one", "2.0rc1")
    found = judge(asked(served, "one"), ">=1", NEW, WHEELS)
    assert (found.version, found.problem, found.yanked) == ("1.0", "", None)
    assert judge(asked(served, "one"), "==1.1", NEW, WHEELS).yanked == ""


def test_later_versions_leave_out_yanked_early_and_unfit_ones(served: FakeIndex) -> None:
    for version in ("1.0", "1.1", "1.10", "1.2", "2.0b1"):
        served.wheel("one", version)
    served.wheel("one", "1.3", yanked="x")
    served.wheel("one", "1.4", python="<3.13")
    assert later(asked(served, "one"), "1.0", NEW, WHEELS) == ("1.1", "1.2", "1.10")


def test_a_folder_of_wheels_is_an_index_too(tmp_path: Path) -> None:
    (tmp_path / "one-1.0-py3-none-any.whl").touch()
    (tmp_path / "simple" / "two").mkdir(parents=True)
    page = tmp_path / "simple" / "two" / "index.html"
    page.write_text('<a href="../two-2.0-py3-none-any.whl">x</a>', encoding="utf-8")
    index = Index(IndexConfig(((tmp_path / "simple").as_uri(),), (str(tmp_path),)))
    assert [str(f.version) for f in index.project("one").files] == ["1.0"]
    assert [str(f.version) for f in index.project("two").files] == ["2.0"]
    assert not index.project("three").found


def test_pip_is_asked_what_it_is_configured_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "pip.conf"
    config.write_text(
        "[global]\nindex-url = https://a/simple\nextra-index-url =\n    https://b/simple\n"
        "    https://c/simple\n[install]\ntrusted-host = a\n",
        encoding="utf-8",
    )
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    monkeypatch.setenv("HOME", str(tmp_path))
    python = find("3").path
    said = read_config(python)
    assert said.indexes == ("https://a/simple", "https://b/simple", "https://c/simple")
    assert said.trusted_hosts == ("a",)
    monkeypatch.setenv("PIP_INDEX_URL", "https://d/simple")
    assert read_config(python).indexes[0] == "https://d/simple"
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    assert read_config(python).indexes == ()


def test_a_requirements_file_may_name_other_indexes() -> None:
    config = IndexConfig(("https://a/simple", "https://b/simple"))
    changed = config.but({"index-url": ["https://c/simple"], "find-links": ["/wheels"]})
    assert changed.indexes == ("https://c/simple", "https://b/simple")
    assert changed.find_links == ("/wheels",)
    assert config.but({"no-index": [""]}).indexes == ()
