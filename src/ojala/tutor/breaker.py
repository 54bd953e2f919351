"""The circuit breaker: a server that fails again and again is left alone for a while."""

from datetime import datetime, timedelta

MOST_FAILURES = 5
"""Failures in a row after which nobody is asked any more."""
REST = timedelta(minutes=1)
"""For how long; then one question is tried, and the next rest begins unless it is answered."""


class Breaker:
    """What this process has lately seen of a server."""

    def __init__(self) -> None:
        self._failures = 0
        self._rests_until: datetime | None = None

    def admits(self, now: datetime) -> bool:
        """Whether a question may be asked; whoever may after a rest is the one who tries."""
        if self._rests_until is None:
            return True
        if now < self._rests_until:
            return False
        self._rests_until = now + REST
        return True

    def succeeded(self) -> None:
        """Note an answer."""
        self._failures, self._rests_until = 0, None

    def failed(self, now: datetime) -> None:
        """Note that none came."""
        self._failures += 1
        if self._failures >= MOST_FAILURES:
            self._rests_until = now + REST
