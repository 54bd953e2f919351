"""Importing as JSON: the same file, the same checks, the same report."""

from fastapi import APIRouter, Response, UploadFile, status
from pydantic import BaseModel, ConfigDict, Field

from ojala.errors import CrossSite, Unauthenticated, UploadRefused
from ojala.practice.importing_pages import CurrentBearer
from ojala.web.problems import documented
from ojala.web.routing import API

router = APIRouter(tags=["practice"], prefix=API)


class _Document(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class FaultDocument(_Document):
    """A row that cannot be taken."""

    table: str = Field(examples=["reviews"])
    number: int = Field(examples=[12], description="Where it stands in its table, from 1.")
    reason: str = Field(examples=["rating: Input should be 1, 2, 3 or 4"])


class ImportDocument(_Document):
    """What a file held and what of it was new; with a faulty row, nothing is taken."""

    read: dict[str, int] = Field(examples=[{"attempts": 120, "reviews": 240}])
    added: dict[str, int] = Field(examples=[{"attempts": 0, "reviews": 0}])
    faulty: int = Field(examples=[0])
    faults: list[FaultDocument]


@router.post("/imports", responses=documented(UploadRefused, Unauthenticated, CrossSite))
async def import_log(file: UploadFile, bearer: CurrentBearer, response: Response) -> ImportDocument:
    """Take an export of one's own, as JSON or JSON packed by gzip: all of it, or none.

    Every row is checked; what is there already is left as it is, so that the same file taken twice
    adds nothing.
    """
    report = await bearer.bring(file)
    if report.faulty:
        response.status_code = status.HTTP_422_UNPROCESSABLE_CONTENT
    return ImportDocument.model_validate(report)
