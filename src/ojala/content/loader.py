"""The content as frozen values, read once at start-up."""

from collections.abc import Mapping

from ojala.grammar.inventory import triggers
from ojala.grammar.trigger import Trigger


def load_triggers() -> Mapping[str, Trigger]:
    """Map every trigger by its id."""
    return triggers()
