from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from ojala.accounts import queries as accounts
from ojala.accounts.values import Account
from ojala.admin import queries, service
from ojala.admin.values import Act, JobState, Outcome, Role, Search, Switch
from ojala.errors import (
    EntryNotFound,
    Forbidden,
    Invalid,
    JobNotGivenUp,
    NothingToRemark,
    NotOneself,
)
from ojala.jobs.job import Job
from ojala.learning.learner import Preferences
from ojala.practice import jobs as practice_jobs
from ojala.storage import audit, jobs, learners, logins
from ojala.storage.database import Database, Transaction
from ojala.storage.ids import new_id
from ojala.storage.logins import Login
from ojala.storage.tables import AccountRow, AttemptRow, AuditRow, JobRow, RemarkRow, ReviewRow
from tests.accounts.conftest import House
from tests.admin.conftest import contested, id_of

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)


async def somebody(tx: Transaction, name: str, role: Role = Role.LEARNER) -> Login:
    """A new account; its login."""
    learner = await accounts.add_learner(tx, Preferences(), NOW)
    made = Account(
        learner, f"{name}@example.com", name.title(), "en", role, "-", None, NOW, None, None
    )
    await accounts.add_account(tx, made)
    _, secret = await logins.add(tx, learner, NOW)
    login = await logins.find(tx, secret, NOW)
    assert login is not None
    return login


_moments = count(1)


def later() -> datetime:
    """A moment after all that were asked for before: the log is in the order of time."""
    return NOW + timedelta(milliseconds=next(_moments))


async def acts(tx: Transaction) -> list[tuple[Act, dict[str, str]]]:
    return [(one.act, one.details) for one in reversed(await audit.entries(tx, limit=9))]


async def test_a_role_is_given_and_noted_once(database: Database) -> None:
    async with database.transaction() as tx:
        boss, ana = await somebody(tx, "boss", Role.ADMIN), await somebody(tx, "ana")
        for _ in range(2):
            await service.change_role(
                tx, boss, person_id=ana.learner.id, role=Role.TEACHER, now=NOW
            )

        assert (await service.person(tx, ana.learner.id)).role is Role.TEACHER
        assert await acts(tx) == [(Act.ROLE, {"change": "learner → teacher"})]
        assert len(await logins.of_learner(tx, ana.learner.id, NOW)) == 1


async def test_whoever_is_no_administrator_any_more_is_signed_out(database: Database) -> None:
    async with database.transaction() as tx:
        boss, ana = [await somebody(tx, name, Role.ADMIN) for name in ("boss", "ana")]
        await service.change_role(tx, boss, person_id=ana.learner.id, role=Role.LEARNER, now=NOW)

        assert await logins.of_learner(tx, ana.learner.id, NOW) == []
        with pytest.raises(Forbidden):
            await service.disable(tx, ana, person_id=boss.learner.id, now=NOW)


async def test_nobody_changes_themselves_nor_makes_a_guest_of_somebody(database: Database) -> None:
    async with database.transaction() as tx:
        boss, ana = await somebody(tx, "boss", Role.ADMIN), await somebody(tx, "ana")
        for act in (service.disable, service.enable, service.sign_out):
            with pytest.raises(NotOneself):
                await act(tx, boss, person_id=boss.learner.id, now=NOW)
        with pytest.raises(Invalid):
            await service.change_role(tx, boss, person_id=ana.learner.id, role=Role.GUEST, now=NOW)
        with pytest.raises(EntryNotFound):
            await service.disable(tx, boss, person_id=new_id(NOW), now=NOW)

        assert await acts(tx) == []


async def test_a_disabled_account_is_out_until_it_is_enabled(database: Database) -> None:
    async with database.transaction() as tx:
        boss, ana = await somebody(tx, "boss", Role.ADMIN), await somebody(tx, "ana")
        for act in (service.disable, service.disable, service.enable, service.enable):
            await act(tx, boss, person_id=ana.learner.id, now=later())

        assert [act for act, _ in await acts(tx)] == [Act.DISABLED, Act.ENABLED]
        assert await logins.of_learner(tx, ana.learner.id, NOW) == []
        assert (await service.person(tx, ana.learner.id)).disabled_at is None


