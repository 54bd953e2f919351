"""What is switched off, as one process knows it: read again every few seconds."""

from datetime import datetime, timedelta

from ojala.errors import SwitchedOff
from ojala.storage import switches
from ojala.storage.database import Transaction
from ojala.storage.direct import Statements
from ojala.storage.switches import Switch

AGE = timedelta(seconds=5)
"""How old this knowledge may grow: so long it takes until every process has heard of a change."""


class Switches:
    """What is on and what is off; what this deployment lacks is off whatever was switched."""

    def __init__(self, lacking: frozenset[Switch] = frozenset()) -> None:
        self._lacking = lacking
        self._off: frozenset[Switch] = frozenset()
        self._read_at: datetime | None = None

    async def refresh(self, tx: Transaction, now: datetime) -> None:
        """Look again, unless that was a moment ago."""
        if not self._is_fresh(now):
            self._off, self._read_at = await switches.off(tx), now

    async def refresh_outside(self, work: Statements, now: datetime) -> None:
        """The same, outside of a transaction."""
        if not self._is_fresh(now):
            self._off, self._read_at = await switches.off_outside(work), now

    def _is_fresh(self, now: datetime) -> bool:
        return self._read_at is not None and now - self._read_at < AGE

    def forget(self) -> None:
        """Look again at the next request: something was changed."""
        self._read_at = None

    def is_on(self, switch: Switch) -> bool:
        """Whether something is on."""
        return switch not in self.off

    @property
    def off(self) -> frozenset[Switch]:
        """Everything that is off."""
        return self._off | self._lacking

    def require(self, switch: Switch) -> None:
        """Raise `SwitchedOff` for what is off."""
        if not self.is_on(switch):
            raise SwitchedOff("Whoever runs this site has switched this off.")
