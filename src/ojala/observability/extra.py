"""Parts that are installed only where they are wanted."""

from collections.abc import Iterator
from contextlib import contextmanager


class MissingExtraError(Exception):
    """A setting asks for something whose packages are not installed."""


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Say how to install an extra when an import within the block fails."""
    try:
        yield
    except ImportError as error:
        raise MissingExtraError(f"install it first: pip install 'ojala[{extra}]'") from error
