"""The composition root of the web application."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from types import ModuleType
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware

from ojala import __version__
from ojala.accounts.provider import Provider
from ojala.accounts.values import Tools
from ojala.config import Environment, Settings
from ojala.content.course import course
from ojala.learning.learner import Learner, Preferences
from ojala.observability import Tracing, configure, report_faults, start_tracing
from ojala.observability.extra import needs
from ojala.observability.tracing import TraceRequests
from ojala.practice import answer_api, service
from ojala.practice import api as practice_api
from ojala.practice import pages as practice_pages
from ojala.reading import read_in_pieces
from ojala.storage.database import Database, Transaction
from ojala.storage.switches import Switch
from ojala.web import (
    appearance,
    counting,
    health,
    metrics,
    pages,
    problems,
    routing,
    security,
    static,
    templating,
)
from ojala.web.dependencies import Shell
from ojala.web.idempotency import Idempotency
from ojala.web.keys import Keys
from ojala.web.limits import RateLimits
from ojala.web.switches import Switches

if TYPE_CHECKING:
    from ojala.tutor.service import Tutor

Clock = Callable[[], datetime]

_HEAD_START = 0.5
"""Seconds that the first answers have to themselves, before what nobody waits for is loaded."""


def system_clock() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def _worker() -> ModuleType:
    """The root of the job runner; what it loads is a fifth of all, and no answer waits for it."""
    from ojala import worker  # noqa: PLC0415

    return worker


async def _stopped_early(stop: asyncio.Event) -> bool:
    """Let the first answers leave; whether the process ends before that."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), _HEAD_START)
    return stop.is_set()


async def _do_jobs(
    stop: asyncio.Event,
    settings: Settings,
    database: Database,
    clock: Clock,
    tracing: Tracing | None,
) -> None:
    """Do jobs in this process, unless there is a Redis that brings them to `ojala work`."""
    if settings.redis_url.get_secret_value() or await _stopped_early(stop):
        return
    worker = await asyncio.to_thread(_worker)
    await worker.runner(settings, database, clock, tracing).run(stop)


def from_environment() -> FastAPI:
    """The application as the environment's settings make it.

    On somebody's desk, where a person waits for the start, most routes come after it; in
    production whatever is ready has them all.
    """
    settings = Settings()
    read_in_pieces()
    configure(settings.log_level, settings.log_format)
    report_faults(
        settings.sentry_dsn.get_secret_value(),
        environment=settings.environment,
        release=__version__,
    )
    return create_app(settings, whole=settings.environment is Environment.PRODUCTION)


async def _rebuild(tx: Transaction, learner: Learner) -> None:
    """Make a learner's cards and figures from their log, for the feature that merged two logs."""
    await service.replay_cards(tx, learner=learner, write=True)
    await service.replay_figures(tx, learner=learner, course=course(), write=True)


# A request is held against one address after the other: what is asked most comes first.
_FIRST = (
    answer_api.router,
    practice_api.router,
    practice_pages.router,
    health.router,
    metrics.router,
    problems.router,
    appearance.router,
    pages.router,
)


def _later() -> routing.Routers:
    """The routes of all else; to load them takes a fifth of a start, and no first answer waits."""
    from ojala.later import ROUTERS  # noqa: PLC0415 - it is what is to come later

    return ROUTERS


async def _warm_up(stop: asyncio.Event, shell: Shell, rest: routing.Later) -> None:
    """Read what will be asked for, and keep it out of the rounds of the garbage collector."""
    if await _stopped_early(stop):
        return
    await asyncio.to_thread(rest.load)
    await asyncio.to_thread(service.warm_up, shell.course)
    await asyncio.to_thread(templating.warm_up)
    await asyncio.to_thread(shell.keys.warm_up)
    gc.freeze()


def _settle() -> None:
    """Have the garbage collector work from here on, and look through nothing that stands already.

    What stays as long as the process is not worth looking through: a full round over it makes
    whoever is answering wait for a tenth of a second.
    """
    gc.freeze()
    gc.enable()


def _provider(settings: Settings) -> Provider | None:
    """The other service that people may sign in by, where one is set."""
    if not settings.oidc_issuer:
        return None
    return Provider(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        name=settings.oidc_name,
        redirect_uri=f"{settings.address}/login/provider/return",
    )


def _tutor(settings: Settings) -> "Tutor | None":
    """The language model that may be asked, where one is set."""
    if not settings.tutor_url:
        return None
    with needs("tutor"):
        from ojala.tutor.client import Chat  # noqa: PLC0415 - an extra, only where it is used
    from ojala.tutor.breaker import Breaker  # noqa: PLC0415 - as above
    from ojala.tutor.service import Tutor  # noqa: PLC0415 - as above
    from ojala.tutor.values import Budgets  # noqa: PLC0415 - as above

    return Tutor(
        model=Chat(
            url=settings.tutor_url,
            key=settings.tutor_key.get_secret_value(),
            name=settings.tutor_model,
            patience=settings.tutor_patience,
            retries=settings.tutor_retries,
        ),
        budgets=Budgets(settings.tutor_learner_tokens, settings.tutor_tokens),
        patience=settings.tutor_patience,
        breaker=Breaker(),
    )


def create_app(settings: Settings, *, clock: Clock = system_clock, whole: bool = True) -> FastAPI:
    """Build the application from its settings: the `whole` of it, or most routes a little later."""
    tracing = start_tracing(settings.otlp_endpoint, release=__version__)
    keys = Keys(settings.keys, issuer=settings.issuer)
    tutor = _tutor(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        database = Database(
            settings.database,
            pool_size=settings.database_pool,
            statement_timeout=settings.statement_timeout,
            on_turn=counting.pool_wait_seconds.observe,
        )
        if tracing:
            tracing.watch(database.engine.sync_engine)
        app.state.shell = Shell(
            database=database,
            course=course(),
            limits=RateLimits(settings.redis_url.get_secret_value()),
            keys=keys,
            switches=Switches(frozenset() if tutor else frozenset({Switch.TUTOR})),
            defaults=Preferences(
                session_size=settings.session_size,
                desired_retention=settings.desired_retention,
            ),
            rate_limit=settings.rate_limit,
            guest_limit=settings.guest_limit,
            login_limit=settings.login_limit,
            secure_cookies=settings.secure_cookies,
            metrics_token=settings.metrics_token.get_secret_value(),
        )
        stop = asyncio.Event()
        working = asyncio.create_task(_do_jobs(stop, settings, database, clock, tracing))
        warming = asyncio.create_task(_warm_up(stop, app.state.shell, rest))
        _settle()
        yield
        stop.set()
        await working
        await warming
        gc.unfreeze()
        if tutor:
            await tutor.model.close()
        await app.state.shell.limits.close()
        await database.close()
        if tracing:
            tracing.close()

    app = FastAPI(
        title="Ojalá",
        summary="Mastering the Spanish subjunctive.",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # shown with the routes that come last
        lifespan=lifespan,
    )
    app.state.clock = clock
    app.state.accounts = Tools(vault=keys, rebuild=_rebuild, provider=_provider(settings))
    app.state.tutor = tutor
    problems.install(app)
    routing.install(app, _FIRST)
    static.mount(app)
    rest = routing.install_later(app, _later)
    if whole:
        rest.load()
    app.add_middleware(Idempotency)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(security.BodyLimit)
    app.add_middleware(security.SameOrigin, public_url=settings.public_url)
    app.add_middleware(security.SecurityHeaders, https=settings.secure_cookies)
    app.add_middleware(security.RequestLog)
    if tracing:
        app.add_middleware(TraceRequests, tracing=tracing)
    return app
