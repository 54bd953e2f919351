"""Answers as JSON: what is sent, and the verdict that comes back."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, ValidationInfo, field_validator

from ojala.content.course import Course
from ojala.diagnosis import Step
from ojala.errors import CrossSite, ExerciseNotFound, NoRetry, Unauthenticated
from ojala.exercises.exercise import Response as Given
from ojala.practice import texts
from ojala.practice.answering import Feedback
from ojala.practice.answers import AnswerText, is_blank
from ojala.practice.api import ExerciseDocument, exercise_document
from ojala.practice.taking import take
from ojala.practice.values import FIRST
from ojala.web.appearance import page_for
from ojala.web.dependencies import shell_of
from ojala.web.problems import documented
from ojala.web.routing import API

router = APIRouter(tags=["practice"], prefix=API)


class SegmentDocument(BaseModel):
    """A stretch of the answer beside the nearest right one."""

    kind: str = Field(examples=["changed"])
    given: str = Field(examples=["o"])
    due: str = Field(examples=["e"])


class AnswerDocument(BaseModel):
    """An answer; `number` is 1, or one more than the last where a retry is open."""

    reveal: bool = Field(default=False, description="Give up and be shown the answer.")
    text: AnswerText = Field(default="", validate_default=True, examples=["llame"])
    elapsed: float | None = Field(default=None, ge=0, le=86_400, examples=[4.2])
    number: int = Field(default=FIRST, ge=1, le=9)

    @field_validator("text")
    @classmethod
    def _is_there(cls, text: str, info: ValidationInfo) -> str:
        if is_blank(text) and not info.data.get("reveal", False):
            raise ValueError("is empty: give an answer, or `reveal` to be shown it")
        return text


class FeedbackDocument(BaseModel):
    """The verdict on an answer and what may be done next."""

    exercise: ExerciseDocument
    number: int = Field(examples=[1])
    given: str = Field(examples=["llamo"])
    verdict: str = Field(examples=["wrong"])
    findings: list[str] = Field(examples=[["mood-indicative"]])
    message: list[str] = Field(
        examples=[["Not yet: querer que asks for the subjunctive: a wish, not a fact."]]
    )
    difference: list[SegmentDocument]
    may_retry: bool = Field(description="Whether another answer is open: `number` plus one.")
    answers: list[str] = Field(examples=[[]], description="Every right answer, once settled.")
    rule: str = Field(examples=["/triggers/querer-que"])
    returns: datetime | None
    done: int = Field(examples=[5])
    remaining: int = Field(examples=[6])


@router.post(
    "/exercises/{exercise_id}/answer",
    response_model=FeedbackDocument,
    responses=documented(ExerciseNotFound, NoRetry, Unauthenticated, CrossSite),
)
async def answer(request: Request, exercise_id: UUID, given: AnswerDocument) -> Response:
    """Answer an exercise; the same answer sent twice is recorded once and told the same."""
    response = None if given.reveal else Given(given.text, given.elapsed)
    _, feedback = await take(request, exercise_id, given.number, response)
    document = _feedback(feedback, shell_of(request).course, page_for(request).language)
    return Response(document.model_dump_json(), media_type="application/json")


def _feedback(feedback: Feedback, course: Course, language: str) -> FeedbackDocument:
    issued, attempt = feedback.issued, feedback.attempt
    settled, trigger = feedback.step is Step.FORM, issued.exercise.trigger
    return FeedbackDocument(
        exercise=exercise_document(issued, language),
        number=attempt.number,
        given=attempt.response,
        verdict=attempt.diagnosis.verdict.value,
        findings=[finding.kind.value for finding in attempt.diagnosis.findings],
        message=texts.plain(texts.sentences(feedback, course, language), language),
        difference=[
            SegmentDocument(kind=part.kind.value, given=part.given, due=part.due if settled else "")
            for part in attempt.diagnosis.difference
        ],
        may_retry=not settled,
        answers=[answer.text for answer in issued.exercise.answers] if settled else [],
        rule=f"/triggers/{trigger}" if trigger and (settled or not issued.exercise.spoken) else "",
        returns=feedback.returns,
        done=feedback.done,
        remaining=feedback.remaining,
    )
