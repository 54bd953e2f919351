"""Is the service alive, and can it do its work? For probes and for people."""

from typing import Annotated, Literal

import structlog
from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field
from sqlalchemy.exc import SQLAlchemyError

from ojala.storage import migrate
from ojala.web.dependencies import CurrentShell

router = APIRouter(tags=["health"])

State = Literal["ok", "down", "behind", "fallback", "unused"]


class Alive(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Health(BaseModel):
    """The state of everything the service depends on."""

    status: Literal["ok", "down"] = Field(examples=["ok"])
    database: State = Field(examples=["ok"])
    migrations: State = Field(examples=["ok"])
    redis: State = Field(examples=["unused"])
    content_version: str = Field(examples=["4f9c2d"])


async def _database(shell: CurrentShell) -> tuple[State, State]:
    try:
        await shell.database.ask()
        revision = await migrate.current(shell.database)
    except (SQLAlchemyError, OSError) as error:
        structlog.get_logger().error("the database does not answer", error=repr(error))
        return "down", "down"
    return "ok", "behind" if migrate.is_behind(revision) else "ok"


async def _health(shell: CurrentShell) -> Health:
    shared = await shell.limits.is_shared()
    redis: dict[bool | None, State] = {None: "unused", True: "ok", False: "fallback"}
    database, migrations = await _database(shell)
    return Health(
        status="ok" if database == migrations == "ok" else "down",
        database=database,
        migrations=migrations,
        redis=redis[shared],
        content_version=shell.course.version,
    )


@router.get("/health/live")
async def live() -> Alive:
    """Say that the process answers; ask nothing else."""
    return Alive()


@router.get("/health", responses={503: {"model": Health}})
@router.get("/health/ready", responses={503: {"model": Health}})
@router.get("/api/v1/health", responses={503: {"model": Health}})
async def ready(response: Response, health: Annotated[Health, Depends(_health)]) -> Health:
    """Ask the database, truly; 503 when the service cannot do its work."""
    if health.status == "down":
        response.status_code = 503
    return health
