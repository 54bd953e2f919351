import gc
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from httpx2 import ASGITransport, AsyncClient

from ojala.app import create_app
from ojala.cli.serving import undisturbed
from ojala.config import Settings

NEEDLESS = (
    *("alembic", "authlib", "babel", "cryptography", "genanki", "httpx2", "jinja2", "joserfc"),
    *("limits", "redis", "segno", "taskiq", "zxcvbn", "ojala.later", "ojala.worker"),
)
"""What is read only after the service is ready."""
UNTIL_READY = """
import asyncio, sys
from ojala import app
from ojala.cli import operations, serving

async def ready() -> int:
    said = []
    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}
    async def send(message):
        said.append(message)
    scope = {"type": "http", "method": "GET", "path": "/health/ready", "headers": []}
    served = app.from_environment()
    async with served.router.lifespan_context(served):
        await served(scope | {"query_string": b"", "client": ("here", 1)}, receive, send)
        loaded = " ".join(sys.modules)
    return said[0]["status"], loaded

app._HEAD_START = 3600
operations.migrate()
print(*asyncio.run(ready()))
"""


def addresses(app: FastAPI) -> list[tuple[str, list[str]]]:
    """Every address with its methods, in order."""
    found = iter_route_contexts(app.routes)
    return [(one.path, sorted(one.methods or ())) for one in found if one.path]


def test_to_be_ready_takes_only_what_the_first_answers_need(
    migrated_file: Path, tmp_path: Path
) -> None:
    shutil.copy(migrated_file, tmp_path / "ojala.db")
    told = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", UNTIL_READY],
        env={**os.environ, "OJALA_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    status, *loaded = told.stdout.splitlines()[-1].split()

    assert status == "200"
    assert set(NEEDLESS) & set(loaded) == set()


def test_in_production_all_is_there_at_once() -> None:
    code = "import sys; from ojala.app import from_environment as make; make()"
    production = {
        "OJALA_ENVIRONMENT": "production",
        "OJALA_DATABASE_URL": "postgresql+asyncpg://nobody@127.0.0.1/none",
        "OJALA_PUBLIC_URL": "https://ojala.example",
        "OJALA_SIGNING_KEYS": f"new:{'n' * 40}",
    }
    told = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", f"{code}; print('ojala.later' in sys.modules)"],
        env={**os.environ, **production},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.split() == ["True"]


@pytest.mark.parametrize("path", ["/reference", "/api/v1/verbs/tener", "/nowhere", "/about"])
async def test_what_is_loaded_later_answers_like_what_was_there_at_once(path: str) -> None:
    answers = []
    for whole in (True, False):
        transport = ASGITransport(create_app(Settings(), whole=whole))
        async with AsyncClient(transport=transport, base_url="http://here") as client:
            answers += [await client.options(path), await client.head(path)]
    at_once, later = answers[:2], answers[2:]

    assert [one.status_code for one in at_once] == [one.status_code for one in later]
    assert [one.headers.get("allow") for one in at_once] == [
        one.headers.get("allow") for one in later
    ]


async def test_the_document_of_the_api_has_all_of_it() -> None:
    whole, later = create_app(Settings()), create_app(Settings(), whole=False)
    transport = ASGITransport(later)
    async with AsyncClient(transport=transport, base_url="http://here") as client:
        document = (await client.get("/api/openapi.json")).json()

    assert document == whole.openapi()
    assert "/api/v1/admin/users" in document["paths"]
    assert addresses(later) == addresses(whole)


def test_an_address_is_found_by_the_name_of_what_answers_there() -> None:
    later = create_app(Settings(), whole=False)

    assert later.url_path_for("list_users") == "/api/v1/admin/users"


async def test_garbage_is_collected_again_once_the_application_stands(tmp_path: Path) -> None:
    with undisturbed():
        app = create_app(Settings(data_dir=tmp_path), whole=False)
        collecting = [gc.isenabled()]
        async with app.router.lifespan_context(app):
            collecting.append(gc.isenabled())

    assert collecting == [False, True]
