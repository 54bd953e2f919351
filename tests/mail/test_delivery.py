from dataclasses import replace
from email.message import EmailMessage
from uuid import UUID

import aiosmtplib
import pytest
from structlog.testing import capture_logs

from ojala.jobs.job import GaveUp
from ojala.mail.delivery import Mailer, Server
from ojala.mail.letters import Letter, compose
from tests.mail.conftest import SENDER, Post


def a_letter() -> EmailMessage:
    letter = Letter("reset", "ana@example.com", "es", {"path": "/reset?token=abc"})
    return compose(letter, SENDER, UUID(int=1))


async def test_a_letter_arrives_as_it_was_written(post: Post) -> None:
    await post.mailer.send(a_letter())

    (taken,) = post.master.taken
    assert taken["Subject"] == "Elige una contraseña nueva"
    body = taken.get_body(("plain",))
    assert body is not None
    assert "https://ojala.example.org/reset?token=abc" in body.get_content()


@pytest.mark.parametrize("reply", ["550 no such mailbox", "553 not here"])
async def test_an_address_refused_for_good_is_given_up(post: Post, reply: str) -> None:
    post.master.recipient_replies = [reply]
    with pytest.raises(GaveUp, match=reply[:3]):
        await post.mailer.send(a_letter())


async def test_a_letter_refused_for_good_is_given_up(post: Post) -> None:
    post.master.data_replies = ["554 looks like spam"]
    with pytest.raises(GaveUp, match="looks like spam"):
        await post.mailer.send(a_letter())


async def test_a_full_mailbox_is_tried_again(post: Post) -> None:
    post.master.recipient_replies = ["452 mailbox full"]
    with pytest.raises(aiosmtplib.SMTPRecipientsRefused):
        await post.mailer.send(a_letter())


async def test_a_busy_server_is_tried_again(post: Post) -> None:
    post.master.data_replies = ["451 later, please"]
    with pytest.raises(aiosmtplib.SMTPDataError):
        await post.mailer.send(a_letter())


async def test_a_server_that_takes_too_long_is_left(post: Post) -> None:
    post.master.delay = 5
    with pytest.raises(aiosmtplib.SMTPTimeoutError):
        await post.mailer.send(a_letter())


async def test_a_server_that_is_away_is_tried_again() -> None:
    nobody = Mailer(Server("127.0.0.1", 1, patience=1), SENDER)
    with pytest.raises(aiosmtplib.SMTPConnectError):
        await nobody.send(a_letter())


async def test_without_a_server_a_letter_is_shown_on_a_desk_and_given_up_elsewhere() -> None:
    desk = Mailer(None, SENDER, show=True)
    with capture_logs() as logs:
        await desk.send(a_letter())
    assert "token=abc" in logs[0]["text"]

    with pytest.raises(GaveUp, match="OJALA_SMTP_URL"):
        await replace(desk, show=False).send(a_letter())


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", None),
        ("smtp://mail.example.org", Server("mail.example.org", 587)),
        (
            "smtp://ana:p%40ss@mail.example.org:25?starttls=yes",
            Server("mail.example.org", 25, "ana", "p@ss", start_tls=True),
        ),
        ("smtp://localhost:25?starttls=no", Server("localhost", 25, start_tls=False)),
        ("smtps://mail.example.org", Server("mail.example.org", 465, tls=True, start_tls=False)),
    ],
)
def test_a_server_is_read_from_its_address(url: str, server: Server | None) -> None:
    assert Server.parse(url) == server
