"""Delivery: a message and an SMTP server; what the server says decides whether to try again."""

import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib
import structlog

from ojala.jobs.job import GaveUp
from ojala.mail.letters import Sender

PERMANENT = 500
"""From this reply code on, the server would say the same tomorrow."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: bool = False
    """TLS from the first byte."""
    start_tls: bool | None = None
    """TLS after a first greeting: demanded, refused, or (None) where it is offered."""
    patience: float = 20.0
    """Seconds the server may take for one reply."""

    @classmethod
    def parse(cls, url: str) -> "Server | None":
        """Read `smtp://user:password@host:port?starttls=yes` or `smtps://…`; None for nothing."""
        parts = urlsplit(url)
        if not parts.hostname:
            return None
        tls = parts.scheme == "smtps"
        wish = parse_qs(parts.query).get("starttls", [""])[0]
        return cls(
            parts.hostname,
            parts.port or (465 if tls else 587),
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            tls,
            {"yes": True, "no": False}.get(wish) if not tls else False,
        )

    def client(self) -> aiosmtplib.SMTP:
        """A client that connects, and logs in where there is a user, when it is entered."""
        return aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.user or None,
            password=self.password or None,
            use_tls=self.tls,
            start_tls=self.start_tls,
            tls_context=ssl.create_default_context(),
            timeout=self.patience,
        )


@dataclass(frozen=True, slots=True)
class Mailer:
    """Sends messages through one server; without one it can only say so."""

    server: Server | None
    sender: Sender
    show: bool = False
    """Whether to write to the log what cannot be sent: for a desk without a mail server."""

    async def send(self, message: EmailMessage) -> None:
        """Hand a message over; raises `GaveUp` where another attempt would be in vain."""
        if self.server is None:
            self._show(message)
            return
        try:
            await self._deliver(message, self.server)
        except aiosmtplib.SMTPRecipientsRefused as error:
            if all(refusal.code >= PERMANENT for refusal in error.recipients):
                raise GaveUp(_said(error.recipients[0])) from error
            raise
        except aiosmtplib.SMTPResponseException as error:
            if error.code >= PERMANENT and not isinstance(
                error, aiosmtplib.SMTPAuthenticationError
            ):
                raise GaveUp(_said(error)) from error
            raise

    def _show(self, message: EmailMessage) -> None:
        if not self.show:
            raise GaveUp("no mail server is set (OJALA_SMTP_URL)")
        text = message.get_body(("plain",))
        structlog.get_logger().warning(
            "mail is not sent, for no mail server is set (OJALA_SMTP_URL)",
            to=message["To"],
            text=text.get_content() if text else "",
        )

    async def _deliver(self, message: EmailMessage, server: Server) -> None:
        async with server.client() as client:
            await client.send_message(message)


def _said(error: aiosmtplib.SMTPResponseException) -> str:
    return f"{error.code} {error.message}"
