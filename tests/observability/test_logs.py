import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from ojala.observability import configure


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Leave logging as it was found."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_each_event_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    configure("info", "json")
    with structlog.contextvars.bound_contextvars(request_id="abc"):
        structlog.get_logger().info("answered", route="/practice")
        structlog.get_logger().debug("unheard")
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)

    assert told["event"] == "answered"
    assert told["request_id"] == "abc"
    assert told["level"] == "info"


def test_a_librarys_worry_is_a_line_of_json_with_its_trace(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure("info", "json")
    logging.getLogger("uvicorn.error").error("it failed", exc_info=OSError("no space left"))
    logging.getLogger("uvicorn.error").info("a working day")
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)

    assert told["event"] == "it failed"
    assert told["logger"] == "uvicorn.error"
    assert "no space left" in told["exception"]


def test_people_get_lines_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    configure("error", "console")
    structlog.get_logger().error("it failed", why="because")

    assert "why=because" in capsys.readouterr().err
