import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient
from prometheus_client import REGISTRY
from pydantic import SecretStr
from starlette.routing import Route

from ojala.app import create_app
from ojala.config import Settings
from ojala.diagnosis import Diagnosis, Finding, FindingKind, Verdict
from ojala.exercises.exercise import Answer
from ojala.web import counting, metrics

SESAME = SecretStr("sesame")
TOKEN = {"authorization": "Bearer sesame"}


@pytest.fixture
async def client(database_url: str) -> AsyncIterator[AsyncClient]:
    app = create_app(Settings(database_url=database_url, metrics_token=SESAME))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        yield client


def value(shown: str, sample: str) -> float:
    (found,) = re.findall(rf"^{re.escape(sample)} (\S+)$", shown, re.MULTILINE)
    return float(found)


async def test_metrics_are_for_whoever_has_the_token(client: AsyncClient) -> None:
    assert (await client.get("/metrics")).status_code == 401
    wrong = await client.get("/metrics", headers={"authorization": "Bearer wrong"})
    assert wrong.status_code == 401
    assert (await client.get("/metrics", headers=TOKEN)).status_code == 200


async def test_without_a_token_set_there_are_none(tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        told = await client.get("/metrics", headers={"authorization": "Bearer "})

    assert told.status_code == 404


async def test_requests_are_counted_by_route_never_by_address(client: AsyncClient) -> None:
    live = 'ojala_requests_total{method="GET",route="/health/live",status="200"}'
    await client.get("/health/live")
    before = value((await client.get("/metrics", headers=TOKEN)).text, live)
    await client.get("/health/live?who=ana")
    await client.get("/nobody/is/here")
    after = (await client.get("/metrics", headers=TOKEN)).text

    assert value(after, live) == before + 1
    assert "nobody" not in after
    assert "ana" not in re.sub(r"# .*", "", after)


async def test_the_backlog_is_asked_of_the_database(client: AsyncClient) -> None:
    shown = (await client.get("/metrics", headers=TOKEN)).text

    assert value(shown, "ojala_database_up") == 1
    assert value(shown, "ojala_cards_due") == 0
    assert value(shown, "ojala_jobs_failed") == 0


async def test_a_database_that_is_away_is_told_and_hides_nothing_else() -> None:
    away = "postgresql+asyncpg://ojala@127.0.0.1:9/ojala"
    app = create_app(Settings(database_url=away, metrics_token=SESAME))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        told = await client.get("/metrics", headers=TOKEN)

    assert told.status_code == 200
    assert value(told.text, "ojala_database_up") == 0
    assert "ojala_requests_total" in told.text
    assert "ojala_jobs_waiting" not in told.text


async def test_waiting_for_a_transaction_is_measured(client: AsyncClient) -> None:
    before = REGISTRY.get_sample_value("ojala_pool_wait_seconds_count") or 0
    await client.get("/health")
    after = REGISTRY.get_sample_value("ojala_pool_wait_seconds_count") or 0

    assert after > before


def test_a_verdict_counts_with_what_it_found() -> None:
    def counts() -> tuple[float, float]:
        return (
            REGISTRY.get_sample_value("ojala_verdicts_total", {"verdict": "wrong"}) or 0,
            REGISTRY.get_sample_value("ojala_findings_total", {"finding": "empty"}) or 0,
        )

    before = counts()
    found = (Finding(FindingKind.EMPTY),)
    counting.count_verdict(
        Diagnosis(Verdict.WRONG, found, Answer("tenga"), frozenset(), frozenset())
    )

    assert counts() == (before[0] + 1, before[1] + 1)


def test_a_request_counts_by_its_route() -> None:
    scope = {"route": Route("/sessions/{id}", print), "path": "/sessions/7"}

    assert counting.route_of(scope) == "/sessions/{id}"
    assert counting.route_of({"path": "/nowhere"}) == "-"


def test_made_up_methods_share_one_count() -> None:
    counting.count_request("BREW", "-", 405, 0.1)

    labels = {"method": "other", "route": "-", "status": "405"}
    assert REGISTRY.get_sample_value("ojala_requests_total", labels)


def test_workers_count_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(metrics.SHARED_COUNTS, str(tmp_path))

    assert metrics.counted() is not REGISTRY
