"""A service with something of everything: a learner of three weeks, a set, and administration."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle

from ojala.accounts import queries
from ojala.accounts.letters import Kind
from ojala.accounts.values import Account
from ojala.content.course import course
from ojala.diagnosis.normalization import fold
from ojala.exercises.written import Written
from ojala.learning.learner import Learner, Preferences
from ojala.mail import queries as mail_queries
from ojala.mail.letters import Letter
from ojala.practice import service as practice
from ojala.practice.values import ANYTHING, Issued, Objection, Wish
from ojala.sets import service as sets
from ojala.storage import audit, jobs, logins
from ojala.storage.audit import Act
from ojala.storage.database import Database, Transaction
from ojala.storage.ids import new_id
from ojala.storage.logins import Role
from tests.browser.conftest import Server
from tests.browser.places import Who
from tests.practice.conftest import Ana

WRONG = "zapato"
DAYS = (20, 19, 17, 12, 8, 5, 1)
"""How many days ago she practised."""
OWN = (
    Written("Quiero que [vengas] pronto.", "I want you to come soon.", "venir"),
    Written("Ojalá [llueva] mañana.", "I hope it rains tomorrow.", "llover"),
    Written("Es una pena que no [quepamos].", "It's a pity there's no room for us.", "caber"),
)


@dataclass(frozen=True)
class World:
    """The secrets by which people are known, and the ids of what there is."""

    cookies: Mapping[Who, str]
    ids: Mapping[str, str]


async def _account(tx: Transaction, email: str, role: Role, server: Server) -> Learner:
    chosen = Preferences(nickname="Ana" if role is Role.LEARNER else "")
    learner_id = await queries.add_learner(tx, chosen, server.clock() - timedelta(days=30))
    name = email.partition("@")[0].partition(".")[0].title()
    made = Account(learner_id, email, name, "en", role, "-", None, server.clock(), None, None)
    await queries.add_account(tx, made)
    return await queries.learner(tx, learner_id)


async def _session(ana: Ana, wish: Wish = ANYTHING) -> list[Issued]:
    """Go through a session; every fourth answer is another word, every ninth a bare letter off."""
    session, issued, slips = await ana.start(wish), list[Issued](), cycle(range(4))
    while one := await ana.next(session.id):
        await ana.answer(one, WRONG if next(slips) == 1 else one.exercise.answers[0].text)
        issued.append(one)
    return issued


async def _told(ana: Ana) -> dict[str, str]:
    """Exercises in each state they can be left in, typed ones, the last of them unanswered."""
    found: dict[str, str] = {}
    session = await ana.start(Wish(endless=True))
    while len(found) < len(("right", "wrong", "almost")):
        one = await ana.next(session.id)
        assert one is not None
        right = one.exercise.answers[0].text
        plain = one.exercise.kind == "cloze"
        name = next((n for n in ("almost", "wrong", "right") if plain and n not in found), "")
        if name == "almost" and (fold(right) == right):
            name = ""
        given = {"almost": fold(right), "wrong": one.exercise.lemma}.get(name, right)
        feedback = await ana.answer(one, given)
        if name == feedback.attempt.diagnosis.verdict.replace("correct", "right"):
            found[name] = str(one.id)
    asked = await ana.next(session.id)
    assert asked is not None
    return {**found, "asked": str(asked.id)}


async def _contested(tx: Transaction, learner: Learner, issued: Issued, server: Server) -> None:
    for kind in (Objection.REPORT, Objection.RIGHT):
        await practice.object_to(
            tx,
            learner=learner,
            exercise_id=issued.id,
            kind=kind,
            course=course(),
            now=server.clock(),
        )


async def _set(tx: Transaction, learner: Learner, server: Server) -> str:
    made = await sets.make_set(tx, learner=learner, title="Clase del martes", now=server.clock())
    for written in OWN:
        exercise = sets.check(written)
        await sets.add(
            tx,
            learner=learner,
            set_id=made.id,
            written=written,
            exercise=exercise,
            now=server.clock(),
        )
    return str(made.id)


async def _desk(tx: Transaction, boss: Learner, ana: Learner, server: Server) -> None:
    """What administration has to look at."""
    now = server.clock()
    for error in ("550 5.1.1 the address a…@example.com is unknown here", None):
        job = await jobs.enqueue(tx, "accounts.mail", {}, now=now)
        await jobs.finish(tx, job, now=now, error=error)
    letter = Letter("reset", "ana@example.com", "es", {})
    await mail_queries.log(tx, new_id(now), letter, "refused", "550 5.1.1 unknown", now)
    who, whom = audit.mark(boss.id), audit.mark(ana.id)
    await audit.write(tx, Act.ROLE, actor=who, subject=whom, now=now, change="a → b")


async def _fill(server: Server) -> World:
    database, now = Database(server.database_url), server.clock()
    async with database.transaction() as tx:
        boss = await _account(tx, "boss@example.com", Role.ADMIN, server)
        await queries.change(tx, boss.id, totp_secret="sealed")
        learner = await _account(tx, "ana.maria.de.los.angeles@example.com", Role.LEARNER, server)
    ana = Ana(database, course(), learner)
    finished = list[Issued]()
    for days in DAYS:
        ana.now = now - timedelta(days=days)
        finished = await _session(ana)
    ana.now = now - timedelta(minutes=20)
    told = await _told(ana)
    async with database.transaction() as tx:
        await _contested(tx, learner, finished[0], server)
        await _desk(tx, boss, learner, server)
        own = await _set(tx, learner, server)
        came = now - timedelta(hours=2)
        _, admin = await logins.add(tx, boss.id, came, name="Firefox · Linux")
        _, secret = await logins.add(tx, learner.id, came, name="Firefox · Android")
    await database.close()
    ids = {"own": own, "ana": str(learner.id), "finished": str(finished[0].session_id)}
    stop = server.keys.stop_token(learner.id, Kind.REMINDERS)
    return World({Who.ADMIN: admin, Who.LEARNER: secret}, {**told, **ids, "stop": stop})


def filled(server: Server) -> World:
    """Fill the service from another thread: Playwright's loop runs in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, _fill(server)).result()
