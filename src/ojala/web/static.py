"""Static files under addresses that change with their contents, so that browsers may keep them."""

import hashlib
from functools import cache
from http import HTTPStatus
from importlib.resources import as_file, files
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

FOREVER = "public, max-age=31536000, immutable"
"""What a browser is told about an address whose contents never change."""


@cache
def root() -> Path:
    """Find the folder of the static files."""
    with as_file(files("ojala.web") / "static") as path:
        return path


@cache
def digest() -> str:
    """Make one short fingerprint of all files, so that modules which import each other agree."""
    total = hashlib.sha256()
    for path in sorted(path for path in root().rglob("*") if path.is_file()):
        total.update(path.relative_to(root()).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


@cache
def static_url(path: str) -> str:
    """Address a static file; raises `FileNotFoundError` for one that does not exist."""
    if not (root() / path).is_file():
        raise FileNotFoundError(path)
    return f"/static/{digest()}/{path}"


@cache
def shell_files() -> tuple[str, ...]:
    """List what every page is made of: style sheets, typefaces, modules, the mark."""
    kinds = ("css/*.css", "fonts/*.woff2", "js/*.js", "img/mark.svg")
    found = (path for kind in kinds for path in root().glob(kind))
    names = (path.relative_to(root()).as_posix() for path in found)
    return tuple(sorted(name for name in names if name != "js/worker.js"))


def mount(app: FastAPI) -> None:
    """Serve the static files at `/static`."""
    app.mount("/static", Assets())


class Assets:
    """The ASGI application behind `/static`."""

    def __init__(self) -> None:
        self._files = StaticFiles(directory=root())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a file; only under the current fingerprint may it be kept for ever."""
        mounted, path = scope.get("root_path", ""), scope["path"]
        local = path.removeprefix(mounted).lstrip("/")
        version, _, rest = local.partition("/")
        current = version == digest()
        if current:
            scope = {**scope, "path": f"{mounted}/{rest}"}

        async def send_cached(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == HTTPStatus.OK:
                value = FOREVER if current else "no-cache"
                message["headers"] = [*message["headers"], (b"cache-control", value.encode())]
            await send(message)

        await self._files(scope, receive, send_cached)
