"""Diagnosis: what went wrong in an answer, layer by layer, and what it says about each item."""

from ojala.diagnosis.checker import check
from ojala.diagnosis.diagnose import VERSION, diagnose
from ojala.diagnosis.difference import Segment, SegmentKind, difference
from ojala.diagnosis.explanation import Explanation, Message, explain, explain_finding
from ojala.diagnosis.findings import ErrorClass, Finding, FindingKind, Severity
from ojala.diagnosis.forms import prepare
from ojala.diagnosis.policy import (
    Accents,
    Policy,
    Retries,
    Step,
    next_step,
    retry_worthwhile,
)
from ojala.diagnosis.remark import Remark, remark
from ojala.diagnosis.textfinding import TextFinding
from ojala.diagnosis.trace import TraceStep, trace
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
    "Remark",
    "Retries",
    "Segment",
    "SegmentKind",
    "Severity",
    "Step",
    "TextFinding",
    "TraceStep",
    "Verdict",
    "check",
    "diagnose",
    "difference",
    "explain",
    "explain_finding",
    "next_step",
    "prepare",
    "remark",
    "retry_worthwhile",
    "trace",
]
