"""Placement as JSON: the test is a session like any other, and this is what comes of it."""

from fastapi import APIRouter, status
from pydantic import BaseModel, ConfigDict, Field

from ojala.errors import CrossSite, Unauthenticated
from ojala.practice import around, placing
from ojala.practice.api import CurrentBeginner, SessionDocument
from ojala.practice.values import Aim, Wish
from ojala.web.dependencies import CurrentCourse, CurrentLearner, CurrentTransaction, Now
from ojala.web.problems import documented
from ojala.web.routing import API

router = APIRouter(tags=["practice"], prefix=API)


class PlacementDocument(BaseModel):
    """Where a test has placed the learner."""

    model_config = ConfigDict(from_attributes=True)

    level: str = Field(examples=["B1"], description="The likeliest level; `A1` below the first.")
    low: str = Field(examples=["A2"], description="The lowest likely level.")
    high: str = Field(examples=["B2"], description="The highest likely level.")
    presumed: int = Field(examples=[120], description="How many skills are presumed known.")


@router.get("/placement", responses=documented(Unauthenticated))
async def read_placement(
    learner: CurrentLearner, course: CurrentCourse
) -> PlacementDocument | None:
    """Tell where a test has placed the learner; `null` where there was none."""
    found = around.placement(learner.preferences, course)
    return None if found is None else PlacementDocument.model_validate(found)


@router.post("/placement", status_code=status.HTTP_201_CREATED, responses=documented(CrossSite))
async def begin_test(beginner: CurrentBeginner) -> SessionDocument:
    """Begin a placement test: a session of at most twenty exercises, each chosen by the answers.

    The learner is placed when the session has nothing more to ask.
    """
    return await beginner.begin(Wish(Aim.PLACE))


@router.delete(
    "/placement",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=documented(Unauthenticated, CrossSite),
)
async def decline(learner: CurrentLearner, tx: CurrentTransaction, now: Now) -> None:
    """Forget where the learner was placed, and begin at the beginning."""
    await placing.decline(tx, learner=learner, now=now)
