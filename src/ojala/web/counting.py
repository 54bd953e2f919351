"""What is counted while the service works; `/metrics` shows it."""

from collections import Counter as Counted
from functools import lru_cache

from prometheus_client import Counter, Histogram
from starlette.types import Scope

from ojala.diagnosis import Diagnosis

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_KEPT = 2000
"""Counters kept at hand, of as many routes, methods and statuses: to look one up takes longer."""
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

requests_total = Counter(
    "ojala_requests_total", "Requests answered.", ["method", "route", "status"]
)
request_seconds = Histogram(
    "ojala_request_seconds", "How long requests took.", ["method", "route"], buckets=SECONDS
)
pool_wait_seconds = Histogram(
    "ojala_pool_wait_seconds", "How long transactions waited for their turn.", buckets=SECONDS
)
verdicts_total = Counter("ojala_verdicts_total", "Verdicts on answers.", ["verdict"])
findings_total = Counter("ojala_findings_total", "Findings named in verdicts.", ["finding"])

tutor_questions_total = Counter(
    "ojala_tutor_questions_total", "Questions to the tutor.", ["way", "outcome"]
)
tutor_tokens_total = Counter(
    "ojala_tutor_tokens_total", "Tokens that a model read or wrote.", ["kind"]
)
tutor_withheld_total = Counter(
    "ojala_tutor_withheld_total", "Lines of a model that were not shown.", ["reason"]
)


def route_of(scope: Scope) -> str:
    """The route that a request matched."""
    route: str | None = getattr(scope.get("route"), "path", None)
    return "-" if route is None else route


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one request that was answered."""
    known = method if method in METHODS else "other"
    _requests(known, route, status).inc()
    _seconds(known, route).observe(seconds)


@lru_cache(_KEPT)
def _requests(method: str, route: str, status: int) -> Counter:
    return requests_total.labels(method, route, status)


@lru_cache(_KEPT)
def _seconds(method: str, route: str) -> Histogram:
    return request_seconds.labels(method, route)


def count_verdict(diagnosis: Diagnosis) -> None:
    """Count one verdict and the findings that it names."""
    verdicts_total.labels(diagnosis.verdict.value).inc()
    for finding in diagnosis.findings:
        findings_total.labels(finding.kind.value).inc()


def count_tutor(way: str, outcome: str) -> None:
    """Count one question to the tutor, by what came of it."""
    tutor_questions_total.labels(way, outcome).inc()


def count_tutor_cost(prompt: int, completion: int, withheld: Counted[str]) -> None:
    """Count what an answer cost, and the lines of it that were not shown."""
    tutor_tokens_total.labels("prompt").inc(prompt)
    tutor_tokens_total.labels("completion").inc(completion)
    for reason, number in withheld.items():
        tutor_withheld_total.labels(reason).inc(number)
