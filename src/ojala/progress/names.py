"""Names that others may see: short, and made of letters, digits and little else."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

LONGEST = 24
_NAME = re.compile(r"[^\W_](?:[\w .'-]*[^\W_])?")


def _fit_to_be_seen(text: str) -> str:
    """Return a name as it will be shown; an empty one stands for none."""
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    if name and not _NAME.fullmatch(name):
        raise ValueError("may hold letters, digits, spaces, points, hyphens and apostrophes")
    return name


Nickname = Annotated[str, Field(max_length=LONGEST), AfterValidator(_fit_to_be_seen)]