async def test_somebody_is_signed_out_everywhere(database: Database) -> None:
    async with database.transaction() as tx:
        boss, ana = await somebody(tx, "boss", Role.ADMIN), await somebody(tx, "ana")
        await service.sign_out(tx, boss, person_id=ana.learner.id, now=NOW)

        assert await logins.of_learner(tx, ana.learner.id, NOW) == []
        about = await service.acts_about(tx, await service.person(tx, ana.learner.id))
        assert [one.act for one in about] == [Act.SIGNED_OUT]
        names = await service.names(tx)
        assert names[about[0].actor] == "boss@example.com"


async def test_accounts_are_found_by_address_name_role_and_state(database: Database) -> None:
    async with database.transaction() as tx:
        for name, role in (("boss", Role.ADMIN), ("ana", Role.LEARNER), ("bea", Role.TEACHER)):
            await somebody(tx, name, role)
        await tx.execute(update(AccountRow).where(AccountRow.name == "Bea").values(disabled_at=NOW))

        async def found(search: Search, before: UUID | None = None, limit: int = 9) -> list[str]:
            people = await queries.people(tx, search, before=before, limit=limit)
            return sorted(one.name for one in people)

        assert await found(Search("A@EXAMPLE")) == ["Ana", "Bea"]
        assert await found(Search("oss")) == ["Boss"]
        assert await found(Search("%")) == []
        assert await found(Search(role=Role.TEACHER)) == ["Bea"]
        assert await found(Search(disabled=True)) == ["Bea"]
        (first,) = await queries.people(tx, Search(), before=None, limit=1)
        assert len(await found(Search(), before=first.id)) == 2


@pytest.mark.parametrize("change", [update(AuditRow).values(actor="nobody"), delete(AuditRow)])
async def test_the_database_refuses_to_change_the_log(database: Database, change: object) -> None:
    async with database.transaction() as tx:
        await audit.write(tx, Act.SWITCHED, actor="somebody", subject="speech", now=NOW)
    with pytest.raises(DBAPIError, match="only ever added to"):
        async with database.transaction() as tx:
            await tx.execute(change)  # type: ignore[call-overload] # either of the two above

    async with database.transaction() as tx:
        assert (await audit.entries(tx, limit=1))[0].actor == "somebody"


async def test_the_log_is_read_page_by_page(database: Database) -> None:
    async with database.transaction() as tx:
        for number in range(3):
            await audit.write(tx, Act.SWITCHED, actor="somebody", subject=str(number), now=later())
        everything = await service.acts(tx, before=None, limit=9)
        rest = await service.acts(tx, before=everything[0].id, limit=1)

    assert rest == [everything[1]]


async def test_a_job_that_was_given_up_is_tried_again(database: Database) -> None:
    async with database.transaction() as tx:
        boss = await somebody(tx, "boss", Role.ADMIN)
        done, lost = [await jobs.enqueue(tx, "some.job", {"n": "1"}, now=NOW) for _ in range(2)]
        await jobs.finish(tx, done, now=NOW)
        await jobs.finish(tx, lost, now=NOW, error="no such user")
        with pytest.raises(JobNotGivenUp):
            await service.retry(tx, boss, task_id=done, now=NOW)
        with pytest.raises(EntryNotFound):
            await service.retry(tx, boss, task_id=new_id(NOW), now=NOW)
        await service.retry(tx, boss, task_id=lost, now=NOW)
        await tx.flush()

        async def listed(state: JobState) -> list[UUID]:
            return [one.id for one in await queries.tasks(tx, state, before=None, limit=9)]

        assert await listed(JobState.WAITING) == [lost]
        assert await listed(JobState.DONE) == [done]
        assert await listed(JobState.GIVEN_UP) == []
        row = await tx.get_one(JobRow, lost, populate_existing=True)
        assert (row.attempts, row.error, row.arguments) == (0, None, {"n": "1"})
        assert await acts(tx) == [(Act.RETRIED, {"job": "some.job"})]


async def test_jobs_are_read_page_by_page(database: Database) -> None:
    async with database.transaction() as tx:
        ids = {await jobs.enqueue(tx, "some.job", {}, now=NOW) for _ in range(3)}
        (first,) = await queries.tasks(tx, JobState.WAITING, before=None, limit=1)
        rest = await queries.tasks(tx, JobState.WAITING, before=first.id, limit=9)
        anew = await queries.tasks(tx, JobState.WAITING, before=new_id(NOW), limit=9)

    assert {first.id, *(one.id for one in rest)} == ids
    assert len(rest) == 2
    assert len(anew) == 3


