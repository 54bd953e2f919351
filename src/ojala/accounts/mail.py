"""Mail that accounts send: asked for in the transaction, sent by a job after it."""

from datetime import datetime

from ojala.accounts.values import Mail
from ojala.storage.database import Transaction
from ojala.storage.jobs import enqueue, enqueue_once

JOB = "accounts.mail"


async def send(
    tx: Transaction, mail: Mail, to: str, language: str, *, now: datetime, **context: str
) -> None:
    """Ask for a mail in the reader's language."""
    arguments = {"template": mail.value, "to": to, "language": language, "context": context}
    await enqueue(tx, JOB, arguments, now=now)


async def send_once(
    tx: Transaction,
    mail: Mail,
    to: str,
    language: str,
    *,
    key: str,
    unsubscribe: str,
    now: datetime,
    **context: str,
) -> None:
    """Ask for a letter that one may do without, unless it was asked for under this key before."""
    arguments = {
        "template": mail.value,
        "to": to,
        "language": language,
        "context": context,
        "unsubscribe": unsubscribe,
    }
    await enqueue_once(tx, JOB, f"{mail} {key}", arguments, now=now)
