"""Defences every request passes: size, origin, headers, rate; and the request's id and log line."""

import re
import secrets
import time
from urllib.parse import urlsplit

import structlog
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ojala.web import counting

BODY_LIMIT = 256 * 1024
"""The largest body accepted, in bytes: the longest text to check, however it is encoded."""
UPLOAD_LIMIT = 24 * 1024 * 1024
"""The largest file accepted where files are (addresses that end in `UPLOADS`)."""
UPLOADS = "/imports"

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
HSTS = "max-age=31536000; includeSubDomains"


def header_of(scope: Scope, name: bytes) -> str | None:
    """A header of a request by its name in lower case; one looks without making objects of all."""
    for known, value in scope["headers"]:
        if known == name:
            text: str = value.decode("latin-1")
            return text
    return None


_REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")


class RequestLog:
    """Gives each request an id; when it is answered, counts it and writes one line."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.log = structlog.get_logger("ojala.request")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = header_of(scope, b"x-request-id") or ""
        request_id = given if _REQUEST_ID.match(given) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        started, status = time.perf_counter(), 500

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                marked = (b"x-request-id", request_id.encode())
                message["headers"] = [*message.get("headers", ()), marked]
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_id)
            finally:
                route = counting.route_of(scope)
                seconds = time.perf_counter() - started
                counting.count_request(scope["method"], route, status, seconds)
                self.log.info(
                    "request",
                    method=scope["method"],
                    route=route,
                    status=status,
                    milliseconds=round(seconds * 1000, 1),
                )


class SecurityHeaders:
    """Adds the security headers to each answer."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        headers = SECURITY_HEADERS | ({"Strict-Transport-Security": HSTS} if https else {})
        self.headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [*message.get("headers", ())]
                said = {name for name, _ in given}
                message["headers"] = given + [one for one in self.headers if one[0] not in said]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class SameOrigin:
    """Refuses changes that a page of another site asks for in a browser's name (CSRF).

    Browsers say where a request comes from (`Sec-Fetch-Site`, `Origin`); programs say nothing,
    and carry no cookie that another page could make them send.
    """

    def __init__(self, app: ASGIApp, *, public_url: str) -> None:
        self.app = app
        self.public_host = urlsplit(public_url).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        changes = scope["type"] == "http" and scope["method"] not in SAFE_METHODS
        if changes and not self._is_ours(scope):
            refusal = _refuse(403, "cross-site", "This request came from another site")
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        site = header_of(scope, b"sec-fetch-site")
        if site is not None:
            return site in {"same-origin", "none"}
        origin = header_of(scope, b"origin")
        if origin is None:
            return True
        # A sandboxed frame's origin is `null`, which has no host at all.
        host = urlsplit(origin).netloc
        return bool(host) and host in {header_of(scope, b"host"), self.public_host}


class BodyLimit:
    """Refuses bodies over the limit, by their declared length or while they are read.

    Small ones are read before anything else is done; files pass through as they come.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_upload = scope["path"].endswith(UPLOADS)
        declared = header_of(scope, b"content-length") or "0"
        if not declared.isdecimal() or int(declared) > (UPLOAD_LIMIT if is_upload else BODY_LIMIT):
            await _refuse(413, "http", "Content Too Large")(scope, receive, send)
            return
        if is_upload:
            await self.app(scope, _counted(receive), send)
            return
        body = b""
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            if len(body) > BODY_LIMIT:
                await _refuse(413, "http", "Content Too Large")(scope, receive, send)
                return
            if not message.get("more_body", False):
                break

        pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive_again() -> Message:
            return pending.pop() if pending else await receive()

        await self.app(scope, receive_again, send)


def _counted(receive: Receive) -> Receive:
    """Pass a body on as it comes, until it is too large."""
    size = 0

    async def receive_counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > UPLOAD_LIMIT:
            raise HTTPException(413)
        return message

    return receive_counted


def _refuse(status: int, slug: str, title: str) -> JSONResponse:
    content = {"type": f"/problems/{slug}", "title": title, "status": status, "detail": title}
    return JSONResponse(content, status, media_type="application/problem+json")
