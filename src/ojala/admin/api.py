"""Administration as JSON, under `/admin`: for administrators alone, never by a personal token."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Protocol
from uuid import UUID

from fastapi import APIRouter, Query, status
from pydantic import BaseModel, ConfigDict, Field

from ojala.admin import queries, service
from ojala.admin.desk import PAGE, AtDesk, Before, Limit, SearchText
from ojala.admin.values import Act, JobState, Outcome, Role, Search, Switch
from ojala.errors import (
    AccountNeeded,
    CrossSite,
    EntryNotFound,
    Forbidden,
    JobNotGivenUp,
    NothingToRemark,
    NotOneself,
    SecondStepRequired,
    Unauthenticated,
)
from ojala.web.dependencies import KeptPrivate
from ojala.web.journal import note
from ojala.web.problems import documented
from ojala.web.routing import API

router = APIRouter(tags=["admin"], prefix=f"{API}/admin", dependencies=[KeptPrivate])

LOOKING = (Unauthenticated, AccountNeeded, Forbidden, SecondStepRequired)
CHANGING = (*LOOKING, CrossSite)


class _Document(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class OverviewDocument(_Document):
    """How things stand."""

    roles: dict[Role, int] = Field(examples=[{"learner": 412, "admin": 2}])
    guests: int = Field(examples=[1280])
    disabled: int = Field(examples=[3])
    open_reports: int = Field(examples=[5])
    jobs_waiting: int = Field(examples=[1])
    jobs_given_up: int = Field(examples=[0])
    mails_refused: int = Field(examples=[2], description="In the last seven days.")


class UserDocument(_Document):
    """An account."""

    id: UUID
    email: str = Field(examples=["ana@example.com"])
    name: str = Field(examples=["Ana"])
    role: Role
    language: str = Field(examples=["es"])
    has_second_step: bool
    created_at: datetime
    seen_at: datetime | None
    disabled_at: datetime | None
    deletion_due: datetime | None
    mark: str = Field(examples=["9f86d081884c7d65"], description="As in the audit log.")


class UserPage(BaseModel):
    """Accounts, the newest first."""

    users: list[UserDocument]
    next: UUID | None


class UserChanges(BaseModel):
    """What may be changed about somebody; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    role: Annotated[Role | None, Field(examples=["teacher"])] = None
    disabled: Annotated[bool | None, Field(examples=[True])] = None


class ReportDocument(_Document):
    """What was said against an exercise; by whom is not told."""

    exercise_id: UUID
    kinds: tuple[str, ...] = Field(examples=[["right"]])
    made_at: datetime
    exercise_kind: str = Field(examples=["cloze"])
    sentence: str = Field(examples=["Mi madre quiere que yo la ____ los domingos."])
    gloss: str = Field(examples=["My mother wants me to call her on Sundays."])
    given: str = Field(examples=["llamo"])
    due: tuple[str, ...] = Field(examples=[["llame"]])
    verdict: str = Field(examples=["wrong"])
    today: str = Field(examples=["wrong"], description="What the rules of today say.")
    differs: bool = Field(description="Whether re-marking would change anything.")
    engine_version: str
    settled_at: datetime | None
    outcome: Outcome | None


class ReportPage(BaseModel):
    """Reports, the newest first."""

    reports: list[ReportDocument]
    next: UUID | None


class JobDocument(_Document):
    """A job; what it was told is not shown."""

    id: UUID
    name: str = Field(examples=["accounts.mail"])
    state: JobState
    created_at: datetime
    run_after: datetime
    attempts: int = Field(examples=[7])
    finished_at: datetime | None
    error: str = Field(examples=["550 no such user"])


class JobPage(BaseModel):
    """Jobs, those asked for last first."""

    jobs: list[JobDocument]
    next: UUID | None


class MailDocument(_Document):
    """What became of a letter."""

    id: UUID
    template: str = Field(examples=["reset"])
    to: str = Field(examples=["a…@example.com"])
    language: str = Field(examples=["en"])
    outcome: str = Field(examples=["sent"])
    note: str = Field(examples=[""])
    logged_at: datetime


class MailPage(BaseModel):
    """Letters, the latest first."""

    mails: list[MailDocument]
    next: UUID | None


class SwitchDocument(BaseModel):
    """Where a switch is to stand."""

    model_config = ConfigDict(extra="forbid")

    on: bool


class ActDocument(_Document):
    """A privileged act."""

    id: UUID
    done_at: datetime
    actor: str = Field(examples=["9f86d081884c7d65"])
    act: Act
    subject: str = Field(examples=["sign-up"])
    details: dict[str, str] = Field(examples=[{"to": "off"}])


class ActPage(BaseModel):
    """Acts, the latest first."""

    acts: list[ActDocument]
    next: UUID | None


class _Row(Protocol):
    @property
    def id(self) -> UUID: ...


def _next(found: Sequence[_Row], limit: int) -> UUID | None:
    """The cursor of the following page, where there may be one."""
    return found[-1].id if len(found) == limit else None


@router.get("", responses=documented(*LOOKING))
async def read_overview(desk: AtDesk) -> OverviewDocument:
    """Tell how things stand."""
    async with desk.read() as tx:
        return OverviewDocument.model_validate(await queries.overview(tx, desk.now))


