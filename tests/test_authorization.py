"""Who may ask for what: every page and endpoint, by everybody; a new one needs its rule here."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from functools import cache
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from httpx2 import ASGITransport, AsyncClient, Response

from ojala.accounts import queries
from ojala.accounts.values import Account
from ojala.app import create_app
from ojala.config import Settings
from ojala.learning.learner import Preferences
from ojala.storage import logins
from ojala.storage.database import Database
from ojala.storage.logins import Kind, Role, Scope
from ojala.web import forms


class Right(IntEnum):
    """Who is let in: somebody who is this, or more."""

    ANYBODY = 0
    GUEST = 1
    ACCOUNT = 2
    TEACHER = 3
    ADMIN = 4


RULES = {
    # Pages for everybody.
    "GET /": Right.ANYBODY,
    "GET /about": Right.ANYBODY,
    "GET /help": Right.ANYBODY,
    "POST /appearance": Right.ANYBODY,
    "GET /check": Right.ANYBODY,
    "POST /check": Right.ANYBODY,
    "GET /metrics": Right.ANYBODY,  # by a token of its own
    "GET /manifest.webmanifest": Right.ANYBODY,
    "GET /worker.js": Right.ANYBODY,
    "GET /offline": Right.ANYBODY,
    "POST /practice/packets": Right.ANYBODY,
    "POST /practice/packets/answers": Right.GUEST,
    "GET /health": Right.ANYBODY,
    "GET /health/live": Right.ANYBODY,
    "GET /health/ready": Right.ANYBODY,
    "GET /api/v1/health": Right.ANYBODY,
    "GET /keys": Right.ANYBODY,
    "GET /privacy": Right.ANYBODY,
    "GET /preferences": Right.ANYBODY,
    "POST /preferences": Right.ANYBODY,
    "GET /moods": Right.ANYBODY,
    "GET /path": Right.ANYBODY,
    "GET /path/{unit_id}": Right.ANYBODY,
    "GET /problems": Right.ANYBODY,
    "GET /problems/{slug}": Right.ANYBODY,
    "GET /triggers": Right.ANYBODY,
    "GET /triggers/{trigger_id}": Right.ANYBODY,
    "GET /verbs": Right.ANYBODY,
    "GET /verbs/{lemma}": Right.ANYBODY,
    # Practice: whoever begins is a guest from then on.
    "POST /start": Right.ANYBODY,
    "GET /practice": Right.ANYBODY,
    "GET /practice/new": Right.ANYBODY,
    "POST /practice/sessions": Right.ANYBODY,
    "POST /api/v1/sessions": Right.ANYBODY,
    "GET /placement": Right.ANYBODY,
    "POST /placement": Right.ANYBODY,
    "POST /placement/decline": Right.GUEST,
    "GET /api/v1/placement": Right.GUEST,
    "POST /api/v1/placement": Right.ANYBODY,
    "DELETE /api/v1/placement": Right.GUEST,
    "POST /practice/imports": Right.GUEST,
    "POST /api/v1/imports": Right.GUEST,
    "GET /practice/nothing-due": Right.GUEST,
    "GET /practice/exercises/{exercise_id}": Right.GUEST,
    "POST /practice/exercises/{exercise_id}/answer": Right.GUEST,
    "POST /practice/exercises/{exercise_id}/hint": Right.GUEST,
    "POST /practice/exercises/{exercise_id}/objections": Right.GUEST,
    "POST /practice/exercises/{exercise_id}/reveal": Right.GUEST,
    "POST /practice/sessions/{session_id}/end": Right.GUEST,
    "POST /practice/sessions/{session_id}/exercises": Right.GUEST,
    "GET /practice/sessions/{session_id}/summary": Right.GUEST,
    "GET /api/v1/exercises": Right.GUEST,
    "GET /api/v1/exercises/{exercise_id}": Right.GUEST,
    "POST /api/v1/exercises/{exercise_id}/answer": Right.GUEST,
    "POST /api/v1/exercises/{exercise_id}/hint": Right.GUEST,
    "POST /api/v1/exercises/{exercise_id}/objections": Right.GUEST,
    "GET /api/v1/sessions": Right.GUEST,
    "GET /api/v1/sessions/{session_id}": Right.GUEST,
    "PATCH /api/v1/sessions/{session_id}": Right.GUEST,
    "POST /api/v1/sessions/{session_id}/exercises": Right.GUEST,
    "GET /api/v1/reference/verbs": Right.ANYBODY,
    "GET /api/v1/reference/verbs/{lemma}": Right.ANYBODY,
    "GET /api/v1/reference/triggers": Right.ANYBODY,
    "GET /api/v1/reference/triggers/{trigger_id}": Right.ANYBODY,
    "GET /api/v1/reference/lessons": Right.ANYBODY,
    "GET /api/v1/reference/lessons/{lesson_id}": Right.ANYBODY,
    "POST /api/v1/check": Right.ANYBODY,
    # One's own progress.
    "GET /progress": Right.ANYBODY,
    "GET /progress/accuracy": Right.GUEST,
    "GET /progress/memory": Right.GUEST,
    "POST /progress/memory/fit": Right.GUEST,
    "POST /progress/streak/repair": Right.GUEST,
    "GET /progress/achievements": Right.GUEST,
    "GET /progress/leaderboard": Right.GUEST,
    "POST /progress/leaderboard": Right.GUEST,
    "GET /progress/data": Right.GUEST,
    "GET /progress/export/everything.json": Right.GUEST,
    "GET /progress/export/answers.csv": Right.GUEST,
    "GET /progress/export/reviews.csv": Right.GUEST,
    "GET /progress/export/mistakes.apkg": Right.GUEST,
    "GET /progress/export/lesson.apkg": Right.GUEST,
    "GET /api/v1/progress": Right.GUEST,
    "GET /api/v1/progress/accuracy": Right.GUEST,
    "GET /api/v1/progress/memory": Right.GUEST,
    "POST /api/v1/progress/streak/repair": Right.GUEST,
    "POST /api/v1/progress/memory/fit": Right.GUEST,
    "GET /api/v1/achievements": Right.GUEST,
    "GET /api/v1/leaderboards": Right.GUEST,
    "PUT /api/v1/leaderboards/me": Right.GUEST,
    # One's own sets.
    "GET /sets": Right.ANYBODY,
    "POST /sets": Right.GUEST,
    "GET /sets/{set_id}": Right.GUEST,
    "POST /sets/{set_id}/title": Right.GUEST,
    "POST /sets/{set_id}/delete": Right.GUEST,
    "POST /sets/{set_id}/exercises": Right.GUEST,
    "POST /sets/{set_id}/exercises/{exercise_id}/delete": Right.GUEST,
    "POST /sets/{set_id}/imports": Right.GUEST,
    "POST /practice/sets/{set_id}": Right.ANYBODY,
    "GET /api/v1/sets": Right.GUEST,
    "POST /api/v1/sets": Right.GUEST,
    "GET /api/v1/sets/{set_id}": Right.GUEST,
    "PUT /api/v1/sets/{set_id}": Right.GUEST,
    "DELETE /api/v1/sets/{set_id}": Right.GUEST,
    "GET /api/v1/sets/{set_id}/file": Right.GUEST,
    "POST /api/v1/sets/{set_id}/sessions": Right.GUEST,
    "GET /api/v1/sets/{set_id}/exercises": Right.GUEST,
    "POST /api/v1/sets/{set_id}/exercises": Right.GUEST,
    "GET /api/v1/sets/{set_id}/exercises/{exercise_id}": Right.GUEST,
    "PUT /api/v1/sets/{set_id}/exercises/{exercise_id}": Right.GUEST,
    "DELETE /api/v1/sets/{set_id}/exercises/{exercise_id}": Right.GUEST,
    "POST /api/v1/sets/{set_id}/imports": Right.GUEST,
    # The way in.
    "GET /signup": Right.ANYBODY,
    "POST /signup": Right.ANYBODY,
    "GET /look-in-your-mail": Right.ANYBODY,
    "GET /verify": Right.ANYBODY,
    "POST /verify": Right.ANYBODY,
    "GET /login": Right.ANYBODY,
    "POST /login": Right.ANYBODY,
    "POST /login/code": Right.ANYBODY,
    "POST /logout": Right.ANYBODY,
    "GET /forgot": Right.ANYBODY,
    "POST /forgot": Right.ANYBODY,
    "GET /reset": Right.ANYBODY,
    "POST /reset": Right.ANYBODY,
    "POST /api/v1/auth/signup": Right.ANYBODY,
    "POST /api/v1/auth/verify": Right.ANYBODY,
    "POST /api/v1/auth/login": Right.ANYBODY,
    "POST /api/v1/auth/refresh": Right.ANYBODY,
    "POST /api/v1/auth/reset": Right.ANYBODY,
    "POST /api/v1/auth/reset/confirm": Right.ANYBODY,
    "POST /api/v1/auth/logout": Right.ACCOUNT,
    # By another service; nowhere, where none is set.
    "GET /login/provider": Right.ANYBODY,
    "GET /login/provider/return": Right.ANYBODY,
    "POST /login/provider/join": Right.ANYBODY,
    "POST /login/provider/signup": Right.ANYBODY,
    # The way out of letters, by a token of its own.
    "GET /letters/stop": Right.ANYBODY,
    "POST /letters/stop": Right.ANYBODY,
    # One's own.
    "GET /account": Right.ANYBODY,
    "GET /account/export": Right.GUEST,
    "POST /account/delete": Right.GUEST,
    "GET /account/email": Right.ACCOUNT,
    "POST /account/email": Right.ACCOUNT,
    "POST /account/email/confirm": Right.ACCOUNT,
    "POST /account/profile": Right.ACCOUNT,
    "POST /account/password": Right.ACCOUNT,
    "POST /account/second-step": Right.ACCOUNT,
    "POST /account/second-step/on": Right.ACCOUNT,
    "POST /account/second-step/off": Right.ACCOUNT,
    "POST /account/second-step/codes": Right.ACCOUNT,
    "POST /account/devices/{login_id}/end": Right.ACCOUNT,
    "POST /account/tokens": Right.ACCOUNT,
    "POST /account/keep": Right.ACCOUNT,
    "POST /account/provider/unlink": Right.ACCOUNT,
    "GET /api/v1/me": Right.GUEST,
    "DELETE /api/v1/me": Right.GUEST,
    "GET /api/v1/me/export": Right.GUEST,
    "GET /api/v1/me/preferences": Right.GUEST,
    "PUT /api/v1/me/preferences": Right.GUEST,
    "PATCH /api/v1/me": Right.ACCOUNT,
    "POST /api/v1/me/keep": Right.ACCOUNT,
    "POST /api/v1/me/password": Right.ACCOUNT,
    "POST /api/v1/me/email": Right.ACCOUNT,
    "POST /api/v1/me/email/confirm": Right.ACCOUNT,
    "POST /api/v1/me/second-step": Right.ACCOUNT,
    "POST /api/v1/me/second-step/on": Right.ACCOUNT,
    "POST /api/v1/me/second-step/off": Right.ACCOUNT,
    "POST /api/v1/me/second-step/codes": Right.ACCOUNT,
    "GET /api/v1/me/logins": Right.ACCOUNT,
    "DELETE /api/v1/me/logins/{login_id}": Right.ACCOUNT,
    "POST /api/v1/me/tokens": Right.ACCOUNT,
    # The tutor; nowhere, where none is set.
    "GET /tutor": Right.GUEST,
    "POST /tutor": Right.GUEST,
    "GET /tutor/exercises/{exercise_id}": Right.GUEST,
    "POST /tutor/exercises/{exercise_id}": Right.GUEST,
    "GET /api/v1/tutor": Right.GUEST,
    "PUT /api/v1/tutor": Right.GUEST,
    "POST /api/v1/exercises/{exercise_id}/tutor": Right.GUEST,
    # Administration.
    "GET /admin": Right.ADMIN,
    "GET /admin/users": Right.ADMIN,
    "GET /admin/users/{user_id}": Right.ADMIN,
    "POST /admin/users/{user_id}/role": Right.ADMIN,
    "POST /admin/users/{user_id}/disable": Right.ADMIN,
    "POST /admin/users/{user_id}/enable": Right.ADMIN,
    "POST /admin/users/{user_id}/sign-out": Right.ADMIN,
    "GET /admin/reports": Right.ADMIN,
    "POST /admin/reports/{exercise_id}/remark": Right.ADMIN,
    "POST /admin/reports/{exercise_id}/settle": Right.ADMIN,
    "GET /admin/jobs": Right.ADMIN,
    "POST /admin/jobs/{job_id}/retry": Right.ADMIN,
    "GET /admin/mails": Right.ADMIN,
    "GET /admin/switches": Right.ADMIN,
    "POST /admin/switches/{switch}": Right.ADMIN,
    "GET /admin/tutor": Right.ADMIN,
    "GET /admin/tutor/calls.csv": Right.ADMIN,
    "GET /admin/audit": Right.ADMIN,
    "GET /api/v1/admin": Right.ADMIN,
    "GET /api/v1/admin/users": Right.ADMIN,
    "GET /api/v1/admin/users/{user_id}": Right.ADMIN,
    "PATCH /api/v1/admin/users/{user_id}": Right.ADMIN,
    "DELETE /api/v1/admin/users/{user_id}/logins": Right.ADMIN,
    "GET /api/v1/admin/reports": Right.ADMIN,
    "POST /api/v1/admin/reports/{exercise_id}/remark": Right.ADMIN,
    "POST /api/v1/admin/reports/{exercise_id}/settle": Right.ADMIN,
    "GET /api/v1/admin/jobs": Right.ADMIN,
    "POST /api/v1/admin/jobs/{job_id}/retry": Right.ADMIN,
    "GET /api/v1/admin/mails": Right.ADMIN,
    "GET /api/v1/admin/switches": Right.ADMIN,
    "PUT /api/v1/admin/switches/{switch}": Right.ADMIN,
    "GET /api/v1/admin/tutor": Right.ADMIN,
    "GET /api/v1/admin/audit": Right.ADMIN,
}

BODIES: dict[str, dict[str, object]] = {
    "PUT /api/v1/me/preferences": {"session_size": 10, "desired_retention": 0.9},
    "PATCH /api/v1/sessions/{session_id}": {"finished": True},
    "PUT /api/v1/admin/switches/{switch}": {"on": True},
    "PUT /api/v1/tutor": {"consent": True},
    "POST /api/v1/exercises/{exercise_id}/answer": {"text": "llame"},
    "POST /api/v1/exercises/{exercise_id}/tutor": {"way": "explain"},
}
"""What an endpoint must be sent before it asks who sends it."""

REFUSALS = {"unauthenticated", "account-needed", "forbidden", "scope-missing"}
ROLES = {
    Right.ACCOUNT: Role.LEARNER,
    Right.TEACHER: Role.TEACHER,
    Right.ADMIN: Role.ADMIN,
}
ADMINS = ("{user_id}", "{job_id}")
OWNED = ("{exercise_id}", "{session_id}", "{set_id}", "{login_id}")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NOBODYS_HASH = "$2b$04$" + "." * 53
"""The shape of a hash, of no password."""
NO_LIMIT = "100000/minute"


@cache
def routes() -> tuple[str, ...]:
    """Every route that the application has, as `METHOD /path`; files aside."""
    found = [
        f"{method} {context.path}"
        for context in iter_route_contexts(create_app(Settings()).routes)
        if isinstance(context.original_route, APIRoute)
        for method in sorted(context.methods or ())
    ]
    return tuple(found)


@dataclass
class Town:
    """The service, and everybody who may come to its doors."""

    database: Database
    client: AsyncClient
    form: dict[str, str]
    cookie: str
    number: int = 0

    async def somebody(self, right: Right) -> str | None:
        """A new person of this right; the secret they carry."""
        if right is Right.ANYBODY:
            return None
        self.number += 1
        async with self.database.transaction() as tx:
            learner = await queries.add_learner(tx, Preferences(), NOW)
            if right in ROLES:
                account = Account(
                    learner, f"p{self.number}@example.com", "", "en", ROLES[right],
                    NOBODYS_HASH, None, NOW, None, None,
                )  # fmt: skip
                await queries.add_account(tx, account)
                await queries.change(tx, learner, totp_secret="sealed")
            _, secret = await logins.add(tx, learner, NOW)
        return secret

    async def ask(self, route: str, secret: str | None, ids: dict[str, str]) -> Response:
        """Ask for a route in somebody's name."""
        method, _, path = route.partition(" ")
        for name, value in ids.items():
            path = path.replace(name, value)
        headers = {"Cookie": self.cookie}
        if secret:
            headers["Authorization"] = f"Bearer {secret}"
        if path.startswith("/api/"):
            body = BODIES.get(route, {})
            return await self.client.request(method, path, headers=headers, json=body)
        form = self.form if method == "POST" else None
        return await self.client.request(method, path, headers=headers, data=form)


