"""The composition root of the web application."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from types import ModuleType

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware

from ojala import __version__
from ojala.accounts import api as accounts_api
from ojala.accounts import letter_pages, own_api, own_pages, provider_pages
from ojala.accounts import pages as accounts_pages
from ojala.accounts.provider import Provider
from ojala.accounts.values import Tools
from ojala.admin import api as admin_api
from ojala.admin import pages as admin_pages
from ojala.config import Settings
from ojala.content.course import Course, course
from ojala.learning.learner import Learner, Preferences
from ojala.observability import Tracing, configure, report_faults, start_tracing
from ojala.observability.extra import needs
from ojala.observability.tracing import TraceRequests
from ojala.practice import api as practice_api
from ojala.practice import (
    importing_api,
    importing_pages,
    offline,
    placing_api,
    placing_pages,
    service,
    session_api,
)
from ojala.practice import pages as practice_pages
from ojala.preferences import pages as preferences_pages
from ojala.progress import api as progress_api
from ojala.progress import exchange as progress_exchange
from ojala.progress import pages as progress_pages
from ojala.reference import api as reference_api
from ojala.reference import pages as reference_pages
from ojala.sets import api as sets_api
from ojala.sets import pages as sets_pages
from ojala.storage.database import Database, Transaction
from ojala.storage.switches import Switch
from ojala.tutor import api as tutor_api
from ojala.tutor import pages as tutor_pages
from ojala.tutor import reporting
from ojala.tutor.breaker import Breaker
from ojala.tutor.service import Tutor
from ojala.tutor.values import Budgets
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

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def _worker() -> ModuleType:
    """The root of the job runner; what it loads is a fifth of all, and no answer waits for it."""
    from ojala import worker  # noqa: PLC0415

    return worker


@asynccontextmanager
async def _jobs(
    settings: Settings, database: Database, clock: Clock, tracing: Tracing | None
) -> AsyncIterator[None]:
    """Do jobs in this process, unless there is a Redis that brings them to `ojala work`."""
    if settings.redis_url.get_secret_value():
        yield
        return
    stop = asyncio.Event()

    async def run() -> None:
        worker = await asyncio.to_thread(_worker)
        await worker.runner(settings, database, clock, tracing).run(stop)

    running = asyncio.create_task(run())
    yield
    stop.set()
    await running


def from_environment() -> FastAPI:
    """The application as the environment's settings make it."""
    settings = Settings()
    configure(settings.log_level, settings.log_format)
    report_faults(
        settings.sentry_dsn.get_secret_value(),
        environment=settings.environment,
        release=__version__,
    )
    return create_app(settings)


async def _rebuild(tx: Transaction, learner: Learner) -> None:
    """Make a learner's cards and figures from their log, for the feature that merged two logs."""
    await service.replay_cards(tx, learner=learner, write=True)
    await service.replay_figures(tx, learner=learner, course=course(), write=True)


# A request is held against one address after the other: what is asked most comes first.
_ROUTERS = (
    practice_api.router,
    practice_pages.router,
    health.router,
    metrics.router,
    problems.router,
    appearance.router,
    pages.router,
    placing_pages.router,
    importing_pages.router,
    offline.router,
    progress_pages.router,
    progress_exchange.router,
    reference_pages.router,
    preferences_pages.router,
    sets_pages.router,
    accounts_pages.router,
    own_pages.router,
    letter_pages.router,
    provider_pages.router,
    admin_pages.router,
    tutor_pages.router,
    accounts_api.router,
    own_api.router,
    session_api.router,
    placing_api.router,
    importing_api.router,
    progress_api.router,
    sets_api.router,
    reference_api.router,
    reference_api.checking,
    admin_api.router,
    tutor_api.router,
    reporting.api,
    reporting.pages,
)


def _warm_up(course: Course) -> None:
    """Read what the first answers need, and keep it out of the rounds of the garbage collector.

    What stays as long as the process is not worth looking through: a full round over it makes
    whoever is answering wait for a tenth of a second.
    """
    service.warm_up(course)
    templating.warm_up()
    gc.freeze()


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


def _tutor(settings: Settings) -> Tutor | None:
    """The language model that may be asked, where one is set."""
    if not settings.tutor_url:
        return None
    with needs("tutor"):
        from ojala.tutor.client import Chat  # noqa: PLC0415 - an extra, only where it is used
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


def create_app(settings: Settings, *, clock: Clock = system_clock) -> FastAPI:
    """Build the application from its settings."""
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
        warming = asyncio.create_task(asyncio.to_thread(_warm_up, app.state.shell.course))
        async with _jobs(settings, database, clock, tracing):
            yield
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
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    app.state.clock = clock
    app.state.accounts = Tools(vault=keys, rebuild=_rebuild, provider=_provider(settings))
    app.state.tutor = tutor
    problems.install(app)
    routing.install(app, _ROUTERS)
    static.mount(app)
    app.add_middleware(Idempotency)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(security.BodyLimit)
    app.add_middleware(security.SameOrigin, public_url=settings.public_url)
    app.add_middleware(security.SecurityHeaders, https=settings.secure_cookies)
    app.add_middleware(security.RequestLog)
    if tracing:
        app.add_middleware(TraceRequests, tracing=tracing)
    return app
