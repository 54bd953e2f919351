"""A real SMTP server on loopback, whose replies a test chooses."""

import asyncio
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from ojala.mail.delivery import Mailer, Server
from ojala.mail.letters import Sender

SENDER = Sender("Ojalá <ojala@example.org>", "https://ojala.example.org")


@dataclass
class Postmaster:
    """Takes letters, or gives the replies it was told to give."""

    recipient_replies: list[str] = field(default_factory=list)
    data_replies: list[str] = field(default_factory=list)
    delay: float = 0
    taken: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        if self.recipient_replies:
            return self.recipient_replies.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        await asyncio.sleep(self.delay)
        if self.data_replies:
            return self.data_replies.pop(0)
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        return "250 taken"


@dataclass(frozen=True)
class Post:
    """The server and a mailer that uses it."""

    master: Postmaster
    mailer: Mailer


@pytest.fixture
def post() -> Iterator[Post]:
    """A post office."""
    master = Postmaster()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(master, hostname="127.0.0.1", port=port)
    controller.start()
    server = Server("127.0.0.1", port, start_tls=False, patience=0.5)
    yield Post(master, Mailer(server, SENDER))
    controller.stop()