@pytest.fixture
async def town(database: Database, database_url: str) -> AsyncIterator[Town]:
    """The service, on each kind of database in turn."""
    settings = Settings(
        database_url=database_url,
        rate_limit=NO_LIMIT,
        guest_limit=NO_LIMIT,
        login_limit=NO_LIMIT,
        smtp_url="smtp://127.0.0.1:1",
        tutor_url="http://127.0.0.1:1/v1",
        tutor_model="nobody",
        tutor_retries=0,
    )
    app = create_app(settings, clock=lambda: NOW)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        stamp = app.state.shell.keys.stamp("mark.secret")
        yield Town(database, client, {"form_token": f"mark.{stamp}"}, f"{forms.COOKIE}=secret")


def is_refused(reply: Response) -> bool:
    """Whether somebody was not let in, whatever else may be wrong with what they sent."""
    if reply.headers.get("content-type") != "application/problem+json":
        return False
    return str(reply.json()["type"]).rpartition("/")[2] in REFUSALS


def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    assert sorted(routes()) == sorted(RULES)


async def test_everybody_gets_in_where_they_may_and_nowhere_else(town: Town) -> None:
    nothing = dict.fromkeys((*OWNED, *ADMINS), str(uuid4())) | {"{switch}": "speech"}
    wrong = []
    for route, needed in RULES.items():
        for right in Right:
            reply = await town.ask(route, await town.somebody(right), nothing)
            if reply.status_code >= 500 or is_refused(reply) is not (right < needed):
                wrong.append(f"{right.name} {route}: {reply.status_code} {reply.text[:100]}")
            town.client.cookies.clear()

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://here"},
        {"Origin": "http://there"},
        {"Origin": "null"},
    ],
)
async def test_no_route_changes_anything_for_a_page_of_another_site(
    town: Town, headers: dict[str, str]
) -> None:
    changing = [route.partition(" ") for route in RULES if not route.startswith("GET ")]
    taken = []
    for method, _, path in changing:
        reply = await town.client.request(method, path, headers=headers)
        if reply.status_code != 403 or reply.json()["type"] != "/problems/cross-site":
            taken.append(f"{method} {path}")

    assert len(changing) > 60
    assert taken == []


