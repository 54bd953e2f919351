"""The composition root of the job runner: a process of its own, or a part of the app."""

import asyncio
import signal
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

from ojala import __version__
from ojala.accounts import leaving, letters
from ojala.config import Environment, Settings
from ojala.content.course import course
from ojala.jobs import upkeep
from ojala.jobs.broker import broker
from ojala.jobs.job import Handler, Job, Schedule
from ojala.jobs.runner import Runner
from ojala.mail import jobs as mail_jobs
from ojala.mail.delivery import Mailer, Server
from ojala.mail.letters import Sender
from ojala.observability import Tracing, configure, report_faults, start_tracing
from ojala.practice import jobs as practice_jobs
from ojala.practice.recording import RECOUNT
from ojala.progress import jobs as progress_jobs
from ojala.progress.service import FIT
from ojala.reading import read_in_pieces
from ojala.storage.database import Database
from ojala.tutor import jobs as tutor_jobs
from ojala.web.keys import Keys

DAILY = timedelta(days=1)
SCHEDULES = (
    Schedule(progress_jobs.FIT_ALL, every=DAILY, at=timedelta(hours=2)),
    Schedule(letters.SEND_DUE, every=letters.EVERY),
    Schedule(upkeep.PRUNE, every=DAILY, at=timedelta(hours=3)),
    Schedule(leaving.DELETE_DUE, every=DAILY, at=timedelta(hours=4)),
    Schedule(tutor_jobs.PRUNE, every=DAILY, at=timedelta(hours=5)),
)
"""What happens again and again, each by its name and its period."""


def handlers(settings: Settings) -> Mapping[str, Handler]:
    """Who does each kind of job."""
    mailer = Mailer(
        server=Server.parse(settings.smtp_url.get_secret_value()),
        sender=Sender(settings.mail_from, settings.address),
        show=settings.environment is Environment.DEVELOPMENT,
    )
    keys = Keys(settings.keys, issuer=settings.issuer)
    return {
        letters.SEND_DUE: partial(letters.send_due, keys.stop_token),
        upkeep.PRUNE: upkeep.prune,
        practice_jobs.REMARK: practice_jobs.remark,
        RECOUNT: practice_jobs.recount,
        FIT: progress_jobs.fit,
        progress_jobs.FIT_ALL: progress_jobs.fit_all,
        leaving.DELETE_DUE: leaving.delete_due,
        tutor_jobs.PRUNE: tutor_jobs.prune,
        mail_jobs.LETTER: partial(mail_jobs.deliver, mailer),
    }


def traced(handler: Handler, tracing: Tracing) -> Handler:
    """A handler of which each attempt is a span."""

    async def follow(job: Job) -> None:
        with tracing.job(job.name, job.attempt):
            await handler(job)

    return follow


def runner(
    settings: Settings,
    database: Database,
    clock: Callable[[], datetime],
    tracing: Tracing | None = None,
) -> Runner:
    """The runner as the settings make it."""
    known = handlers(settings)
    if tracing:
        known = {name: traced(handler, tracing) for name, handler in known.items()}
    return Runner(
        database=database,
        broker=broker(settings.redis_url.get_secret_value()),
        handlers=known,
        schedules=SCHEDULES,
        clock=clock,
    )


def load() -> None:
    """Load what jobs need, so that a process holds from its start what its first night asks for."""
    course()
    progress_jobs.load()


async def work(settings: Settings) -> None:
    """Do jobs until the process is asked to end, then finish those under way."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    database = Database(
        settings.database,
        pool_size=settings.database_pool,
        statement_timeout=settings.statement_timeout,
    )
    tracing = start_tracing(settings.otlp_endpoint, release=__version__)
    if tracing:
        tracing.watch(database.engine.sync_engine)
    try:
        await runner(settings, database, lambda: datetime.now(UTC), tracing).run(stop)
    finally:
        await database.close()
        if tracing:
            tracing.close()


def main(settings: Settings) -> None:
    """Run as a process."""
    read_in_pieces()
    configure(settings.log_level, settings.log_format)
    report_faults(
        settings.sentry_dsn.get_secret_value(),
        environment=settings.environment,
        release=__version__,
    )
    load()
    asyncio.run(work(settings))
