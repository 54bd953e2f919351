"""How a process begins: quickly, and as it is to go on."""

import gc
import subprocess
import sys

import pytest

from ojala.asgi import application


async def test_garbage_is_collected_again_once_all_is_warmed_up(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OJALA_DATABASE_URL", database_url)
    try:
        app = application()
        assert not gc.isenabled()
        async with app.router.lifespan_context(app):
            pass
        assert gc.isenabled()
    finally:
        gc.enable()


def test_what_few_requests_need_is_not_loaded_at_the_start() -> None:
    dear = ("taskiq", "alembic", "authlib", "openai", "redis", "zxcvbn", "sentry_sdk", "segno")
    code = f"import sys, ojala.app; print(*sorted(set({dear}) & set(sys.modules)))"
    said = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )

    assert said.stdout.split() == []
