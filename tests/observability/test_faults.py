from collections.abc import Iterator

import pytest
import sentry_sdk

from ojala.observability import report_faults
from ojala.observability.faults import scrub
from tests.observability.collector import Collector, collecting


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as collector:
        yield collector
    sentry_sdk.init()


def fail(answer: str) -> None:
    raise ValueError(answer)


def test_a_fault_is_reported_without_anybodys_data(collector: Collector) -> None:
    # Put together here, because a report quotes the lines of code around the fault.
    typed, mail = "tenga" * 2, "@example.org".rjust(15, "a")
    report_faults(f"http://key@{collector.address}/1", environment="production", release="1")
    sentry_sdk.set_user({"id": "learner-7", "email": mail})
    sentry_sdk.set_extra("answer", typed)
    sentry_sdk.add_breadcrumb(message=f"she wrote {typed}")
    try:
        fail(typed)
    except ValueError as error:
        sentry_sdk.capture_exception(error)
    sentry_sdk.flush()
    (report,) = collector.bodies

    assert b'"ValueError"' in report
    assert b'"function":"fail"' in report
    assert b"production" in report
    for secret in (typed, mail):
        assert secret.encode() not in report


def test_nothing_is_reported_unless_an_address_is_given(collector: Collector) -> None:
    report_faults("", environment="production", release="1")
    sentry_sdk.capture_message("nobody hears this")
    sentry_sdk.flush()

    assert collector.bodies == []


def test_a_report_keeps_only_what_is_on_the_list() -> None:
    event = {
        "request": {"url": "http://here/practice", "cookies": {"ojala_login": "token"}},
        "user": {"id": "7"},
        "server_name": "host",
        "message": "she typed tenga",
        "contexts": {"runtime": {"name": "CPython"}, "trace": {"data": {"q": "tenga"}}},
        "exception": {"values": [{"type": "ValueError", "value": "tenga"}]},
        "transaction": "/practice/exercises/{exercise_id}",
    }

    assert scrub(event, {}) == {
        "contexts": {"runtime": {"name": "CPython"}},
        "exception": {"values": [{"type": "ValueError", "value": ""}]},
        "transaction": "/practice/exercises/{exercise_id}",
    }
