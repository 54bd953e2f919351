"""The SQL of mail."""

from datetime import datetime
from uuid import UUID

from ojala.mail.letters import Letter
from ojala.storage.database import Transaction
from ojala.storage.tables import MailRow

_LONGEST_NOTE = 500


async def log(
    tx: Transaction, job_id: UUID, letter: Letter, outcome: str, note: str, now: datetime
) -> None:
    """Note what became of a letter; a later attempt replaces an earlier one."""
    await tx.merge(
        MailRow(
            id=job_id,
            template=letter.template,
            to=masked(letter.to),
            language=letter.language,
            outcome=outcome,
            note=note.replace(letter.to, masked(letter.to))[:_LONGEST_NOTE],
            logged_at=now,
        )
    )
    await tx.flush()


def masked(address: str) -> str:
    """An address of which only its owner would know that it is theirs: `a…@example.com`."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"
