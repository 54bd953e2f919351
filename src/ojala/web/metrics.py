"""The page on which Prometheus reads what was counted, for whoever has the token.

Several processes behind one socket count into files that whichever of them is asked adds up
(`PROMETHEUS_MULTIPROC_DIR`). What lies in the database is asked there, at each reading.
"""

import hmac
import os
from typing import Annotated

import structlog
from fastapi import APIRouter, Header, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Gauge,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy.exc import SQLAlchemyError

from ojala.errors import NotFound, Unauthenticated
from ojala.storage.backlog import Backlog, backlog
from ojala.web.dependencies import CurrentShell, Now, Shell

SHARED_COUNTS = "PROMETHEUS_MULTIPROC_DIR"

router = APIRouter(include_in_schema=False)


@router.get("/metrics")
async def metrics(
    shell: CurrentShell, now: Now, authorization: Annotated[str, Header()] = ""
) -> Response:
    """Show what was counted, to whoever has the token; without a token set, to nobody."""
    if not shell.metrics_token:
        raise NotFound("Metrics are off: OJALA_METRICS_TOKEN is not set.")
    if not hmac.compare_digest(authorization.encode(), f"Bearer {shell.metrics_token}".encode()):
        raise Unauthenticated("Metrics need their token.")
    asked = measured(await _ask(shell, now))
    shown = generate_latest(counted()) + generate_latest(asked)
    return Response(shown, media_type=CONTENT_TYPE_LATEST)


async def _ask(shell: Shell, now: Now) -> Backlog | None:
    try:
        async with shell.database.transaction(read_only=True) as tx:
            return await backlog(tx, now)
    except (SQLAlchemyError, OSError) as error:
        structlog.get_logger().error("the backlog cannot be counted", error=repr(error))
        return None


def measured(found: Backlog | None) -> CollectorRegistry:
    """What the database told as metrics; all it can tell when it is away is that."""
    registry = CollectorRegistry()

    def show(name: str, meaning: str, value: float) -> None:
        Gauge(name, meaning, registry=registry).set(value)

    show("ojala_database_up", "Whether the database answers.", found is not None)
    if found is not None:
        show("ojala_jobs_waiting", "Jobs that are due.", found.jobs_waiting)
        show("ojala_jobs_oldest_seconds", "How long the oldest has been due.", found.oldest)
        show("ojala_jobs_failed", "Jobs given up within a day.", found.jobs_failed)
        show("ojala_cards_due", "Cards due, of everybody, counted up to 100,000.", found.due)
    return registry


def counted() -> CollectorRegistry:
    """What this process counted; what all of them did, where they share a folder."""
    if SHARED_COUNTS not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call] # as the library has it
    return together
