"""What an operator sees of the process: its log, its traces, its faults."""

from ojala.observability.faults import report_faults
from ojala.observability.logs import configure
from ojala.observability.tracing import Tracing, start_tracing

__all__ = ["Tracing", "configure", "report_faults", "start_tracing"]
