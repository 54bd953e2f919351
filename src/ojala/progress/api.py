"""Progress as JSON: the same use cases as the pages."""

from datetime import date, datetime

from fastapi import APIRouter, status
from pydantic import BaseModel, ConfigDict, Field

from ojala.errors import CrossSite, NothingToRepair, SwitchedOff, Unauthenticated
from ojala.learning.achievements import Achievement
from ojala.learning.attempts import Tally
from ojala.progress import service
from ojala.progress.names import Nickname
from ojala.web.dependencies import (
    CurrentCourse,
    CurrentLearner,
    CurrentTransaction,
    Leaderboards,
    Now,
)
from ojala.web.problems import documented
from ojala.web.routing import API

router = APIRouter(tags=["progress"], prefix=API)


class _Document(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class IntervalDocument(_Document):
    """A share, and the range in which the true one lies nineteen times in twenty."""

    share: float = Field(examples=[0.84])
    low: float = Field(examples=[0.79])
    high: float = Field(examples=[0.88])
    count: int = Field(examples=[212])


class StreakDocument(_Document):
    """Days of practice in a row."""

    days: int = Field(examples=[12])
    longest: int = Field(examples=[31])
    repairable: list[date] = Field(examples=[[]])


class StandingDocument(_Document):
    """A level, and how far it is to the next."""

    level: int = Field(examples=[7])
    into: int = Field(examples=[120])
    needed: int = Field(examples=[350])


class DriveDocument(_Document):
    """Today's goal, the days in a row, and the points of all time."""

    done: int = Field(examples=[14])
    goal: int = Field(examples=[20])
    reached: float = Field(examples=[0.7])
    streak: StreakDocument | None
    points: int = Field(examples=[1170])
    standing: StandingDocument


class CellDocument(BaseModel):
    """One cell of the mastery map."""

    cell: str = Field(examples=["volition/sub_pres"])
    recall: float | None = Field(
        examples=[0.87],
        description="The chance of getting it right, of what was practised today as it will be a "
        "day later; null where there are fewer than five reviews of its moods or of its forms.",
    )
    reviews: int = Field(examples=[31], description="How many reviews of its moods there were.")
    items: int = Field(examples=[12])
    seen: int = Field(examples=[9])
    mastered: int = Field(examples=[4])
    due: int = Field(examples=[2])


class ProgressDocument(BaseModel):
    """Where a learner stands."""

    drive: DriveDocument
    levels: dict[str, int] = Field(examples=[{"new": 600, "learning": 80, "mastered": 44}])
    cells: list[CellDocument]


class TallyDocument(BaseModel):
    """Answers by one thing they were about."""

    key: str = Field(examples=["sub_pres"])
    accuracy: IntervalDocument
    seconds: float | None = Field(examples=[5.4], description="The mean time of an answer.")


class AccuracyDocument(BaseModel):
    """How often and how fast a learner was right in the last year."""

    overuse: IntervalDocument | None
    underuse: IntervalDocument | None
    by: dict[str, list[TallyDocument]]


class BinDocument(BaseModel):
    """Predictions of about the same height, and what came about."""

    predicted: float = Field(examples=[0.93])
    observed: IntervalDocument


class LoadDocument(_Document):
    """One day of the forecast."""

    day: date
    due: int = Field(examples=[31])
    planned: int = Field(examples=[31])


class MemoryDocument(BaseModel):
    """How well recall was foretold, and the reviews to come."""

    bins: list[BinDocument]
    rmse: float | None = Field(examples=[0.031])
    log_loss: float | None = Field(examples=[0.312])
    fitted: bool
    forecast: list[LoadDocument]


class AchievementDocument(BaseModel):
    """Something that can be reached."""

    key: Achievement = Field(examples=["days-7"])
    reached_at: datetime | None


class LeaderDocument(_Document):
    """A line of the leaderboard."""

    place: int = Field(examples=[1])
    nickname: str = Field(examples=["Lechuza"])
    points: int = Field(examples=[310])
    you: bool


class NameDocument(BaseModel):
    """The name one goes by; an empty one leaves the leaderboards."""

    nickname: Nickname = Field(examples=["Lechuza"])


@router.get("/progress", responses=documented(Unauthenticated))
async def read_progress(
    learner: CurrentLearner, tx: CurrentTransaction, course: CurrentCourse, now: Now
) -> ProgressDocument:
    """Tell where a learner stands: today's goal, the streak, the mastery map."""
    found = await service.overview(tx, learner=learner, course=course, now=now)
    return ProgressDocument(
        drive=DriveDocument.model_validate(found.drive),
        levels={level.value: count for level, count in found.levels.items()},
        cells=[
            CellDocument(
                cell=place.cell.id,
                recall=place.recall,
                reviews=place.moods.reviews,
                items=place.moods.items,
                seen=place.moods.seen,
                mastered=place.moods.mastered,
                due=place.moods.due,
            )
            for place in found.places
        ],
    )


@router.get("/progress/accuracy", responses=documented(Unauthenticated))
async def read_accuracy(
    learner: CurrentLearner, tx: CurrentTransaction, course: CurrentCourse, now: Now
) -> AccuracyDocument:
    """Tell accuracy and time by tense, trigger, family, verb class and person."""
    found = await service.accuracy(tx, learner=learner, course=course, now=now)
    by = {dimension.value: tallies for dimension, tallies in found.by.items()}
    return AccuracyDocument(
        overuse=found.overuse and IntervalDocument.model_validate(found.overuse),
        underuse=found.underuse and IntervalDocument.model_validate(found.underuse),
        by={
            name: [_tally(key, tally) for key, tally in sorted(tallies.items())]
            for name, tallies in {**by, "family": found.families}.items()
        },
    )


def _tally(key: str, tally: Tally) -> TallyDocument:
    accuracy = IntervalDocument.model_validate(tally.accuracy)
    return TallyDocument(key=key, accuracy=accuracy, seconds=tally.pace)


@router.get("/progress/memory", responses=documented(Unauthenticated))
async def read_memory(learner: CurrentLearner, tx: CurrentTransaction, now: Now) -> MemoryDocument:
    """Set predicted recall against observed, and look thirty days ahead."""
    found = await service.foresight(tx, learner=learner, now=now)
    known = found.calibration
    return MemoryDocument(
        bins=[
            BinDocument(
                predicted=one.predicted, observed=IntervalDocument.model_validate(one.observed)
            )
            for one in known.bins
        ],
        rmse=known.rmse,
        log_loss=known.log_loss,
        fitted=found.fitted,
        forecast=[LoadDocument.model_validate(load) for load in found.forecast],
    )


@router.post(
    "/progress/streak/repair", responses=documented(NothingToRepair, Unauthenticated, CrossSite)
)
async def repair_streak(learner: CurrentLearner, tx: CurrentTransaction, now: Now) -> DriveDocument:
    """Bridge the days that were missed, at no cost."""
    changed = await service.repair_streak(tx, learner=learner, now=now)
    return DriveDocument.model_validate(await service.drive(tx, learner=changed, now=now))


@router.post(
    "/progress/memory/fit",
    status_code=status.HTTP_202_ACCEPTED,
    responses=documented(Unauthenticated, CrossSite),
)
async def fit(learner: CurrentLearner, tx: CurrentTransaction, now: Now) -> None:
    """Ask for memory parameters of one's own; a job fits them."""
    await service.ask_for_fit(tx, learner=learner, now=now)


@router.get("/achievements", responses=documented(Unauthenticated))
async def read_achievements(
    learner: CurrentLearner, tx: CurrentTransaction
) -> list[AchievementDocument]:
    """List everything that can be reached, and when it was."""
    found = await service.reached(tx, learner=learner)
    return [AchievementDocument(key=one, reached_at=found.get(one)) for one in Achievement]


@router.get(
    "/leaderboards",
    responses=documented(Unauthenticated, SwitchedOff),
    dependencies=[Leaderboards],
)
async def read_leaderboard(
    learner: CurrentLearner, tx: CurrentTransaction, now: Now
) -> list[LeaderDocument]:
    """Rank this week's points of those who chose to be ranked."""
    found = await service.leaderboard(tx, learner=learner, now=now)
    return [LeaderDocument.model_validate(one) for one in found]


@router.put(
    "/leaderboards/me",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=documented(Unauthenticated, CrossSite, SwitchedOff),
    dependencies=[Leaderboards],
)
async def name_oneself(
    said: NameDocument, learner: CurrentLearner, tx: CurrentTransaction, now: Now
) -> None:
    """Take a name for the leaderboards, or leave them with none."""
    await service.name_oneself(tx, learner=learner, nickname=said.nickname, now=now)
