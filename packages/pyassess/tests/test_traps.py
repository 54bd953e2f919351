"""The trap patterns, each built as a tiny package, assessed end to end on a fake index."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyassess.assessment import Assessment, assess
from pyassess.context import Options
from pyassess.installer import find_uv
from pyassess.models import Finding, Policy, Severity, Status, Verdict
from pyassess.progress import Progress
from pyassess.report import as_json, as_markdown

from tests.conftest import Move, pip_configured
from tests.fake_index import FakeIndex, serving

NEW_ONLY_FAULT = "import sys\nassert sys.version_info < (3, 13), 'a class got new attributes'\n"


def stock(index: FakeIndex, move: Move) -> None:
    """One package per pattern; version 1.1, where there is one, repairs it."""
    old, new = (str(python.tags[0]) for python in move)
    for version, tags in (("1.0", [old]), ("1.1", [old, new])):
        index.wheel("cored", version, requires=[f"cored-core=={version}"])
        for tag in tags:
            index.wheel("cored-core", version, tag=tag)
            index.wheel("wheelless", version, tag=tag)
    index.wheel("elsewhere", "1.0", tag=old)
    index.wheel("elsewhere", "1.0", tag="cp313-cp313-win_amd64")
    index.wheel("elsewhere", "1.1")
    index.wheel("red", "1.0", NEW_ONLY_FAULT)
    index.wheel("red", "1.1")
    index.wheel("follower", "1.0", "import red\n", requires=["red"])
    graph = "from distutils.util import strtobool\n"
    index.wheel("lazy", "1.0", {"lazy/__init__.py": "", "lazy/graph.py": graph})
    index.wheel("oldbroken", "1.0", "raise TypeError('duplicate base class')\n")
    index.wheel("pulled", "1.0", yanked="forgot a file")
    index.wheel("pulled", "1.1")
    index.wheel("known", "1.0")
    index.wheel("capped", "1.0", python="<3.13")
    index.wheel("capped", "1.1", python=">=3.8")
    guarded = "try:\n    import cgi\nexcept ImportError:\n    cgi = None\n"
    index.wheel("guarded", "1.0", guarded)
    index.wheel("plain", "1.0")
    seeds = "import pkg_resources\n"
    index.wheel("seeded", "1.0", seeds)
    for tag in (old,):
        index.wheel("builtred", "1.0", tag=tag)
        index.wheel("nobuild", "1.0", tag=tag)
    index.sdist("builtred", "1.0", "raise ImportError('undefined symbol')\n")
    index.wheel("builtred", "1.1")
    index.sdist("nobuild", "1.0", guard="raise SystemExit('error: no member named tp_print')")
    index.wheel("greens", "1.0")
    engine = "try:\n    import greens\nexcept ImportError:\n    greens = None\n"
    index.wheel("engine", "1.0", engine, requires=['greens; python_version < "3.13"'])
    index.wheel("engine", "1.1", engine, requires=["greens"])
    index.wheel("outer", "1.0", requires=["wheelless==1.0; extra == 'fast'", "plain"])
    index.wheel("loose", "1.0", requires=["wheelless"])


@pytest.fixture(scope="module")
def stocked(move: Move, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeIndex]:
    caches = tmp_path_factory.mktemp("caches")
    with serving(FakeIndex()) as index, pip_configured(index.url, caches):
        stock(index, move)
        yield index


def assessed(folder: Path, *lines: str, **options: object) -> Assessment:
    listed = folder / "requirements.txt"
    listed.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    chosen = Options(requirements=(listed,), **options)  # type: ignore[arg-type]  # by name
    return assess(chosen, Progress(quiet=True), work=folder / "work")


@pytest.fixture(scope="module")
def everything(stocked: FakeIndex, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """All patterns of the wheels-only policy in one set."""
    assert stocked.url
    return assessed(
        tmp_path_factory.mktemp("everything"),
        *(f"{name}==1.0" for name in ("cored", "wheelless", "elsewhere", "red", "follower")),
        *(f"{name}==1.0" for name in ("lazy", "oldbroken", "pulled", "capped", "guarded")),
        *("plain==1.0", "known==9.9", "seeded==1.0"),
    )


def named(done: Assessment, severity: Severity) -> dict[str, Finding]:
    return {f.subject: f for f in done.findings if f.severity is severity}


def test_every_blocker_is_named_and_nothing_else(everything: Assessment) -> None:
    assert everything.verdict is Verdict.NO_GO
    blockers = named(everything, Severity.BLOCKER)
    assert sorted(blockers) == [
        "capped", "cored", "elsewhere", "known", "red", "seeded", "wheelless",
    ]  # fmt: skip
    assert len([f for f in everything.findings if f.blocks]) == 7


def test_a_pinned_core_without_a_wheel_is_found_behind_a_wheel_that_fits(
    everything: Assessment,
) -> None:
    found = named(everything, Severity.BLOCKER)["cored"]
    assert (found.phase, found.version, found.repaired_in) == ("resolve", "1.0", "1.1")
    assert "cored-core==1.0" in found.summary


def test_wheels_for_another_platform_do_not_count(everything: Assessment) -> None:
    found = named(everything, Severity.BLOCKER)["elsewhere"]
    assert "only for win_amd64" in found.summary
    assert found.repaired_in == "1.1"


def test_a_missing_wheel_a_cap_and_a_missing_version_are_told_by_the_index(
    everything: Assessment,
) -> None:
    blockers = named(everything, Severity.BLOCKER)
    assert {blockers[n].phase for n in ("wheelless", "capped", "known")} == {"index"}
    assert blockers["wheelless"].repaired_in == blockers["capped"].repaired_in == "1.1"
    assert not blockers["wheelless"].broken_before
    assert blockers["known"].broken_before


def test_a_red_import_is_blamed_on_its_cause_not_on_its_followers(everything: Assessment) -> None:
    found = named(everything, Severity.BLOCKER)["red"]
    assert (found.phase, found.repaired_in, found.evidence.rc) == ("import", "1.1", 1)
    assert "takes along follower" in found.summary
    assert "AssertionError" in found.evidence.tail


def test_leaning_on_the_setuptools_of_old_environments_is_broken_by_the_move(
    everything: Assessment,
) -> None:
    found = named(everything, Severity.BLOCKER)["seeded"]
    assert not found.broken_before
    assert "list it as a requirement" in found.summary


def test_conditions_are_told_from_what_was_broken_before(everything: Assessment) -> None:
    conditions = named(everything, Severity.CONDITION)
    assert sorted(conditions) == ["lazy", "oldbroken", "pulled"]
    assert conditions["oldbroken"].broken_before
    assert not conditions["lazy"].broken_before
    assert "lazy/graph.py:1 uses distutils" in conditions["lazy"].summary
    assert conditions["pulled"].repaired_in == "1.1"
    assert "forgot a file" in conditions["pulled"].summary


def test_a_guarded_import_is_only_a_note(everything: Assessment) -> None:
    assert "under a guard" in named(everything, Severity.NOTE)["guarded"].summary


def test_the_report_names_no_address_and_no_temporary_folder(
    everything: Assessment, stocked: FakeIndex
) -> None:
    for text in (as_markdown(everything), json.dumps(as_json(everything))):
        assert "127.0.0.1" not in text
        assert stocked.url not in text
        assert "/everything0/" not in text


def test_a_set_that_works_is_go_though_it_declares_nothing(
    stocked: FakeIndex, tmp_path: Path
) -> None:
    assert stocked.url
    assert assessed(tmp_path, "plain==1.0").verdict is Verdict.GO


def test_an_extra_may_bring_the_blocker(stocked: FakeIndex, tmp_path: Path) -> None:
    assert stocked.url
    assert assessed(tmp_path, "outer==1.0").verdict is Verdict.GO
    done = assessed(tmp_path, "outer[fast]==1.0")
    assert done.verdict is Verdict.NO_GO
    assert "wheelless==1.0" in named(done, Severity.BLOCKER)["outer"].summary


def test_a_constraint_counts_where_its_package_comes_along(
    stocked: FakeIndex, tmp_path: Path
) -> None:
    assert stocked.url
    (tmp_path / "limits.txt").write_text("wheelless==1.0\nelsewhere==1.0\n", encoding="utf-8")
    done = assessed(tmp_path, "-c limits.txt", "loose==1.0")
    assert {n: f.repaired_in for n, f in named(done, Severity.BLOCKER).items()} == {
        "wheelless": "1.1"
    }
    assert assessed(tmp_path, "loose==1.0").verdict is Verdict.GO


def test_a_local_version_that_the_index_lacks_was_never_to_be_had(
    stocked: FakeIndex, tmp_path: Path
) -> None:
    assert stocked.url
    found = named(assessed(tmp_path, "plain==1.0+ours"), Severity.BLOCKER)["plain"]
    assert found.broken_before
    assert "plain==1.0+ours does not exist" in found.summary


def test_our_own_source_may_lean_on_the_setuptools_of_old_environments(
    stocked: FakeIndex, tmp_path: Path
) -> None:
    assert stocked.url
    source = tmp_path / "app"
    source.mkdir()
    (source / "a.py").write_text("import pkg_resources\n", encoding="utf-8")
    (source / "b.py").write_text("def f():\n    import setuptools\n", encoding="utf-8")
    done = assessed(tmp_path, "plain==1.0", sources=(source,))
    weights = {f.subject: f.severity for f in done.findings}
    assert weights == {"app/a.py": Severity.BLOCKER, "app/b.py": Severity.CONDITION}
    assert all("list it as a requirement" in f.summary for f in done.findings)


def test_a_green_build_may_import_red_and_a_build_may_fail(
    stocked: FakeIndex, tmp_path: Path
) -> None:
    assert stocked.url
    done = assessed(tmp_path, "builtred==1.0", "nobuild==1.0", "plain==1.0", policy=Policy.SDIST)
    blockers = named(done, Severity.BLOCKER)
    assert {name: found.phase for name, found in blockers.items()} == {
        "builtred": "import",
        "nobuild": "install",
    }
    assert blockers["builtred"].repaired_in == "1.1"
    assert "tp_print" in blockers["nobuild"].evidence.tail


def test_a_green_import_may_be_red_in_use(stocked: FakeIndex, tmp_path: Path) -> None:
    assert stocked.url
    smoke = tmp_path / "smoke.py"
    smoke.write_text("import engine\nassert engine.greens, 'greens is required'\n")
    done = assessed(tmp_path, "engine==1.0", smoke=smoke)
    assert done.verdict is Verdict.NO_GO
    assert list(named(done, Severity.BLOCKER)) == ["smoke"]
    lost = named(done, Severity.CONDITION)["engine"]
    assert "greens is no longer installed" in lost.summary
    assert lost.repaired_in == "1.1"


def test_what_fails_on_both_sides_is_no_blocker(stocked: FakeIndex, tmp_path: Path) -> None:
    assert stocked.url
    smoke = tmp_path / "smoke.py"
    smoke.write_text("raise SystemExit('password cannot be longer than 72 bytes')\n")
    done = assessed(tmp_path, "plain==1.0", smoke=smoke)
    assert done.verdict is Verdict.CONDITIONAL_GO
    assert named(done, Severity.CONDITION)["smoke"].broken_before


def test_with_the_index_away_the_answer_is_inconclusive(
    stocked: FakeIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stocked.url
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple/")
    done = assessed(tmp_path, "plain==1.0")
    assert done.verdict is Verdict.INCONCLUSIVE
    assert {c.name for c in done.checks if c.status is Status.NOT_RUN} >= {"index", "resolve"}


def test_the_same_input_gives_the_same_report_but_for_times(
    stocked: FakeIndex, tmp_path: Path
) -> None:
    assert stocked.url
    lines = ("red==1.0", "follower==1.0", "lazy==1.0", "wheelless==1.0")
    first, second = (as_json(assessed(tmp_path, *lines)) for _ in range(2))
    first.pop("seconds")
    second.pop("seconds")
    assert first == second


def test_pip_alone_finds_the_same_as_uv(stocked: FakeIndex, tmp_path: Path) -> None:
    assert stocked.url
    lines = ("cored==1.0", "wheelless==1.0", "red==1.0", "plain==1.0")
    tools = ("pip", "auto") if find_uv() else ("pip",)
    for tool in tools:
        done = assessed(tmp_path, *lines, tool=tool)
        assert sorted(named(done, Severity.BLOCKER)) == ["cored", "red", "wheelless"], tool
        assert named(done, Severity.BLOCKER)["cored"].repaired_in == "1.1"


def test_an_interrupted_run_goes_on_where_it_stopped(
    stocked: FakeIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stocked.url

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(assess.__globals__["PHASES"], "source", stop)
    with pytest.raises(KeyboardInterrupt):
        assessed(tmp_path, "plain==1.0")
    monkeypatch.undo()
    monkeypatch.setitem(assess.__globals__["PHASES"], "resolve", stop)
    assert assessed(tmp_path, "plain==1.0").verdict is Verdict.GO
    assert not list((tmp_path / "work").iterdir())
