"""What a proof reports: a file, a record and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError

from ojala.content.sources import Record


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with the content."""

    file: str
    record: str
    message: str

    @property
    def line(self) -> str:
        """The problem on one line."""
        return f"{self.file}: {self.record}: {self.message}"


def schema_problems(file: str, content: Record, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield what a schema says against a file, each with the id of its record."""
    try:
        model.model_validate(content)
    except ValidationError as error:
        for detail in error.errors():
            place = ".".join(str(part) for part in detail["loc"])
            yield Problem(file, _record_id(content, detail["loc"]), f"{place}: {detail['msg']}")


def _record_id(content: Record, place: tuple[int | str, ...]) -> str:
    """Return the id of the record an error lies in, or its number."""
    if len(place) < 2 or not isinstance(place[1], int):  # noqa: PLR2004 - key and number
        return str(content.get("id", "-"))
    record = content[str(place[0])][place[1]]
    return str(record.get("id") or record.get("es") or record.get("trigger") or place[1])
