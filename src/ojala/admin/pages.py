"""Administration as pages; each form is one of ours, and each act a line of the audit log."""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse, Response

from ojala.admin import queries, service
from ojala.admin.desk import PAGE, AtDesk, Before, Desk, SearchText
from ojala.admin.values import JobState, Role, Search, Switch
from ojala.web import forms
from ojala.web.forms import OurForm
from ojala.web.journal import note

router = APIRouter(include_in_schema=False, prefix="/admin")

ROLES = (Role.LEARNER, Role.TEACHER, Role.ADMIN)


def _show(desk: Desk, template: str, **context: object) -> Response:
    return forms.show(desk.request, desk.shell, f"admin/{template}.html", context)


def _go(address: str) -> RedirectResponse:
    return RedirectResponse(address, status_code=303)


def _following(desk: Desk, found: Sequence[object], last: UUID | None) -> str:
    """The address of the following page, where there may be one."""
    if last is None or len(found) < PAGE:
        return ""
    kept = {key: value for key, value in desk.request.query_params.items() if key != "before"}
    return "?" + urlencode({**kept, "before": str(last)})


@router.get("")
async def show_overview(desk: AtDesk) -> Response:
    """Show how things stand."""
    async with desk.read() as tx:
        found = await queries.overview(tx, desk.now)
    return _show(desk, "overview", view=found, roles=ROLES)


@router.get("/users")
async def show_users(
    desk: AtDesk,
    q: SearchText = "",
    role: Annotated[str, Query(pattern="^(learner|teacher|admin)?$")] = "",
    *,
    disabled: bool = False,
    before: Before = None,
) -> Response:
    """Show accounts, and a way to look for some."""
    search = Search(q.strip(), Role(role) if role else None, disabled)
    async with desk.read() as tx:
        found = await queries.people(tx, search, before=before, limit=PAGE)
    note("accounts listed", desk.login.learner.id)
    following = _following(desk, found, found[-1].id if found else None)
    return _show(desk, "users", people=found, search=search, roles=ROLES, next_page=following)


@router.get("/users/{user_id}")
async def show_user(user_id: UUID, desk: AtDesk) -> Response:
    """Show one account, and what was done to it."""
    async with desk.read() as tx:
        person = await service.person(tx, user_id)
        acts = await service.acts_about(tx, person)
        names = await service.names(tx)
        answers = await queries.answers(tx, user_id)
    note("account looked at", desk.login.learner.id)
    own = user_id == desk.login.learner.id
    return _show(
        desk, "user", person=person, acts=acts, names=names, answers=answers, own=own, roles=ROLES
    )


@router.post("/users/{user_id}/role", dependencies=[OurForm])
async def change_role(user_id: UUID, desk: AtDesk, role: Annotated[Role, Form()]) -> Response:
    """Give somebody a role."""
    async with desk.begin() as tx:
        await service.change_role(tx, desk.login, person_id=user_id, role=role, now=desk.now)
    return _go(f"/admin/users/{user_id}")


@router.post("/users/{user_id}/disable", dependencies=[OurForm])
async def disable(user_id: UUID, desk: AtDesk) -> Response:
    """Keep somebody out."""
    async with desk.begin() as tx:
        await service.disable(tx, desk.login, person_id=user_id, now=desk.now)
    return _go(f"/admin/users/{user_id}")


@router.post("/users/{user_id}/enable", dependencies=[OurForm])
async def enable(user_id: UUID, desk: AtDesk) -> Response:
    """Let somebody in again."""
    async with desk.begin() as tx:
        await service.enable(tx, desk.login, person_id=user_id, now=desk.now)
    return _go(f"/admin/users/{user_id}")


@router.post("/users/{user_id}/sign-out", dependencies=[OurForm])
async def sign_out(user_id: UUID, desk: AtDesk) -> Response:
    """End every login of somebody's."""
    async with desk.begin() as tx:
        await service.sign_out(tx, desk.login, person_id=user_id, now=desk.now)
    return _go(f"/admin/users/{user_id}")


@router.get("/reports")
async def show_reports(desk: AtDesk, *, settled: bool = False, before: Before = None) -> Response:
    """Show what learners said against verdicts and sentences."""
    async with desk.read() as tx:
        found = await queries.reports(tx, settled=settled, before=before, limit=PAGE)
    following = _following(desk, found, found[-1].exercise_id if found else None)
    return _show(desk, "reports", reports=found, settled=settled, next_page=following)


@router.post("/reports/{exercise_id}/remark", dependencies=[OurForm])
async def remark(exercise_id: UUID, desk: AtDesk) -> Response:
    """Have the learner's answers judged anew."""
    async with desk.begin() as tx:
        await service.remark(tx, desk.login, exercise_id=exercise_id, now=desk.now)
    return _go("/admin/reports")


@router.post("/reports/{exercise_id}/settle", dependencies=[OurForm])
async def settle(exercise_id: UUID, desk: AtDesk) -> Response:
    """Note that all stays as it is."""
    async with desk.begin() as tx:
        await service.settle(tx, desk.login, exercise_id=exercise_id, now=desk.now)
    return _go("/admin/reports")


@router.get("/jobs")
async def show_jobs(
    desk: AtDesk, state: JobState = JobState.GIVEN_UP, before: Before = None
) -> Response:
    """Show the jobs in a state, and how many wait."""
    async with desk.read() as tx:
        found = await queries.tasks(tx, state, before=before, limit=PAGE)
    following = _following(desk, found, found[-1].id if found else None)
    return _show(desk, "jobs", jobs=found, state=state, states=tuple(JobState), next_page=following)


@router.post("/jobs/{job_id}/retry", dependencies=[OurForm])
async def retry(job_id: UUID, desk: AtDesk) -> Response:
    """Try a job again that was given up."""
    async with desk.begin() as tx:
        await service.retry(tx, desk.login, task_id=job_id, now=desk.now)
    return _go("/admin/jobs")


@router.get("/mails")
async def show_mails(desk: AtDesk, before: Before = None) -> Response:
    """Show what became of letters."""
    async with desk.read() as tx:
        found = await queries.mails(tx, before=before, limit=PAGE)
    following = _following(desk, found, found[-1].id if found else None)
    return _show(desk, "mails", mails=found, next_page=following)


@router.get("/switches")
async def show_switches(desk: AtDesk) -> Response:
    """Show which parts of the service are on."""
    async with desk.read() as tx:
        found = await service.positions(tx)
    return _show(desk, "switches", switches=found)


@router.post("/switches/{switch}", dependencies=[OurForm])
async def turn(
    switch: Switch, desk: AtDesk, to: Annotated[str, Form(pattern="^(on|off)$")]
) -> Response:
    """Switch a part of the service on or off."""
    async with desk.begin() as tx:
        await service.turn(tx, desk.login, switch=switch, on=to == "on", now=desk.now)
    desk.shell.switches.forget()
    return _go("/admin/switches")


@router.get("/audit")
async def show_acts(desk: AtDesk, before: Before = None) -> Response:
    """Show what was done by right of a role."""
    async with desk.read() as tx:
        found = await service.acts(tx, before=before, limit=PAGE)
        names = await service.names(tx)
    following = _following(desk, found, found[-1].id if found else None)
    return _show(desk, "audit", acts=found, names=names, next_page=following)
