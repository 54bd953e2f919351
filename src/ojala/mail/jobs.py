"""The jobs of mail: a letter that was asked for is written, handed over and logged."""

from ojala.jobs.job import GaveUp, Job
from ojala.mail import queries
from ojala.mail.delivery import Mailer
from ojala.mail.letters import Letter, compose, templates

LETTER = "accounts.mail"
"""A letter with `template`, `to`, `language`, the `context` that fills it, and perhaps a path to
`unsubscribe` by."""


async def deliver(mailer: Mailer, job: Job) -> None:
    """Send the letter that a job asks for."""
    asked = job.arguments
    if asked["template"] not in templates():
        raise GaveUp(f"there are no words for the letter {asked['template']!r}")
    letter = Letter(
        asked["template"],
        asked["to"],
        asked["language"],
        asked["context"],
        asked.get("unsubscribe", ""),
    )
    await post(mailer, job, letter)


async def post(mailer: Mailer, job: Job, letter: Letter) -> None:
    """Write a letter, hand it over, and log what came of it."""
    try:
        await mailer.send(compose(letter, mailer.sender, job.id))
    except GaveUp as refusal:
        await _log(job, letter, "refused", str(refusal))
        raise
    except Exception as failure:
        await _log(job, letter, "waiting", repr(failure))
        raise
    await _log(job, letter, "sent", "")


async def _log(job: Job, letter: Letter, outcome: str, note: str) -> None:
    async with job.database.transaction() as tx:
        await queries.log(tx, job.id, letter, outcome, note, job.now)
