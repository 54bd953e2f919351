"""Sets as JSON: one's own exercises, checked by the engine before they are taken."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Header, Query, Response, UploadFile, status

from ojala.errors import (
    Changed,
    CrossSite,
    NotAnExercise,
    OwnExerciseNotFound,
    SetFull,
    SetNotFound,
    Unauthenticated,
    UploadRefused,
)
from ojala.sets import queries, service
from ojala.sets.author import CurrentAuthor
from ojala.sets.documents import (
    ExerciseWish,
    OwnExerciseDocument,
    OwnExercisePage,
    ReportDocument,
    SetDocument,
    SetFile,
    SetPage,
    SetWish,
    exercise_document,
    file_of,
    report_document,
    set_document,
)
from ojala.web.dependencies import CurrentLearner, CurrentTransaction, Now
from ojala.web.problems import documented
from ojala.web.routing import API

router = APIRouter(tags=["sets"], prefix=f"{API}/sets")

LONGEST_PAGE = 100
Limit = Annotated[int, Query(ge=1, le=LONGEST_PAGE)]
IfMatch = Annotated[
    str | None,
    Header(description="The `ETag` last read: refuse (412) what somebody changed since."),
]
_MET = (Unauthenticated, CrossSite)


@router.post("", status_code=status.HTTP_201_CREATED, responses=documented(SetFull, *_MET))
async def make_set(
    wish: SetWish, learner: CurrentLearner, tx: CurrentTransaction, now: Now, response: Response
) -> SetDocument:
    """Begin a set."""
    made = await service.make_set(tx, learner=learner, title=wish.title, now=now)
    response.headers["Location"] = f"/api/v1/sets/{made.id}"
    return set_document(made)


@router.get("", responses=documented(Unauthenticated))
async def list_sets(
    learner: CurrentLearner,
    tx: CurrentTransaction,
    before: Annotated[UUID | None, Query(description="The cursor `next` of a page.")] = None,
    limit: Limit = 20,
) -> SetPage:
    """List the learner's sets, newest first."""
    found = await queries.sets(tx, learner, before=before, limit=limit)
    following = str(found[-1].id) if len(found) == limit else None
    return SetPage(sets=[set_document(one) for one in found], next=following)


@router.get("/{set_id}", responses=documented(SetNotFound, Unauthenticated))
async def read_set(set_id: UUID, learner: CurrentLearner, tx: CurrentTransaction) -> SetDocument:
    """Read one set."""
    return set_document(await queries.one_set(tx, learner, set_id))


@router.put("/{set_id}", responses=documented(SetNotFound, *_MET))
async def rename_set(
    set_id: UUID, wish: SetWish, learner: CurrentLearner, tx: CurrentTransaction, now: Now
) -> SetDocument:
    """Give a set another title."""
    return set_document(
        await service.rename(tx, learner=learner, set_id=set_id, title=wish.title, now=now)
    )


@router.delete(
    "/{set_id}", status_code=status.HTTP_204_NO_CONTENT, responses=documented(SetNotFound, *_MET)
)
async def remove_set(set_id: UUID, learner: CurrentLearner, tx: CurrentTransaction) -> None:
    """Delete a set with its exercises; what was practised with it stays."""
    await service.remove_set(tx, learner=learner, set_id=set_id)


@router.get("/{set_id}/file", responses=documented(SetNotFound, Unauthenticated))
async def write_out(set_id: UUID, learner: CurrentLearner, tx: CurrentTransaction) -> SetFile:
    """Write a set out whole, to be kept or imported elsewhere."""
    found = await queries.one_set(tx, learner, set_id)
    return file_of(found, await queries.exercises(tx, learner, set_id))


