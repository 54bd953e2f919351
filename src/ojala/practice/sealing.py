"""Sealing: what travels to a device before it may be read there.

A seal keeps a page, and whoever looks at it, from telling by accident: it is no secret. Whoever
opens it on purpose reads it, as they would read the answer of a book at its end.
"""

import base64
import json


def seal(told: object) -> str:
    """Seal what can be written as JSON."""
    return base64.b64encode(json.dumps(told, ensure_ascii=False).encode()).decode()
