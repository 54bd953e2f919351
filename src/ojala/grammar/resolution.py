"""Resolution: what was found to govern a verb."""

from dataclasses import dataclass

from ojala.grammar.antecedents import Antecedent
from ojala.grammar.governors import Governor
from ojala.grammar.inventory import triggers


@dataclass(frozen=True, slots=True)
class Resolution:
    """What governs a verb: the trigger, its words, and the antecedent of a relative clause."""

    governor: Governor | None
    antecedent: Antecedent | None = None

    @property
    def trigger_id(self) -> str:
        """The id of the trigger; empty where none was found."""
        return self.governor.trigger.id if self.governor else ""


def named(trigger: str, start: int, end: int) -> Governor:
    """Make the governor of a trigger told by its id."""
    return Governor(triggers()[trigger], start, end)
