"""Idempotency keys: a write that a program sends again, under its key, is done once.

A key is taken before anything is done and its answer kept after. Who asks again gets that answer;
who asks while it is open, or after a crash in between, is told so (409): it is never done twice.
"""

import hashlib
from http import HTTPStatus

from sqlalchemy.exc import IntegrityError
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ojala.storage import replies
from ojala.storage.replies import Reply
from ojala.web import identity
from ojala.web.dependencies import Shell
from ojala.web.problems import meanings
from ojala.web.security import header_of

HEADER = b"idempotency-key"
LONGEST_KEY = 200
_SECRET = ("/api/v1/auth/", "/api/v1/me/")
"""Where answers hold secrets, which are shown once and kept nowhere."""
_OWN = "/api/v1/me"
"""Where one leaves, and then nothing is kept."""
_KEPT = ("content-type", "location", "etag")


class Idempotency:
    """Looks at writes to the API that carry an `Idempotency-Key`, and passes on all others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a write once."""
        key = _key(scope)
        if key is None:
            await self.app(scope, receive, send)
            return
        if not 0 < len(key) <= LONGEST_KEY or not key.isprintable():
            await _problem(422, "idempotency-key", "a key is 1 to 200 printable characters")(
                scope, receive, send
            )
            return
        message = await receive()  # whole: BodyLimit has read it
        kept = Keeper(scope, key, message.get("body", b""))
        known = await kept.take()
        if known is not None:
            await known(scope, receive, send)
            return
        await self._once(scope, message, receive, send, kept)

    async def _once(
        self, scope: Scope, message: Message, receive: Receive, send: Send, kept: "Keeper"
    ) -> None:
        pending, sent = [message], Sent()

        async def receive_again() -> Message:
            return pending.pop() if pending else await receive()

        try:
            await self.app(scope, receive_again, sent.note)
        except BaseException:
            await kept.give_back()
            raise
        await kept.keep(sent)
        for part in sent.messages:
            await send(part)


class Sent:
    """An answer as the app sends it, held back until it is kept."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def note(self, message: Message) -> None:
        self.messages.append(message)

    @property
    def status(self) -> int:
        status: int = self.messages[0]["status"]
        return status

    @property
    def headers(self) -> dict[str, str]:
        headers = Headers(raw=self.messages[0]["headers"])
        return {name: headers[name] for name in _KEPT if name in headers}

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.messages[1:])


class Keeper:
    """One key of one asker, and what is known under it."""

    def __init__(self, scope: Scope, key: str, body: bytes) -> None:
        state = scope["app"].state
        shell: Shell = state.shell
        self.state = scope.setdefault("state", {})
        headers = Headers(scope=scope)
        who = headers.get("authorization") or headers.get("cookie", "")
        what = f"{scope['method']} {scope['path']}?{scope['query_string'].decode('latin-1')}\n"
        self.database, self.clock, self.key = shell.database, state.clock, key
        self.owner = hashlib.sha256(who.encode("utf-8", "surrogateescape")).digest()
        self.fingerprint = hashlib.sha256(what.encode() + body).digest()

    async def take(self) -> Response | None:
        """Take the key; the answer to give where it was taken before."""
        async with self.database.transaction(read_only=True) as tx:
            known = await replies.find(tx, self.owner, self.key)
        if known is not None:
            return self._answer(known)
        try:
            async with self.database.transaction() as tx:
                await replies.begin(tx, self.owner, self.key, self.fingerprint, self.clock())
        except IntegrityError:
            return _open()
        return None

    def _answer(self, known: Reply) -> Response:
        if known.fingerprint != self.fingerprint:
            detail = "this key was used for another request"
            return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, "idempotency-key", detail)
        if known.status is None:
            return _open()
        headers = {**known.headers, "Idempotency-Replayed": "true"}
        return Response(known.body, known.status, headers)

    async def keep(self, sent: Sent) -> None:
        """Keep an answer; after a fault of ours, or too many requests, one may ask again."""
        again = sent.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        if again or sent.status == HTTPStatus.TOO_MANY_REQUESTS:
            await self.give_back()
            return
        reply = Reply(self.fingerprint, sent.status, sent.headers, sent.body)
        whose = self.state.get(identity.STATE)
        try:
            async with self.database.transaction() as tx:
                await replies.keep(tx, self.owner, self.key, reply, whose)
        except IntegrityError:  # they left meanwhile
            await self.give_back()

    async def give_back(self) -> None:
        """Forget the key."""
        async with self.database.transaction() as tx:
            await replies.forget(tx, self.owner, self.key)


def _key(scope: Scope) -> str | None:
    """The key of a write to the API; None for everything else, files and secrets included."""
    if scope["type"] != "http" or scope["method"] not in {"POST", "PUT", "PATCH", "DELETE"}:
        return None
    path: str = scope["path"]
    if (
        not path.startswith("/api/")
        or path.endswith("/imports")
        or path.startswith(_SECRET)
        or path == _OWN
    ):
        return None
    return header_of(scope, HEADER)


def _open() -> Response:
    detail = "a request with this key is under way, or ended before its answer was kept"
    return _problem(HTTPStatus.CONFLICT, "idempotency-open", detail)


def _problem(status: int, slug: str, detail: str) -> Response:
    title = meanings()[slug].title
    content = {"type": f"/problems/{slug}", "title": title, "status": status, "detail": detail}
    return JSONResponse(content, status, media_type="application/problem+json")
