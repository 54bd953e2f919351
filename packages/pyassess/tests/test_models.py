"""The rule of the verdict."""

import itertools

import pytest
from pyassess.models import Check, Evidence, Finding, Outcome, Severity, Status, Verdict, decide


def finding(severity: Severity, *, before: bool = False) -> Finding:
    return Finding("one", "1", "import", severity, "it fails", Evidence("x", 1, "y"), "2", before)


PASSED = Check("index", Status.PASSED)
FAILED = Check("index", Status.FAILED)
NOT_RUN = Check("resolve", Status.NOT_RUN)
OPTIONAL = Check("audit", Status.NOT_RUN, "not asked for", required=False)


@pytest.mark.parametrize(
    ("findings", "checks", "wanted"),
    [
        ([], [PASSED], Verdict.GO),
        ([], [PASSED, OPTIONAL], Verdict.GO),
        ([finding(Severity.NOTE)], [PASSED], Verdict.GO),
        ([finding(Severity.CONDITION)], [PASSED], Verdict.CONDITIONAL_GO),
        ([finding(Severity.CONDITION, before=True)], [PASSED], Verdict.CONDITIONAL_GO),
        ([], [FAILED], Verdict.CONDITIONAL_GO),
        ([finding(Severity.CONDITION)], [PASSED, NOT_RUN], Verdict.INCONCLUSIVE),
        ([], [NOT_RUN], Verdict.INCONCLUSIVE),
        ([], [], Verdict.INCONCLUSIVE),
        ([finding(Severity.BLOCKER)], [NOT_RUN], Verdict.NO_GO),
        ([finding(Severity.BLOCKER), finding(Severity.CONDITION)], [PASSED], Verdict.NO_GO),
    ],
)
def test_the_first_rule_that_holds_decides(
    findings: list[Finding], checks: list[Check], wanted: Verdict
) -> None:
    for order in itertools.permutations(findings):
        assert decide(order, checks) is wanted


def test_exit_codes_are_those_published() -> None:
    codes = {verdict.value: verdict.exit_code for verdict in Verdict}
    assert codes == {"GO": 0, "CONDITIONAL GO": 1, "NO-GO": 2, "INCONCLUSIVE": 3}


def test_an_outcome_survives_being_kept() -> None:
    outcome = Outcome((finding(Severity.BLOCKER),), (PASSED, OPTIONAL), {"rows": {"a": ["b"]}})
    assert Outcome.from_json(outcome.as_json()) == outcome
    assert not outcome.complete
