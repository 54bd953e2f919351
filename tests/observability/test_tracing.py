import sys
from collections.abc import Iterator

import pytest
from httpx2 import ASGITransport, AsyncClient
from opentelemetry.instrumentation.redis import RedisInstrumentor
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ojala.app import create_app
from ojala.config import Settings
from ojala.observability import start_tracing
from ojala.observability.extra import MissingExtraError
from ojala.storage import migrate
from ojala.storage.database import Database
from tests.conftest import service
from tests.observability.collector import Collector, collecting

TRACE = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as collector:
        yield collector
    RedisInstrumentor().uninstrument()


def spans(collector: Collector) -> list[Span]:
    return [
        span
        for body in collector.bodies
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]


async def test_a_request_its_statements_and_its_redis_calls_are_one_trace(
    collector: Collector, database_url: str
) -> None:
    settings = Settings(
        database_url=database_url,
        redis_url=service("REDIS"),
        otlp_endpoint=f"http://{collector.address}",
    )
    app = create_app(settings)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        started = await client.post(
            "/api/v1/sessions", headers={"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}
        )
    assert started.status_code == 201
    trace = [span for span in spans(collector) if span.trace_id.hex() == TRACE]
    (root,) = (span for span in trace if span.name == "POST /api/v1/sessions")
    names = {span.name for span in trace if span.parent_span_id == root.span_id}

    assert root.parent_span_id.hex() == "b7ad6b7169203331"
    assert {"SELECT", "INSERT"} <= names
    assert any("EVALSHA" in name or "SCRIPT" in name for name in names)


async def test_no_span_holds_what_somebody_typed(collector: Collector, database_url: str) -> None:
    database = Database(database_url)
    tracing = start_tracing(f"http://{collector.address}", release="1")
    assert tracing is not None
    tracing.watch(database.engine.sync_engine)
    with tracing.job("mail.send", 2):
        async with database.transaction() as tx:
            await tx.execute(text("SELECT :typed"), {"typed": "tenga"})
    with pytest.raises(DBAPIError):
        async with database.transaction() as tx:
            await tx.execute(text("SELECT tenga FROM nowhere"))
    await database.close()
    tracing.close()
    (job,) = (span for span in spans(collector) if span.name == "job mail.send")
    selects = [span for span in spans(collector) if span.name == "SELECT"]
    well = [span for span in selects if span.parent_span_id == job.span_id]
    failed = [span for span in selects if span.trace_id != job.trace_id]

    assert not any(b"tenga" in span.SerializeToString() for span in well)
    assert well
    assert any(attribute.key == "error.type" for span in failed for attribute in span.attributes)


def test_nothing_is_traced_unless_a_collector_is_named() -> None:
    assert start_tracing("", release="1") is None


def test_a_missing_extra_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)

    with pytest.raises(MissingExtraError, match=r"ojala\[otel\]"):
        start_tracing("http://127.0.0.1:9", release="1")


async def test_migrating_can_be_traced_too(collector: Collector, empty_database_url: str) -> None:
    database = Database(empty_database_url)
    tracing = start_tracing(f"http://{collector.address}", release="1")
    assert tracing is not None
    tracing.watch(database.engine.sync_engine)
    await migrate.upgrade(database)
    await database.close()
    tracing.close()

    assert any(span.name == "CREATE" for span in spans(collector))
