"""Every page of the application: who looks at it, and at which addresses."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from fastapi.routing import APIRoute, iter_route_contexts

from ojala.app import create_app
from ojala.config import Settings


class Who(StrEnum):
    """Whoever looks at pages."""

    STRANGER = "stranger"
    LEARNER = "learner"
    ADMIN = "admin"


PLACES: Mapping[str, Mapping[Who, tuple[str, ...]]] = {
    "/": {Who.STRANGER: ("/",), Who.LEARNER: ("/",)},
    "/practice/nothing-due": {Who.LEARNER: ("/practice/nothing-due",)},
    "/practice/new": {Who.STRANGER: ("/practice/new",), Who.LEARNER: ("/practice/new",)},
    "/practice/sessions/{session_id}/summary": {
        Who.LEARNER: ("/practice/sessions/{finished}/summary",)
    },
    "/practice/exercises/{exercise_id}": {
        Who.LEARNER: tuple(
            f"/practice/exercises/{{{name}}}" for name in ("asked", "wrong", "almost", "right")
        )
    },
    "/placement": {Who.STRANGER: ("/placement",)},
    "/offline": {Who.STRANGER: ("/offline",)},
    "/progress": {Who.STRANGER: ("/progress",), Who.LEARNER: ("/progress",)},
    "/progress/accuracy": {Who.LEARNER: ("/progress/accuracy",)},
    "/progress/memory": {Who.LEARNER: ("/progress/memory",)},
    "/progress/achievements": {Who.LEARNER: ("/progress/achievements",)},
    "/progress/leaderboard": {Who.LEARNER: ("/progress/leaderboard",)},
    "/progress/data": {Who.LEARNER: ("/progress/data",)},
    "/triggers": {Who.STRANGER: ("/triggers", "/triggers?q=when", "/triggers?q=xyzzy")},
    "/triggers/{trigger_id}": {Who.STRANGER: ("/triggers/cuando", "/triggers/querer-que")},
    "/path": {Who.STRANGER: ("/path",)},
    "/path/{unit_id}": {Who.STRANGER: ("/path/no-hables",)},
    "/moods": {Who.STRANGER: ("/moods",)},
    "/check": {Who.STRANGER: ("/check",)},
    "/verbs": {Who.STRANGER: ("/verbs", "/verbs?q=tenerr")},
    "/verbs/{lemma}": {Who.STRANGER: ("/verbs/tener?form=sub_pres.1s",)},
    "/preferences": {Who.STRANGER: ("/preferences",), Who.LEARNER: ("/preferences",)},
    "/sets": {Who.LEARNER: ("/sets",)},
    "/sets/{set_id}": {Who.LEARNER: ("/sets/{own}",)},
    "/help": {Who.STRANGER: ("/help",)},
    "/keys": {Who.STRANGER: ("/keys",)},
    "/privacy": {Who.STRANGER: ("/privacy",)},
    "/about": {Who.STRANGER: ("/about",)},
    "/problems/{slug}": {Who.STRANGER: ("/problems/too-many",)},
    "/signup": {Who.STRANGER: ("/signup",)},
    "/look-in-your-mail": {Who.STRANGER: ("/look-in-your-mail",)},
    "/verify": {Who.STRANGER: ("/verify?token=x",)},
    "/login": {Who.STRANGER: ("/login",)},
    "/forgot": {Who.STRANGER: ("/forgot",)},
    "/reset": {Who.STRANGER: ("/reset?token=x",)},
    "/letters/stop": {Who.STRANGER: ("/letters/stop?token={stop}",)},
    "/account": {Who.STRANGER: ("/account",), Who.LEARNER: ("/account",)},
    "/account/email": {Who.LEARNER: ("/account/email?token=x",)},
    "/tutor": {Who.LEARNER: ("/tutor",)},
    "/tutor/exercises/{exercise_id}": {Who.LEARNER: ("/tutor/exercises/{right}",)},
    "/admin": {Who.ADMIN: ("/admin",)},
    "/admin/users": {Who.ADMIN: ("/admin/users", "/admin/users?q=ana")},
    "/admin/users/{user_id}": {Who.ADMIN: ("/admin/users/{ana}",)},
    "/admin/reports": {Who.ADMIN: ("/admin/reports", "/admin/reports?settled=true")},
    "/admin/jobs": {Who.ADMIN: ("/admin/jobs", "/admin/jobs?state=done")},
    "/admin/mails": {Who.ADMIN: ("/admin/mails",)},
    "/admin/tutor": {Who.ADMIN: ("/admin/tutor",)},
    "/admin/switches": {Who.ADMIN: ("/admin/switches",)},
    "/admin/audit": {Who.ADMIN: ("/admin/audit",)},
}
"""By route; in braces, what the world has an id for."""
MISSING = "/nowhere"
"""No page at all, which is a page as well."""
NOT_PAGES = frozenset(
    {
        *("/health", "/health/live", "/health/ready", "/metrics", "/problems"),
        *("/manifest.webmanifest", "/worker.js", "/practice"),  # the last leads on
        *("/progress/export/everything.json", "/progress/export/mistakes.apkg"),
        *("/progress/export/answers.csv", "/progress/export/reviews.csv"),
        *("/progress/export/lesson.apkg", "/account/export", "/admin/tutor/calls.csv"),
        *("/login/provider", "/login/provider/return"),  # to another service and back
    }
)


@cache
def routes() -> frozenset[str]:
    """Every address that can be opened in a browser, as the application has it."""
    found = (
        str(context.path)
        for context in iter_route_contexts(create_app(Settings()).routes)
        if isinstance(context.original_route, APIRoute) and "GET" in (context.methods or ())
    )
    return frozenset(path for path in found if not path.startswith("/api/"))


def addresses(who: Who, ids: Mapping[str, str]) -> tuple[str, ...]:
    """Every address that somebody looks at."""
    found = (address for seen in PLACES.values() for address in seen.get(who, ()))
    return tuple(address.format_map(ids) for address in found)
