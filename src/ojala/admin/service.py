"""The use cases of administration; each that changes anything writes a line of the audit log."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from ojala.admin import queries
from ojala.admin.values import (
    Act,
    Entry,
    JobState,
    Login,
    Outcome,
    Person,
    Report,
    Role,
    Switch,
    Task,
    mark,
)
from ojala.errors import (
    EntryNotFound,
    Forbidden,
    Invalid,
    JobNotGivenUp,
    NothingToRemark,
    NotOneself,
)
from ojala.storage import audit, logins, switches
from ojala.storage.database import Transaction
from ojala.storage.jobs import enqueue

REMARK = "practice.remark"
"""The job that judges a learner's answers anew."""
ENTRIES = 20
"""How many acts are shown beside somebody."""


async def person(tx: Transaction, person_id: UUID) -> Person:
    """One account."""
    found = await queries.person(tx, person_id)
    if found is None:
        raise EntryNotFound("No account has this id.")
    return found


async def change_role(
    tx: Transaction, admin: Login, *, person_id: UUID, role: Role, now: datetime
) -> None:
    """Give somebody a role; whoever was an administrator is signed out with their old rights."""
    if role is Role.GUEST:
        raise Invalid("Somebody with an account is no guest.", field="/role")
    before = await _other(tx, admin, person_id)
    if before.role is role:
        return
    if before.role is Role.ADMIN:
        await logins.end_all(tx, person_id)
    await queries.change(tx, person_id, role=role.value)
    change = f"{before.role.value} → {role.value}"
    await _note(tx, admin, Act.ROLE, before.mark, now, change=change)


async def disable(tx: Transaction, admin: Login, *, person_id: UUID, now: datetime) -> None:
    """Keep somebody out from now on: every login and token of theirs ends."""
    known = await _other(tx, admin, person_id)
    if known.disabled_at is not None:
        return
    await queries.change(tx, person_id, disabled_at=now)
    await logins.end_all(tx, person_id)
    await _note(tx, admin, Act.DISABLED, known.mark, now)


async def enable(tx: Transaction, admin: Login, *, person_id: UUID, now: datetime) -> None:
    """Let somebody in again, who has to sign in anew."""
    known = await _other(tx, admin, person_id)
    if known.disabled_at is not None:
        await queries.change(tx, person_id, disabled_at=None)
        await _note(tx, admin, Act.ENABLED, known.mark, now)


async def sign_out(tx: Transaction, admin: Login, *, person_id: UUID, now: datetime) -> None:
    """End every login and token of somebody's."""
    known = await _other(tx, admin, person_id)
    await logins.end_all(tx, person_id)
    await _note(tx, admin, Act.SIGNED_OUT, known.mark, now)


async def _other(tx: Transaction, admin: Login, person_id: UUID) -> Person:
    """Somebody else: whoever acts stays an administrator, so that there always is one."""
    if admin.learner.id not in await queries.locked_admins(tx):
        raise Forbidden("This is for administrators.")
    if person_id == admin.learner.id:
        raise NotOneself("Another administrator has to do this.")
    return await person(tx, person_id)


async def report(tx: Transaction, exercise_id: UUID) -> Report:
    """What was said against one exercise."""
    found = await queries.report(tx, exercise_id)
    if found is None:
        raise EntryNotFound("Nobody has said anything against this exercise.")
    return found


async def remark(tx: Transaction, admin: Login, *, exercise_id: UUID, now: datetime) -> None:
    """Have a learner's answers judged by the rules of today; memory and figures follow."""
    known = await report(tx, exercise_id)
    if not known.differs:
        raise NothingToRemark("The rules of today judge this answer as it was judged.")
    learner = await queries.asked(tx, exercise_id)
    await enqueue(tx, REMARK, {"learner": str(learner.id)}, now=now)
    await queries.settle(tx, exercise_id, Outcome.REMARKED, now)
    change = f"{known.verdict.value} → {known.today.value}"
    await _note(tx, admin, Act.REMARKED, mark(exercise_id), now, change=change)


async def settle(tx: Transaction, admin: Login, *, exercise_id: UUID, now: datetime) -> None:
    """Note that somebody looked, and that all stays as it is."""
    await report(tx, exercise_id)
    await queries.settle(tx, exercise_id, Outcome.KEPT, now)
    await _note(tx, admin, Act.SETTLED, mark(exercise_id), now)


async def retry(tx: Transaction, admin: Login, *, task_id: UUID, now: datetime) -> Task:
    """Try a job again that was given up."""
    found = await queries.task(tx, task_id)
    if found is None:
        raise EntryNotFound("No job has this id.")
    if found.state is not JobState.GIVEN_UP:
        raise JobNotGivenUp("This job is done, or will be tried again by itself.")
    await queries.retry(tx, task_id, now)
    await _note(tx, admin, Act.RETRIED, str(task_id), now, job=found.name)
    return found


async def turn(tx: Transaction, admin: Login, *, switch: Switch, on: bool, now: datetime) -> None:
    """Switch a part of the service on or off."""
    if (switch not in await switches.off(tx)) is on:
        return
    await switches.turn(tx, switch, on=on, now=now)
    await _note(tx, admin, Act.SWITCHED, switch.value, now, to="on" if on else "off")


async def positions(tx: Transaction) -> Mapping[Switch, bool]:
    """Which parts of the service are on."""
    off = await switches.off(tx)
    return {switch: switch not in off for switch in Switch}


async def acts(tx: Transaction, *, before: UUID | None, limit: int) -> list[Entry]:
    """What was done, the latest first."""
    return await audit.entries(tx, before=before, limit=limit)


async def acts_about(tx: Transaction, known: Person) -> list[Entry]:
    """What was done lately to one account."""
    return await audit.entries(tx, limit=ENTRIES, subject=known.mark)


async def names(tx: Transaction) -> Mapping[str, str]:
    """The addresses of administrators, by what the audit log calls them."""
    return {mark(person_id): email for person_id, email in (await queries.admins(tx)).items()}


async def _note(
    tx: Transaction, admin: Login, act: Act, subject: str, now: datetime, **details: str
) -> None:
    await audit.write(tx, act, actor=mark(admin.learner.id), subject=subject, now=now, **details)