async def test_a_switch_is_noted_when_it_moves(database: Database) -> None:
    async with database.transaction() as tx:
        boss = await somebody(tx, "boss", Role.ADMIN)
        for on in (True, False, False, True):
            await service.turn(tx, boss, switch=Switch.SPEECH, on=on, now=later())

        assert await service.positions(tx) == dict.fromkeys(Switch, True)
        assert [told["to"] for _, told in await acts(tx)] == ["off", "on"]


async def test_what_is_judged_otherwise_today_is_judged_anew_with_one_click(house: House) -> None:
    ana = await house.signed_in()
    exercise = await contested(ana)
    async with house.database.transaction() as tx:
        boss = await somebody(tx, "boss", Role.ADMIN)
        (report,) = await queries.reports(tx, settled=False, before=None, limit=9)
        assert (str(report.exercise_id), report.kinds, report.given) == (
            exercise, ("right",), "zapato",
        )  # fmt: skip
        with pytest.raises(NothingToRemark):
            await service.remark(tx, boss, exercise_id=report.exercise_id, now=house.now)
        # As if the rules of its day had not known the right answer.
        await tx.execute(update(AttemptRow).values(response=report.due[0]))
    async with house.database.transaction() as tx:
        await service.remark(tx, boss, exercise_id=report.exercise_id, now=house.now)
        assert await queries.reports(tx, settled=False, before=None, limit=9) == []
        (report,) = await queries.reports(tx, settled=True, before=None, limit=9)
        assert report.outcome is Outcome.REMARKED
        waiting = await queries.tasks(tx, JobState.WAITING, before=None, limit=20)
        row = next(row for row in waiting if row.name == service.REMARK)  # beside what is scheduled
        asked = await tx.get_one(JobRow, row.id)
        told = dict(asked.arguments)
        assert (await acts(tx))[0][1] == {"change": "wrong → correct"}
    assert row.name == practice_jobs.REMARK
    await practice_jobs.remark(Job(row.id, row.name, told, 1, house.tick(), house.database))

    async with house.database.transaction() as tx:
        made = (await tx.scalars(RemarkRow.__table__.select())).all()
        assert len(made) == 1
        ratings = (await tx.scalars(text("SELECT rating FROM reviews"))).all()
    assert ratings
    assert min(ratings) > 1


async def test_judging_anew_passes_over_whoever_has_left(database: Database) -> None:
    told = {"learner": str(new_id(NOW))}
    await practice_jobs.remark(Job(new_id(NOW), practice_jobs.REMARK, told, 1, NOW, database))

    async with database.transaction() as tx:
        assert await learners.learners(tx) == []
        assert (await tx.scalars(ReviewRow.__table__.select())).all() == []


async def test_a_report_that_was_looked_at_is_settled(house: House) -> None:
    ana = await house.signed_in()
    exercise = UUID(await contested(ana, kind="report"))
    second = UUID(await contested(ana, kind="report"))
    now = house.now  # the service at work goes on asking what time it is
    async with house.database.transaction() as tx:
        boss = await somebody(tx, "boss", Role.ADMIN)
        newest, oldest = await queries.reports(tx, settled=False, before=None, limit=9)
        assert (newest.exercise_id, oldest.exercise_id) == (second, exercise)
        assert await queries.reports(tx, settled=False, before=second, limit=9) == [oldest]
        await service.settle(tx, boss, exercise_id=exercise, now=now)
        (found,) = await queries.reports(tx, settled=True, before=None, limit=9)
        with pytest.raises(EntryNotFound):
            await service.settle(tx, boss, exercise_id=new_id(NOW), now=NOW)

    assert (found.outcome, found.kinds) == (Outcome.KEPT, ("report",))
    assert found.settled_at == now


async def test_things_are_counted(house: House) -> None:
    ana = await house.signed_in()
    await contested(ana)
    await (await house.program()).post("/api/v1/sessions")
    async with house.database.transaction() as tx:
        await somebody(tx, "boss", Role.ADMIN)
        lost = await jobs.enqueue(tx, "some.job", {}, now=NOW)
        await jobs.finish(tx, lost, now=NOW, error="no such user")
        found = await queries.overview(tx, house.now)
        assert await queries.answers(tx, await id_of(ana)) == 1

    assert found.roles == {Role.LEARNER: 1, Role.ADMIN: 1}
    assert (found.guests, found.disabled, found.open_reports) == (1, 0, 1)
    assert found.jobs_given_up == 1
