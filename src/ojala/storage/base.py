"""What all tables share: names for constraints, and types for columns."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import LargeBinary, MetaData
from sqlalchemy.orm import DeclarativeBase

from ojala.storage.types import JsonValue, UtcDateTime

JsonObject = dict[str, Any]


class Base(DeclarativeBase):
    """What all tables share: names for constraints, and types for columns."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        JsonObject: JsonValue,
        bytes: LargeBinary,
    }
