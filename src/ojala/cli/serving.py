"""The web server's process model: workers, time-outs, and a shutdown that fails no request."""

import asyncio
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from ojala.config import Settings

SHARED_COUNTS = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which the workers count together; read when they import the metrics."""
KEEP_ALIVE = 5
"""Seconds that a connection may stay idle."""
GRACE = 20
"""Seconds that requests under way have at a shutdown."""
PATIENCE = 60
"""Seconds that a worker has to start, and to say that it is not stuck."""


class LastingConnection(HttpToolsProtocol):
    """A connection that outlives the start of a shutdown.

    A client may send its next request in the moment in which the server closes an idle connection,
    and that request would fail. So an idle connection stays until its time is over, and the
    answer to whatever still comes says `Connection: close`.
    """

    _retiring = False

    @override
    def shutdown(self) -> None:
        self._retiring = True
        if self.cycle is None:
            self.timeout_keep_alive_task = asyncio.get_running_loop().call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )
        elif not self.cycle.response_complete:
            self.cycle.keep_alive = False

    @override
    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        if self._retiring:
            self.cycle.keep_alive = False


def options(settings: Settings) -> dict[str, Any]:
    """What the server is told: asyncio, because uvloop starves connections when all are busy."""
    several = settings.workers > 1
    return {
        "host": settings.host,
        "port": settings.port,
        "workers": settings.workers,
        "loop": "asyncio",
        "http": LastingConnection,
        "ws": "none",
        "access_log": False,
        "log_config": None,
        "server_header": False,
        "forwarded_allow_ips": settings.trusted_proxies,
        "timeout_keep_alive": KEEP_ALIVE,
        "timeout_graceful_shutdown": GRACE,
        "timeout_worker_healthcheck": PATIENCE,
        # A worker that is replaced now and then cannot grow for ever; not all at the same time.
        "limit_max_requests": settings.worker_requests if several else None,
        "limit_max_requests_jitter": settings.worker_requests // 5,
    }


@contextmanager
def undisturbed() -> Iterator[None]:
    """Load without rounds of the garbage collector: all that is loaded stays, and they find little.

    The application has it work again once it stands; else it works again at the end.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def run(settings: Settings) -> None:
    """Serve until interrupted; SIGHUP replaces the workers one by one."""
    with TemporaryDirectory(prefix="ojala-metrics-") as folder:
        if settings.workers > 1:
            os.environ.setdefault(SHARED_COUNTS, folder)
            gc.enable()  # this process stays, and loads no application
        uvicorn.run("ojala.app:from_environment", factory=True, **options(settings))