@router.get("/{set_id}/exercises", responses=documented(SetNotFound, Unauthenticated))
async def list_exercises(
    set_id: UUID,
    learner: CurrentLearner,
    tx: CurrentTransaction,
    after: Annotated[UUID | None, Query(description="The cursor `next` of a page.")] = None,
    limit: Limit = 20,
) -> OwnExercisePage:
    """List the exercises of a set in the order of writing."""
    await queries.one_set(tx, learner, set_id)
    found = await queries.exercises(tx, learner, set_id, after=after, limit=limit)
    following = str(found[-1].id) if len(found) == limit else None
    return OwnExercisePage(exercises=[exercise_document(one) for one in found], next=following)


@router.post(
    "/{set_id}/exercises",
    status_code=status.HTTP_201_CREATED,
    responses=documented(SetNotFound, SetFull, NotAnExercise, *_MET),
)
async def add_exercise(
    set_id: UUID, wish: ExerciseWish, author: CurrentAuthor, response: Response
) -> OwnExerciseDocument:
    """Add an exercise, if the engine finds that its answer is right."""
    own = await author.add(set_id, wish.written())
    response.headers["Location"] = f"/api/v1/sets/{set_id}/exercises/{own.id}"
    response.headers["ETag"] = _etag(own.changed_at)
    return exercise_document(own)


@router.get(
    "/{set_id}/exercises/{exercise_id}",
    responses=documented(SetNotFound, OwnExerciseNotFound, Unauthenticated),
)
async def read_exercise(
    set_id: UUID,
    exercise_id: UUID,
    learner: CurrentLearner,
    tx: CurrentTransaction,
    response: Response,
) -> OwnExerciseDocument:
    """Read one exercise of a set; its `ETag` makes a change safe."""
    own = await queries.exercise(tx, learner, set_id, exercise_id)
    response.headers["ETag"] = _etag(own.changed_at)
    return exercise_document(own)


@router.put(
    "/{set_id}/exercises/{exercise_id}",
    responses=documented(OwnExerciseNotFound, NotAnExercise, SetFull, Changed, *_MET),
)
async def change_exercise(
    set_id: UUID,
    exercise_id: UUID,
    wish: ExerciseWish,
    author: CurrentAuthor,
    response: Response,
    if_match: IfMatch = None,
) -> OwnExerciseDocument:
    """Write an exercise anew; it is checked like a new one."""
    own = await author.change(set_id, exercise_id, wish.written(), _seen(if_match))
    response.headers["ETag"] = _etag(own.changed_at)
    return exercise_document(own)


@router.delete(
    "/{set_id}/exercises/{exercise_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=documented(OwnExerciseNotFound, Changed, *_MET),
)
async def remove_exercise(
    set_id: UUID,
    exercise_id: UUID,
    learner: CurrentLearner,
    tx: CurrentTransaction,
    now: Now,
    if_match: IfMatch = None,
) -> None:
    """Delete an exercise of a set."""
    await service.remove(
        tx,
        learner=learner,
        set_id=set_id,
        exercise_id=exercise_id,
        now=now,
        seen=_seen(if_match),
    )


@router.post(
    "/{set_id}/imports",
    responses=documented(SetNotFound, SetFull, UploadRefused, *_MET),
)
async def import_file(
    set_id: UUID,
    file: UploadFile,
    author: CurrentAuthor,
    *,
    only_good: Annotated[
        bool, Form(description="Take the good rows although others are refused.")
    ] = False,
) -> ReportDocument:
    """Take a CSV or JSON file, a list of verbs or an Anki package: all of it, or none.

    Every row is checked by the engine, and the report says why a row was refused.
    """
    report = await author.bring(set_id, file.file, only_good=only_good)
    return report_document(report, author.language)


def _etag(changed_at: datetime) -> str:
    return f'"{changed_at.isoformat()}"'


def _seen(if_match: str | None) -> datetime | None:
    """The state that a condition names; what names none is never the present one."""
    if if_match is None or if_match.strip() == "*":
        return None
    try:
        return datetime.fromisoformat(if_match.strip().removeprefix("W/").strip('"'))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
