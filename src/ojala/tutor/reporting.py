"""What the tutor costs, for those who run the service: a page, a file, a document."""

import csv
from collections.abc import AsyncIterator
from datetime import date, datetime
from io import StringIO
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from ojala.errors import AccountNeeded, Forbidden, SecondStepRequired, Unauthenticated
from ojala.tutor import queries
from ojala.tutor.pupil import tutor_of
from ojala.tutor.values import Spending
from ojala.web import forms
from ojala.web.dependencies import CurrentAdmin, CurrentShell, KeptPrivate, Now, Shell
from ojala.web.problems import documented
from ojala.web.routing import API

pages = APIRouter(include_in_schema=False, prefix="/admin/tutor")
api = APIRouter(tags=["admin"], prefix=f"{API}/admin/tutor", dependencies=[KeptPrivate])

COLUMNS = (
    *("asked_at", "learner", "way", "model", "outcome"),
    *("prompt_tokens", "completion_tokens", "withheld"),
)


class _Document(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class SpendingDocument(_Document):
    """What was spent on one day in one way."""

    day: str = Field(examples=["2026-11-27"])
    way: str = Field(examples=["explain"])
    calls: int = Field(examples=[31])
    learners: int = Field(examples=[12])
    prompt_tokens: int = Field(examples=[24100])
    completion_tokens: int = Field(examples=[6200])
    withheld: int = Field(examples=[4], description="Lines that were not shown.")
    failed: int = Field(examples=[1], description="Questions without a whole answer.")


class ReportDocument(_Document):
    """What the tutor has cost this month (UTC), by day and way."""

    since: date
    spent: int = Field(examples=[30300], description="Tokens, read and written.")
    budget: int | None = Field(examples=[2000000], description="Null where no server is set.")
    days: list[SpendingDocument]


async def _first_day(now: Now) -> date:
    return now.date().replace(day=1)


ThisMonth = Annotated[date, Depends(_first_day)]


async def _report(request: Request, shell: Shell, since: date) -> ReportDocument:
    async with shell.database.transaction(read_only=True) as tx:
        found = await queries.spending(tx, since)
    tutor = tutor_of(request)
    return ReportDocument(
        since=since,
        spent=sum(map(_total, found)),
        budget=tutor.budgets.everybody if tutor else None,
        days=[SpendingDocument.model_validate(one) for one in found],
    )


def _total(one: Spending) -> int:
    return one.prompt_tokens + one.completion_tokens


@pages.get("")
async def show_report(
    request: Request, shell: CurrentShell, _: CurrentAdmin, since: ThisMonth
) -> Response:
    """Show what the tutor has cost this month."""
    view = await _report(request, shell, since)
    return forms.show(request, shell, "tutor/report.html", {"view": view})


@pages.get("/calls.csv")
async def export_calls(shell: CurrentShell, _: CurrentAdmin, since: ThisMonth) -> Response:
    """Send every question to a model of this month; by whom, only as a mark."""
    headers = {
        "Content-Disposition": 'attachment; filename="tutor.csv"',
        "Cache-Control": "no-store",
    }
    return StreamingResponse(_calls(shell, since), media_type="text/csv", headers=headers)


@api.get(
    "",
    responses=documented(Unauthenticated, AccountNeeded, Forbidden, SecondStepRequired),
)
async def read_report(
    request: Request, shell: CurrentShell, _: CurrentAdmin, since: ThisMonth
) -> ReportDocument:
    """Tell what the tutor has cost this month."""
    return await _report(request, shell, since)


async def _calls(shell: Shell, since: date) -> AsyncIterator[str]:
    yield _line(*COLUMNS)
    async with shell.database.transaction(read_only=True) as tx:
        async for call in queries.calls(tx, since):
            yield _line(*(getattr(call, column) for column in COLUMNS))


def _line(*cells: object) -> str:
    held = StringIO()
    csv.writer(held).writerow(
        cell.isoformat() if isinstance(cell, datetime) else cell for cell in cells
    )
    return held.getvalue()
