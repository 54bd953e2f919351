"""The package: its public names come when asked for, and no others."""

import subprocess
import sys

import pytest

import ojala.spanish


def test_public_names_are_found_and_others_are_not() -> None:
    assert all(hasattr(ojala.spanish, name) for name in ojala.spanish.__all__)
    with pytest.raises(AttributeError):
        _ = ojala.spanish.no_such_name


def test_the_three_questions_are_answered_from_the_package_itself() -> None:
    cell = ojala.spanish.Cell(ojala.spanish.Tense.SUB_PRES, ojala.spanish.Person.YO)
    assert ojala.spanish.conjugate("tener").forms(cell)[0].text == "tenga"
    assert {reading.lemma for reading in ojala.spanish.analyze("tenga")} == {"tener"}
    assert ojala.spanish.explain("tener", cell).text == "tenga"


def test_importing_the_three_questions_imports_none_of_the_machinery() -> None:
    program = (
        "import sys; from ojala.spanish import analyze, conjugate, explain;"
        "print(*sorted(name for name in sys.modules if name.startswith('ojala.spanish.')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)  # noqa: S603 (our own program)
    assert done.stdout.split() == []
