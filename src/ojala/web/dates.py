"""Days, moments and decimals as one reads them, each language in its own way."""

from datetime import date, datetime


def written_day(day: date, language: str) -> str:
    """Write a day, as in *6 Nov 2026*."""
    from babel.dates import format_date  # noqa: PLC0415 - with the first page that has one

    return format_date(day, "d MMM y", locale=language)


def written_moment(moment: datetime, language: str) -> str:
    """Write a day and the time of it."""
    from babel.dates import format_datetime  # noqa: PLC0415 - as above

    return format_datetime(moment, "d MMM y, HH:mm", locale=language)


def decimal(number: float, places: int, language: str) -> str:
    """Write a number with so many places, as in *0,5*."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - as above

    return format_decimal(number, f"0.{'0' * places}", locale=language)
