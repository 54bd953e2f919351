"""Days and moments in either language."""

from datetime import UTC, date, datetime

import pytest

from ojala.web.dates import decimal, written_day, written_moment


@pytest.mark.parametrize(("language", "written"), [("en", "6 Nov 2026"), ("es", "6 nov 2026")])
def test_a_day_is_written_as_the_language_writes_it(language: str, written: str) -> None:
    assert written_day(date(2026, 11, 6), language) == written
    moment = datetime(2026, 11, 6, 9, 5, tzinfo=UTC)
    assert written_day(moment, language) == written
    assert written_moment(moment, language) == f"{written}, 09:05"


def test_a_decimal_has_the_sign_of_its_language() -> None:
    assert decimal(0.5104, 3, "en") == "0.510"
    assert decimal(5, 1, "es") == "5,0"
