"""Vulnerabilities from a folder of OSV records."""

import json
from pathlib import Path

import pytest
from pyassess.auditing import NoAnswerError, from_folder

PINS = {"jinja2": "3.1.3", "pyyaml": "6.0.1"}


def record(folder: Path, name: str, events: list[dict[str, str]], **more: object) -> None:
    affected = {
        "package": {"ecosystem": "PyPI", "name": name},
        "ranges": [{"type": "ECOSYSTEM", "events": events}],
        "versions": more.pop("versions", ()),
    }
    said = {"id": f"X-{name}", "affected": [affected], **more}
    (folder / f"{name}.json").write_text(json.dumps(said), encoding="utf-8")


@pytest.mark.parametrize(
    ("events", "hit"),
    [
        ([{"introduced": "0"}, {"fixed": "3.1.4"}], True),
        ([{"introduced": "0"}, {"fixed": "3.1.3"}], False),
        ([{"introduced": "3.1.4"}], False),
        ([{"introduced": "0"}, {"last_affected": "3.1.3"}], True),
        ([{"introduced": "0"}, {"last_affected": "3.1.2"}], False),
        ([{"introduced": "0"}, {"fixed": "2"}, {"introduced": "3"}, {"fixed": "3.2"}], True),
    ],
)
def test_ranges_are_read_as_osv_means_them(
    tmp_path: Path, events: list[dict[str, str]], *, hit: bool
) -> None:
    record(tmp_path, "Jinja2", events)
    assert bool(list(from_folder(tmp_path, PINS))) is hit


def test_the_first_fix_after_the_version_is_named(tmp_path: Path) -> None:
    record(tmp_path, "jinja2", [{"introduced": "0"}, {"fixed": "3.1.4"}])
    assert list(from_folder(tmp_path, PINS)) == [("jinja2", "3.1.3", "X-jinja2", "3.1.4")]


def test_listed_versions_count_and_withdrawn_records_do_not(tmp_path: Path) -> None:
    record(tmp_path, "jinja2", [], versions=["3.1.3"])
    record(tmp_path, "pyyaml", [{"introduced": "0"}], withdrawn="2024-01-01T00:00:00Z")
    assert [name for name, *_ in from_folder(tmp_path, PINS)] == ["jinja2"]


def test_an_empty_folder_or_a_broken_record_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(NoAnswerError, match="no OSV record"):
        list(from_folder(tmp_path, PINS))
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    with pytest.raises(NoAnswerError, match=r"x\.json"):
        list(from_folder(tmp_path, PINS))
