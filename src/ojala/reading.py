"""How much room asyncio sets aside for what a socket may hold."""

from asyncio import selector_events

PIECE = 16 * 1024


def read_in_pieces() -> None:
    """Have each read ask for 16 KiB instead of 256, so that the memory of a process stays flat.

    A read takes as much room as it asks for and gives back what did not come. Nearly all bring a
    few hundred bytes, which stay at the beginning of that room for a while, and the next read needs
    256 KiB in one piece behind them: so the heap creeps on, though nothing is kept.
    """
    selector_events._SelectorTransport.max_size = PIECE  # type: ignore[attr-defined] # noqa: SLF001 - no setting for it
