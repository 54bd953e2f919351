"""The composition root of the job runner: a process of its own, or a part of the app."""

import asyncio
import signal
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

from ojala.config import Environment, Settings
from ojala.jobs import upkeep
from ojala.jobs.broker import broker
from ojala.jobs.job import Handler, Schedule
from ojala.jobs.runner import Runner
from ojala.mail import jobs as mail_jobs
from ojala.mail.delivery import Mailer, Server
from ojala.mail.letters import Sender
from ojala.observability import configure
from ojala.progress import jobs as progress_jobs
from ojala.progress.service import FIT
from ojala.storage.database import Database

SCHEDULES = (
    Schedule(upkeep.PRUNE, every=timedelta(days=1), at=timedelta(hours=3)),
    Schedule(progress_jobs.FIT_ALL, every=timedelta(days=1), at=timedelta(hours=2)),
)
"""What happens again and again, each by its name and its period."""


def handlers(settings: Settings) -> Mapping[str, Handler]:
    """Who does each kind of job."""
    mailer = Mailer(
        server=Server.parse(settings.smtp_url.get_secret_value()),
        sender=Sender(settings.mail_from, settings.address),
        show=settings.environment is Environment.DEVELOPMENT,
    )
    return {
        upkeep.PRUNE: upkeep.prune,
        FIT: progress_jobs.fit,
        progress_jobs.FIT_ALL: progress_jobs.fit_all,
        mail_jobs.LETTER: partial(mail_jobs.deliver, mailer),
    }


def runner(settings: Settings, database: Database, clock: Callable[[], datetime]) -> Runner:
    """The runner as the settings make it."""
    return Runner(
        database=database,
        broker=broker(settings.redis_url.get_secret_value()),
        handlers=handlers(settings),
        schedules=SCHEDULES,
        clock=clock,
    )


async def work(settings: Settings) -> None:
    """Do jobs until the process is asked to end, then finish those under way."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    database = Database(settings.database, pool_size=settings.database_pool)
    try:
        await runner(settings, database, lambda: datetime.now(UTC)).run(stop)
    finally:
        await database.close()


def main(settings: Settings) -> None:
    """Run as a process."""
    configure(settings.log_level, settings.log_format)
    asyncio.run(work(settings))
