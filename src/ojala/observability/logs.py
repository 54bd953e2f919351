"""Logging: one structured line per event, for people in development, as JSON in production."""

import logging
import sys

import structlog

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING}
_SHARED: tuple[structlog.typing.Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
)


def configure(level: str, log_format: str) -> None:
    """Set logging up for the process, the libraries' included; called once by a root."""
    threshold = _LEVELS.get(level, logging.ERROR)
    rendering = _rendering(log_format)
    structlog.configure(
        processors=[*_SHARED, *rendering],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*_SHARED, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    # What libraries tell about their working day is noise; what worries them is not.
    root.setLevel(max(threshold, logging.WARNING))


def _rendering(log_format: str) -> list[structlog.typing.Processor]:
    if log_format == "json":
        json = structlog.processors.JSONRenderer(ensure_ascii=False)
        return [structlog.processors.format_exc_info, json]
    return [
        structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            # The other formatter prints local variables: passwords would be among them.
            exception_formatter=structlog.dev.plain_traceback,
        )
    ]
