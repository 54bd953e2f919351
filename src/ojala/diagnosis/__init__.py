"""Diagnosis: what went wrong in an answer, layer by layer, and what it says about each item."""

from ojala.diagnosis.diagnose import VERSION, diagnose
from ojala.diagnosis.difference import Segment, SegmentKind, difference
from ojala.diagnosis.explanation import Explanation, Message, explain
from ojala.diagnosis.findings import ErrorClass, Finding, FindingKind, Severity
from ojala.diagnosis.policy import (
    Accents,
    Policy,
    Retries,
    Step,
    evidence,
    next_step,
    retry_worthwhile,
)
from ojala.diagnosis.verdict import Diagnosis, Verdict

__all__ = [
    "VERSION",
    "Accents",
    "Diagnosis",
    "ErrorClass",
    "Explanation",
    "Finding",
    "FindingKind",
    "Message",
    "Policy",
    "Retries",
    "Segment",
    "SegmentKind",
    "Severity",
    "Step",
    "Verdict",
    "diagnose",
    "difference",
    "evidence",
    "explain",
    "next_step",
    "retry_worthwhile",
]
