"""The whole OpenAPI document, asked with what it allows and with what it does not, and in chains.

`OJALA_FUZZ=20000` makes a full run, of that many cases at the least; without it, a short one.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from math import ceil
from typing import Any

import httpx2
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import FlakyStrategyDefinition, Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.core.result import Ok
from schemathesis.core.transport import Response
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks
from sqlalchemy import update

from ojala.accounts import queries
from ojala.accounts.values import Account
from ojala.app import create_app
from ojala.config import Settings
from ojala.learning.learner import Preferences
from ojala.storage import logins
from ojala.storage.database import Database
from ojala.storage.logins import Role
from ojala.storage.tables import SwitchRow
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
chained: Counter[str] = Counter()
"""How many calls in chains, by asker and operation."""

DOCUMENT = schemathesis.openapi.from_dict(create_app(Settings()).openapi())
OPERATIONS: dict[str, Operation] = {
    found.ok().label: found.ok() for found in DOCUMENT.get_all_operations() if isinstance(found, Ok)
}


def is_variable(operation: Operation) -> bool:
    """Whether an operation can be asked in more than one way."""
    parts = (operation.path_parameters, operation.query, operation.headers, operation.body)
    return any(map(len, parts))


VARIABLE = sum(map(is_variable, OPERATIONS.values()))
ASKERS = ("stranger", "guest", "admin")
CASES = max(SHORT, ceil(FULL / (VARIABLE * 2 * len(ASKERS)) * 1.3))
"""Of each kind, by each asker: some to spare for what has few ways."""
CHAINS = max(SHORT, FULL // 200)
"""How many chains of calls, each of which takes what another gave."""
STEPS = 10
CALLS = CHAINS * STEPS // 2
"""How many calls all chains of an asker make at the least: some end before their last step."""
MOST_RUNS = 100


async def _asker(database_url: str, who: str) -> str:
    """The secret of somebody new, whatever was switched off, deleted or signed out before."""
    database, now = Database(database_url), datetime.now(UTC)
    async with database.transaction() as tx:
        await tx.execute(update(SwitchRow).values(is_on=True))
        learner = await queries.add_learner(tx, Preferences(), now)
        if who == "admin":
            address, nobodys = f"{learner}@example.com", "$2b$04$" + "." * 53
            made = Account(learner, address, "", "en", Role.ADMIN, nobodys, None, now, None, None)
            await queries.add_account(tx, made)
            await queries.change(tx, learner, totp_secret="sealed")
        _, secret = await logins.add(tx, learner, now)
    await database.close()
    return secret


def carried(served: Served, who: str) -> dict[str, str]:
    """What an asker sends along; whoever is known has begun to practise."""
    if who == "stranger":
        return {}
    headers = {"Authorization": f"Bearer {asyncio.run(_asker(served.database_url, who))}"}
    with httpx2.Client(base_url=f"{served.url}/api/v1", timeout=60, headers=headers) as client:
        session = client.post("/sessions").json()
        client.post(f"/sessions/{session['id']}/exercises")
    return headers


@pytest.mark.parametrize("who", ASKERS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)
@pytest.mark.parametrize("label", OPERATIONS)
def test_no_answer_says_what_the_document_does_not(
    label: str, kind: GenerationMode, who: str, embedded: Served
) -> None:
    operation, headers = OPERATIONS[label], carried(embedded, who)

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


@pytest.mark.parametrize("who", ASKERS)
def test_what_one_call_gives_is_what_the_next_one_takes(who: str, embedded: Served) -> None:
    headers, made = carried(embedded, who), DOCUMENT.as_state_machine()

    class Chain(made):  # type: ignore[misc,valid-type] # a class that is made from the document
        def get_call_kwargs(self, case: Case[Any]) -> dict[str, Any]:
            chained[f"{who} {case.operation.label}"] += 1
            return {"base_url": embedded.url, "headers": headers}

        def validate_response(
            self, response: Response, case: Case[Any], *_: object, **__: object
        ) -> None:
            case.validate_response(response, checks=list(CHECKS))

    whole = settings(
        max_examples=CHAINS,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=not FULL,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    for _ in range(MOST_RUNS):
        # What a call can take depends on what the service has by then: where that makes two
        # examples differ, Hypothesis gives up, and a new run goes on.
        with suppress(FlakyStrategyDefinition):
            Chain.run(settings=whole)
        if sum(calls for label, calls in chained.items() if label.startswith(who)) >= CALLS:
            return
    pytest.fail("hardly a chain came to its end")


def test_every_operation_was_asked(record_property: Callable[[str, object], None]) -> None:
    if asked.keys() != OPERATIONS.keys():  # chosen alone, or before the others
        return
    record_property("cases", asked.total())
    record_property("chained", chained.total())
    assert len(OPERATIONS) > 20
    assert asked.total() >= max(FULL, 2 * len(OPERATIONS))
