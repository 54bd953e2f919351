"""The examination of an installation: each part that may be missing, in one line."""

import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import aiosmtplib
import httpx2
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from ojala.config import Environment, Settings
from ojala.mail.delivery import Server
from ojala.storage import migrate
from ojala.storage.database import Database
from ojala.web.limits import RateLimits

MOST_SKEW = timedelta(seconds=5)
"""How far the clocks of two machines may be apart."""
PATIENCE = 5.0
"""Seconds to wait for the tutor's server."""
LITTLE_SPACE, NO_SPACE = 1_000_000_000, 100_000_000
"""Free bytes on the disk below which to warn, and to fail."""


class State(Enum):
    """How a part of the installation was found."""

    OK = "ok"
    UNUSED = "unused"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part."""

    subject: str
    state: State
    detail: str


Check = Callable[[Settings, Database], Awaitable[Finding]]


async def examine(settings: Settings) -> list[Finding]:
    """Look at every part; none that is away hides the others."""
    database = Database(settings.database, pool_size=1)
    try:
        return [await check(settings, database) for check in CHECKS]
    finally:
        await database.close()


async def _settings(settings: Settings, _database: Database) -> Finding:
    if settings.environment is Environment.DEVELOPMENT:
        return Finding("settings", State.OK, "development: migrates when it starts")
    if settings.log_format != "json":
        detail = "production, but OJALA_LOG_FORMAT is not json"
        return Finding("settings", State.WARNING, detail)
    return Finding("settings", State.OK, f"production, at {settings.public_url}")


async def _reach(_settings: Settings, database: Database) -> Finding:
    where = database.engine.url.render_as_string(hide_password=True)
    try:
        await database.ask()
    except (SQLAlchemyError, OSError) as error:
        return Finding("database", State.FAILED, f"{where}: {_first_line(error)}")
    return Finding("database", State.OK, where)


async def _migrations(_settings: Settings, database: Database) -> Finding:
    try:
        revision = await migrate.current(database)
    except (SQLAlchemyError, OSError) as error:
        return Finding("migrations", State.FAILED, _first_line(error))
    if migrate.is_behind(revision):
        detail = f"at {revision}, and {migrate.head()} is needed: run `ojala migrate`"
        return Finding("migrations", State.FAILED, detail)
    return Finding("migrations", State.OK, f"at {revision}")


async def _redis(settings: Settings, _database: Database) -> Finding:
    limits = RateLimits(settings.redis_url.get_secret_value())
    try:
        shared = await limits.is_shared()
    finally:
        await limits.close()
    if shared is None:
        alone = settings.workers == 1
        detail = "OJALA_REDIS_URL is not set: each process counts requests for itself"
        return Finding("redis", State.UNUSED if alone else State.WARNING, detail)
    if shared:
        return Finding("redis", State.OK, "answers")
    return Finding("redis", State.FAILED, "does not answer")


async def _mail(settings: Settings, _database: Database) -> Finding:
    server = Server.parse(settings.smtp_url.get_secret_value())
    if server is None:
        detail = "OJALA_SMTP_URL is not set: no letter is sent"
        developing = settings.environment is Environment.DEVELOPMENT
        return Finding("mail", State.UNUSED if developing else State.WARNING, detail)
    where = f"{server.host}:{server.port}"
    try:
        async with server.client():
            return Finding("mail", State.OK, where)
    except (aiosmtplib.SMTPException, OSError) as error:
        return Finding("mail", State.FAILED, f"{where}: {_first_line(error)}")


async def _tutor(settings: Settings, _database: Database) -> Finding:
    if not settings.tutor_url:
        return Finding("tutor", State.UNUSED, "OJALA_TUTOR_URL is not set: there is no tutor")
    if find_spec("openai") is None:
        return Finding("tutor", State.FAILED, "not installed: pip install 'ojala[tutor]'")
    where = urlsplit(settings.tutor_url).netloc.rpartition("@")[2]
    key = settings.tutor_key.get_secret_value()
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        async with httpx2.AsyncClient(timeout=PATIENCE, headers=headers) as client:
            answer = await client.get(f"{settings.tutor_url.rstrip('/')}/models")
    except httpx2.HTTPError as error:
        return Finding("tutor", State.FAILED, f"{where}: {_first_line(error) or 'no answer'}")
    if answer.status_code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return Finding("tutor", State.FAILED, f"{where} refuses OJALA_TUTOR_KEY")
    if settings.tutor_model not in answer.text:
        detail = f"{where} does not list the model {settings.tutor_model}"
        return Finding("tutor", State.WARNING, detail)
    return Finding("tutor", State.OK, f"{settings.tutor_model} at {where}")


async def _clock(_settings: Settings, database: Database) -> Finding:
    try:
        theirs = await database.now()
    except (SQLAlchemyError, OSError) as error:
        return Finding("clock", State.FAILED, f"nothing to compare with: {_first_line(error)}")
    skew = abs(datetime.now(UTC) - theirs)
    state = State.OK if skew <= MOST_SKEW else State.FAILED
    return Finding("clock", state, f"{skew.total_seconds():.1f} s from the database's")


async def _disk(settings: Settings, database: Database) -> Finding:
    folder = settings.data_dir
    if database.is_embedded and (file := make_url(settings.database).database):
        folder = Path(file).parent
    while not folder.exists():
        folder = folder.absolute().parent
    free = shutil.disk_usage(folder).free
    state = State.OK if free >= LITTLE_SPACE else State.WARNING
    return Finding(
        "disk",
        state if free >= NO_SPACE else State.FAILED,
        f"{free / 1e9:.1f} GB free at {folder}",
    )


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


CHECKS: tuple[Check, ...] = (
    _settings,
    _reach,
    _migrations,
    _redis,
    _mail,
    _tutor,
    _clock,
    _disk,
)
"""Every check, in the order in which their lines are printed."""