async def test_nobody_reaches_what_is_another_learners(town: Town) -> None:
    ana, bea = [await town.somebody(Right.ACCOUNT) for _ in range(2)]
    session = await town.ask("POST /api/v1/sessions", ana, {})
    ids = {"{session_id}": session.json()["id"]}
    exercise = await town.ask("POST /api/v1/sessions/{session_id}/exercises", ana, ids)
    ids["{exercise_id}"] = exercise.json()["id"]
    made = await town.client.post(
        "/api/v1/sets", headers={"Authorization": f"Bearer {ana}"}, json={"title": "Ana's"}
    )
    ids["{set_id}"] = made.json()["id"]
    places = await town.ask("GET /api/v1/me/logins", ana, {})
    ids["{login_id}"] = places.json()[0]["id"]
    owned = [
        route
        for route, needed in RULES.items()
        if needed is not Right.ADMIN and any(name in route for name in OWNED)
    ]
    found = {route: (await town.ask(route, bea, ids)).status_code for route in owned}

    assert len(owned) > 10
    # What is not well said is refused before anybody looks for it.
    assert set(found.values()) <= {404, 422}
    assert sum(status == 404 for status in found.values()) > len(owned) / 2
    assert (await town.ask("GET /api/v1/sessions/{session_id}", ana, ids)).status_code == 200


