"""Row ids: UUIDs of version 7 (RFC 9562), which sort by the moment they were made."""

import secrets
from datetime import datetime
from uuid import UUID

_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62


def new_id(now: datetime) -> UUID:
    """A new id: 48 bits of milliseconds, then 74 random bits."""
    milliseconds = int(now.timestamp() * 1000)
    high, low = secrets.randbits(12) << 64, secrets.randbits(62)
    return UUID(int=milliseconds << 80 | _VERSION | high | _VARIANT | low)
