"""Conditional requests: what has not changed since it was read is not sent again (RFC 9110, 13)."""

import hashlib
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from typing_extensions import override

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class ConditionalRoute(APIRoute):
    """A route whose answers carry an `ETag`, and which says 304 to whoever has the same one."""

    @override
    def get_route_handler(self) -> Handler:
        """The route's handler, with its answers marked."""
        handle = super().get_route_handler()

        async def handle_conditionally(request: Request) -> Response:
            response = await handle(request)
            return answered(request, response) if request.method == "GET" else response

        return handle_conditionally


def answered(request: Request, response: Response) -> Response:
    """The answer itself, marked; or 304 where the asker has it already."""
    if response.status_code != HTTPStatus.OK:
        return response
    etag = response.headers.setdefault(
        "ETag", f'"{hashlib.sha256(response.body).hexdigest()[:24]}"'
    )
    response.headers.setdefault("Vary", "Accept-Language, Authorization, Cookie")
    response.headers.setdefault("Cache-Control", "private, no-cache")
    if not _has(request.headers.get("if-none-match", ""), etag):
        return response
    kept = {name: response.headers[name] for name in ("ETag", "Vary", "Cache-Control")}
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=kept)


def _has(condition: str, etag: str) -> bool:
    known = {one.strip().removeprefix("W/") for one in condition.split(",")}
    return "*" in known or etag in known
