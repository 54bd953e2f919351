"""Days: the learner's own calendar, which turns over at an hour of their choosing.

A day begins at one instant and ends where the next begins, also where clocks change: no instant
belongs to two days or to none, and days never run backwards.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

NIGHT = time(4)
"""When a day turns over unless the learner says otherwise: past midnight is still tonight."""
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A time zone and the hour at which the learner's day turns over."""

    zone: tzinfo = UTC
    turns: time = NIGHT

    def start(self, day: date) -> datetime:
        """Return the instant, in UTC, at which a day begins."""
        return datetime.combine(day, self.turns, self.zone).astimezone(UTC)

    def end(self, day: date) -> datetime:
        """Return the instant, in UTC, at which a day has ended and the next begins."""
        return self.start(day + ONE)

    def day(self, instant: datetime) -> date:
        """Return the learner's day at an instant."""
        local = instant.astimezone(self.zone).date()
        moment = instant.astimezone(UTC)
        if moment < self.start(local):
            return local - ONE
        return local if moment < self.end(local) else local + ONE
