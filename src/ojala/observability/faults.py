"""Faults, reported to Sentry where an address of one is given, with nobody's data in them."""

from typing import Any

from ojala.observability.extra import needs

KEPT = frozenset(
    {
        "breadcrumbs_dropped",
        "contexts",
        "environment",
        "event_id",
        "exception",
        "level",
        "modules",
        "platform",
        "release",
        "sdk",
        "tags",
        "timestamp",
        "transaction",
    }
)
"""What of a report leaves the house: no request, no user, no message, no breadcrumb, no host."""
CONTEXTS = frozenset({"runtime", "os"})


def report_faults(dsn: str, *, environment: str, release: str) -> None:
    """Have every fault of this process reported; an empty address reports nothing."""
    if not dsn:
        return
    with needs("sentry"):
        import sentry_sdk  # noqa: PLC0415 - an extra, only where it is used
    sentry_sdk.init(
        dsn=dsn,
        environment=environment,
        release=release,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=None,
        before_send=scrub,
    )


def scrub(event: Any, _hint: Any) -> Any:  # noqa: ANN401 - Sentry's own types need the extra
    """A report without what could be somebody's: only what went wrong and where in the code.

    The text of an exception may quote what somebody typed, so only its type and its frames go.
    """
    kept = {name: value for name, value in event.items() if name in KEPT}
    for exception in kept.get("exception", {}).get("values", ()):
        exception["value"] = ""
    contexts = kept.get("contexts", {})
    kept["contexts"] = {name: value for name, value in contexts.items() if name in CONTEXTS}
    return kept
