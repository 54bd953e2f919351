"""Traces: a span for each request and job, and within it one for each statement and Redis call.

They are sent by OpenTelemetry to a collector, where one is named. No span holds a value that
somebody typed: statements are recorded without their parameters, addresses by their route.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExecutionContext
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ojala.observability.extra import needs
from ojala.web import counting

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span

FAULT = 500
LONGEST_STATEMENT = 2000


@dataclass(frozen=True, slots=True)
class Tracing:
    """The spans of one process, and where they go."""

    provider: "TracerProvider"

    def watch(self, engine: Engine) -> None:
        """Record a span for each statement that an engine executes."""
        event.listen(engine, "before_cursor_execute", self._begin_statement)
        event.listen(engine, "after_cursor_execute", self._end_statement)
        event.listen(engine, "handle_error", self._fail_statement)

    @contextmanager
    def job(self, name: str, attempt: int) -> Iterator[None]:
        """A span for one attempt at a job."""
        attributes = {"ojala.job.name": name, "ojala.job.attempt": attempt}
        with self._tracer.start_as_current_span(f"job {name}", attributes=attributes):
            yield

    def close(self) -> None:
        """Send what is still here."""
        self.provider.shutdown()

    @property
    def _tracer(self) -> Any:  # noqa: ANN401 - the tracer's type comes with the extra
        return self.provider.get_tracer("ojala")

    def _begin_statement(self, _c: object, _cursor: object, statement: str, *rest: Any) -> None:  # noqa: ANN401 - SQLAlchemy's event
        from opentelemetry.trace import SpanKind  # noqa: PLC0415 - an extra

        context: ExecutionContext = rest[1]
        attributes = {
            "db.system.name": context.dialect.name,
            "db.query.text": statement[:LONGEST_STATEMENT],
        }
        context.ojala_span = self._tracer.start_span(  # type: ignore[attr-defined] # ours
            statement.split(maxsplit=1)[0], kind=SpanKind.CLIENT, attributes=attributes
        )

    def _end_statement(self, _connection: object, *rest: Any) -> None:  # noqa: ANN401 (an event)
        rest[3].ojala_span.end()

    def _fail_statement(self, failure: Any) -> None:  # noqa: ANN401 (an event)
        span: Span | None = getattr(failure.execution_context, "ojala_span", None)
        if span is not None:
            span.set_attribute("error.type", type(failure.original_exception).__name__)
            span.end()


class TraceRequests:
    """The ASGI middleware that opens a span for each request, within its caller's if it has one."""

    def __init__(self, app: ASGIApp, *, tracing: Tracing) -> None:
        self.app = app
        self.tracer = tracing.provider.get_tracer("ojala")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        from opentelemetry.propagate import extract  # noqa: PLC0415 - an extra
        from opentelemetry.trace import SpanKind  # noqa: PLC0415

        carrier = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        with self.tracer.start_as_current_span(
            scope["method"],
            context=extract(carrier),
            kind=SpanKind.SERVER,
            attributes={"http.request.method": scope["method"]},
            record_exception=False,
        ) as span:
            await self._follow(span, scope, receive, send)

    async def _follow(self, span: "Span", scope: Scope, receive: Receive, send: Send) -> None:
        from opentelemetry.trace import StatusCode  # noqa: PLC0415 - an extra

        async def send_noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                span.set_attribute("http.response.status_code", message["status"])
                if message["status"] >= FAULT:
                    span.set_status(StatusCode.ERROR)
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        finally:
            route = counting.route_of(scope)
            span.update_name(f"{scope['method']} {route}")
            span.set_attribute("http.route", route)


def start_tracing(endpoint: str, *, release: str) -> Tracing | None:
    """Send traces to the collector at an address; none without one."""
    if not endpoint:
        return None
    with needs("otel"):
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415 - an extra
            OTLPSpanExporter,
        )
        from opentelemetry.instrumentation.redis import RedisInstrumentor  # noqa: PLC0415
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    resource = Resource.create({"service.name": "ojala", "service.version": release})
    provider = TracerProvider(resource=resource)
    exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    if not RedisInstrumentor().is_instrumented_by_opentelemetry:
        RedisInstrumentor().instrument(tracer_provider=provider)
    return Tracing(provider)
