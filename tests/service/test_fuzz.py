"""The whole OpenAPI document, asked with what it allows and with what it does not.

`OJALA_FUZZ=20000` makes a full run, of that many cases at the least; without it, a short one.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from math import ceil
from typing import Any

import httpx2
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks

from ojala.app import create_app
from ojala.config import Settings
from tests.service.conftest import Served

Operation = APIOperation[Any, Any, Any, Any]
FULL = int(os.environ.get("OJALA_FUZZ", "0"))
SHORT = 2
"""Cases of each kind for each operation in a short run."""
CHECKS: tuple[CheckFunction, ...] = (
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
)
KINDS = tuple(GenerationMode)
asked: Counter[str] = Counter()
"""How many cases each operation met."""

DOCUMENT = schemathesis.openapi.from_dict(create_app(Settings()).openapi())
OPERATIONS: dict[str, Operation] = {
    found.ok().label: found.ok() for found in DOCUMENT.get_all_operations() if isinstance(found, Ok)
}


def is_variable(operation: Operation) -> bool:
    """Whether an operation can be asked in more than one way."""
    parts = (operation.path_parameters, operation.query, operation.headers, operation.body)
    return any(map(len, parts))


VARIABLE = sum(map(is_variable, OPERATIONS.values()))
CASES = max(SHORT, ceil(FULL / (VARIABLE * 3)))
"""Of each kind, by a guest and by a stranger: a quarter is to spare for what has few ways."""


@pytest.fixture(scope="module")
def token(embedded: Served) -> Iterator[str]:
    """The token of a guest who has begun to practise."""
    with httpx2.Client(base_url=f"{embedded.url}/api/v1", timeout=60) as client:
        session = client.post("/sessions").json()
        client.headers["Authorization"] = f"Bearer {session['token']}"
        client.post(f"/sessions/{session['id']}/exercises")
        yield session["token"]


@pytest.mark.parametrize("who", ["guest", "stranger"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)
@pytest.mark.parametrize("label", OPERATIONS)
def test_no_answer_says_what_the_document_does_not(
    label: str,
    kind: GenerationMode,
    who: str,
    embedded: Served,
    token: str,
) -> None:
    operation = OPERATIONS[label]
    headers = {"Authorization": f"Bearer {token}"} if who == "guest" else {}

    @settings(
        max_examples=CASES,
        deadline=None,
        derandomize=not FULL,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=kind))
    def ask(case: Case[Any]) -> None:
        asked[label] += 1
        response = case.call(base_url=embedded.url, headers=headers)
        case.validate_response(response, checks=list(CHECKS))

    try:
        ask()
    except Unsatisfiable:  # whatever is asked of such an operation, it is nothing wrong
        assert kind is GenerationMode.NEGATIVE


def test_every_operation_was_asked(record_property: Callable[[str, object], None]) -> None:
    if asked.keys() != OPERATIONS.keys():  # chosen alone, or before the others
        return
    record_property("cases", asked.total())
    assert len(OPERATIONS) > 20
    assert asked.total() >= max(FULL, 2 * len(OPERATIONS))
