"""Days and moments as one reads them, each language in its own order."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime


def written_day(day: date, language: str) -> str:
    """Write a day, as in *6 Nov 2026*."""
    return format_date(day, "d MMM y", locale=language)


def written_moment(moment: datetime, language: str) -> str:
    """Write a day and the time of it."""
    return format_datetime(moment, "d MMM y, HH:mm", locale=language)