@router.get("/users", responses=documented(*LOOKING))
async def list_users(
    desk: AtDesk,
    q: SearchText = "",
    role: Role | None = None,
    *,
    disabled: bool = False,
    before: Before = None,
    limit: Limit = PAGE,
) -> UserPage:
    """List accounts: all, or those with a text in their address or name, a role, or no entry."""
    async with desk.read() as tx:
        found = await queries.people(tx, Search(q, role, disabled), before=before, limit=limit)
    note("accounts listed", desk.login.learner.id)
    shown = [UserDocument.model_validate(one) for one in found]
    return UserPage(users=shown, next=_next(found, limit))


@router.get("/users/{user_id}", responses=documented(*LOOKING, EntryNotFound))
async def read_user(user_id: UUID, desk: AtDesk) -> UserDocument:
    """Read one account."""
    async with desk.read() as tx:
        found = await service.person(tx, user_id)
    note("account looked at", desk.login.learner.id)
    return UserDocument.model_validate(found)


@router.patch("/users/{user_id}", responses=documented(*CHANGING, EntryNotFound, NotOneself))
async def change_user(user_id: UUID, given: UserChanges, desk: AtDesk) -> UserDocument:
    """Give somebody a role; keep them out, or let them in again."""
    who, now = user_id, desk.now
    async with desk.begin() as tx:
        if given.role is not None:
            await service.change_role(tx, desk.login, person_id=who, role=given.role, now=now)
        if given.disabled is not None:
            turn = service.disable if given.disabled else service.enable
            await turn(tx, desk.login, person_id=who, now=now)
        return UserDocument.model_validate(await service.person(tx, who))


@router.delete(
    "/users/{user_id}/logins",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=documented(*CHANGING, EntryNotFound, NotOneself),
)
async def sign_user_out(user_id: UUID, desk: AtDesk) -> None:
    """End every login and token of somebody's."""
    async with desk.begin() as tx:
        await service.sign_out(tx, desk.login, person_id=user_id, now=desk.now)


@router.get("/reports", responses=documented(*LOOKING))
async def list_reports(
    desk: AtDesk, *, settled: bool = False, before: Before = None, limit: Limit = PAGE
) -> ReportPage:
    """List what learners said against verdicts and sentences, open or settled."""
    async with desk.read() as tx:
        found = await queries.reports(tx, settled=settled, before=before, limit=limit)
    shown = [ReportDocument.model_validate(one) for one in found]
    following = found[-1].exercise_id if len(found) == limit else None
    return ReportPage(reports=shown, next=following)


@router.post(
    "/reports/{exercise_id}/remark",
    status_code=status.HTTP_202_ACCEPTED,
    responses=documented(*CHANGING, EntryNotFound, NothingToRemark),
)
async def remark(exercise_id: UUID, desk: AtDesk) -> None:
    """Have the learner's answers judged by the rules of today; what was accepted stays so."""
    async with desk.begin() as tx:
        await service.remark(tx, desk.login, exercise_id=exercise_id, now=desk.now)


@router.post(
    "/reports/{exercise_id}/settle",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=documented(*CHANGING, EntryNotFound),
)
async def settle(exercise_id: UUID, desk: AtDesk) -> None:
    """Note that somebody looked, and that all stays as it is."""
    async with desk.begin() as tx:
        await service.settle(tx, desk.login, exercise_id=exercise_id, now=desk.now)


@router.get("/jobs", responses=documented(*LOOKING))
async def list_jobs(
    desk: AtDesk,
    state: Annotated[JobState, Query()] = JobState.GIVEN_UP,
    before: Before = None,
    limit: Limit = PAGE,
) -> JobPage:
    """List the jobs in a state."""
    async with desk.read() as tx:
        found = await queries.tasks(tx, state, before=before, limit=limit)
    shown = [JobDocument.model_validate(one) for one in found]
    return JobPage(jobs=shown, next=_next(found, limit))


@router.post(
    "/jobs/{job_id}/retry",
    status_code=status.HTTP_202_ACCEPTED,
    responses=documented(*CHANGING, EntryNotFound, JobNotGivenUp),
)
async def retry(job_id: UUID, desk: AtDesk) -> None:
    """Try a job again that was given up."""
    async with desk.begin() as tx:
        await service.retry(tx, desk.login, task_id=job_id, now=desk.now)


@router.get("/mails", responses=documented(*LOOKING))
async def list_mails(desk: AtDesk, before: Before = None, limit: Limit = PAGE) -> MailPage:
    """List what became of letters; addresses are masked."""
    async with desk.read() as tx:
        found = await queries.mails(tx, before=before, limit=limit)
    shown = [MailDocument.model_validate(one) for one in found]
    return MailPage(mails=shown, next=_next(found, limit))


@router.get("/switches", responses=documented(*LOOKING))
async def read_switches(desk: AtDesk) -> dict[Switch, bool]:
    """Tell which parts of the service are on."""
    async with desk.read() as tx:
        return dict(await service.positions(tx))


@router.put(
    "/switches/{switch}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=documented(*CHANGING),
)
async def turn(switch: Switch, given: SwitchDocument, desk: AtDesk) -> None:
    """Switch a part of the service on or off; every process knows within five seconds."""
    async with desk.begin() as tx:
        await service.turn(tx, desk.login, switch=switch, on=given.on, now=desk.now)
    desk.shell.switches.forget()


@router.get("/audit", responses=documented(*LOOKING))
async def list_acts(desk: AtDesk, before: Before = None, limit: Limit = PAGE) -> ActPage:
    """List what was done by right of a role, the latest first."""
    async with desk.read() as tx:
        found = await service.acts(tx, before=before, limit=limit)
    shown = [ActDocument.model_validate(one) for one in found]
    return ActPage(acts=shown, next=_next(found, limit))