async def test_an_administrator_without_a_second_step_reaches_nothing_of_theirs(
    town: Town,
) -> None:
    admin = await town.somebody(Right.ADMIN)
    async with town.database.transaction() as tx:
        login = await logins.find(tx, admin or "", NOW)
        assert login is not None
        await queries.change(tx, login.learner.id, totp_secret=None)
    ids = dict.fromkeys((*OWNED, *ADMINS), str(uuid4())) | {"{switch}": "speech"}
    reached = {
        (await town.ask(route, admin, ids)).json()["type"]
        for route, needed in RULES.items()
        if needed is Right.ADMIN
    }

    assert reached == {"/problems/second-step-required"}


async def test_an_administrators_personal_token_reaches_nothing_of_theirs(town: Town) -> None:
    admin = await town.somebody(Right.ADMIN)
    async with town.database.transaction() as tx:
        login = await logins.find(tx, admin or "", NOW)
        assert login is not None
        _, token = await logins.add(tx, login.learner.id, NOW, kind=Kind.TOKEN, scopes=list(Scope))
    reached = [
        route
        for route, needed in RULES.items()
        if (needed is Right.ADMIN or (needed is Right.ACCOUNT and not route.startswith("GET ")))
        and route != "POST /api/v1/auth/logout"
        and not is_refused(await town.ask(route, token, dict.fromkeys(OWNED, str(uuid4()))))
    ]

    assert reached == []
