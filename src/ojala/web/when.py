"""When something returns, in words that a person would use."""

from datetime import UTC, datetime

from ojala.learning.days import Calendar
from ojala.web.templating import translator

_MONTH = 30
_LONG = 60
"""From so many days on, months are counted."""


def when(due: datetime, now: datetime, language: str) -> str:
    """Say how far off a moment is, by the clock of `now`: today, tomorrow, in days or months."""
    speak = translator(language)
    calendar = Calendar(now.tzinfo or UTC)
    days = (calendar.day(due) - calendar.day(now)).days
    if days <= 0:
        return speak("when.today")
    if days == 1:
        return speak("when.tomorrow")
    if days < _LONG:
        return speak("when.days", days=days)
    return speak("when.months", months=round(days / _MONTH))
