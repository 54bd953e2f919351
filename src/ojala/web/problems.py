"""Errors as answers: RFC 9457 documents for programs, pages for people."""

from http import HTTPStatus
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from ojala import errors
from ojala.storage.database import is_away
from ojala.web.templating import render

MEDIA_TYPE = "application/problem+json"
SOON = 2
"""Seconds after which it makes sense to ask again when something is away."""

STATUSES: dict[type[errors.AppError], HTTPStatus] = {
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.Changed: HTTPStatus.PRECONDITION_FAILED,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.Unauthenticated: HTTPStatus.UNAUTHORIZED,
    errors.Forbidden: HTTPStatus.FORBIDDEN,
    errors.Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.TooMany: HTTPStatus.TOO_MANY_REQUESTS,
    errors.Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""The status of each kind; a special case without a line of its own has its kind's."""

WRITES = frozenset(
    {
        HTTPStatus.BAD_REQUEST,  # a body that cannot be parsed
        HTTPStatus.CONFLICT,  # an idempotency key whose first request is open
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    }
)
"""What a request that changes something may meet, whatever it changes."""

EXPLANATIONS: dict[str, str] = {
    "not-found": "The address names nothing that exists, or nothing that is yours to see.",
    "conflict": "What you asked for exists, but its state does not allow this now.",
    "forbidden": "You may not do this.",
    "invalid": "Part of the request has no valid meaning; `errors` points at each such part.",
    "too-many": "There were too many requests from here; `Retry-After` says when to come back.",
    "unavailable": "Something that this needs does not answer; nothing was changed. Ask again.",
    "session-not-found": "No practice session of yours has this id.",
    "exercise-not-found": "No exercise with this id was issued to you.",
    "set-not-found": "No set of yours has this id.",
    "own-exercise-not-found": "No exercise of this set has this id.",
    "not-an-exercise": "What you wrote is checked before it is taken; `detail` says what is wrong.",
    "upload-refused": "The file is too large, of no known kind, or broken; `detail` says which.",
    "set-full": "There are as many sets, or exercises in this set, as there may be.",
    "sentence-known": "Each sentence stands once in a set.",
    "idempotency-key": "A key is 1 to 200 printable characters, and stands for one request.",
    "idempotency-open": "Look whether it was done; after a day the key may be used again.",
    "changed": "`If-Match` names an older state: read it again, then change it.",
    "nothing-to-practise": "There are no sentences for what was chosen.",
    "lesson-not-found": "No lesson of the path has this name.",
    "verb-not-found": "No Spanish verb is written like this.",
    "trigger-not-found": "No trigger has this id; the list of triggers has them all.",
    "no-retry": "Each exercise takes one answer, and a second one only where the first was a slip.",
    "not-answered": "One can object to a verdict, and this exercise has none yet.",
    "not-settled": "It can be talked about once it is answered, or given up.",
    "nothing-to-repair": "A streak can be repaired where one to three days in a row were missed.",
    "session-finished": "Nothing remains in this session: start another one.",
    "cross-site": "A page of another site asked for this change, so nothing was changed.",
    "unauthenticated": "The request needs a learner: send the cookie or the token you were given.",
    "wrong-credentials": "The address and the password do not belong together, or no account is "
    "confirmed for them. Which of these it is, is not said.",
    "second-step-needed": "The account has a second step: send its `code` as well.",
    "wrong-code": "The code is wrong, was used before, or its half minute is over.",
    "account-needed": "Guests cannot do this: sign up, which keeps all that was practised.",
    "scope-missing": "A personal token reaches as far as its scopes, and never into the account.",
    "weak-password": "It takes 12 characters at least, and nothing among the first guesses.",
    "link-expired": "Each link works once and for a while: ask for a new one.",
    "login-not-found": "No device or token of yours has this id.",
    "second-step-state": "The second step is already on, or not on yet.",
    "second-step-required": "Turn on the second step of your account, then come back.",
    "switched-off": "Whoever runs this site has switched this off.",
    "consent-needed": "Nothing is sent to another service before you have agreed to it.",
    "entry-not-found": "It may have been removed since the list was read.",
    "not-oneself": "One's own role and standing are changed by another administrator.",
    "job-not-given-up": "Only a job that was given up can be tried again by hand.",
    "nothing-to-remark": "The rules of today judge this answer as it was judged.",
    "provider-away": "The service that people sign in by does not answer: sign in by password.",
    "provider-refused": "It vouched for nobody, or for no address that it has verified.",
    "http": "The request could not be understood as it was sent; the status says how.",
    "internal": "A fault of ours. It was recorded under the request id.",
}
"""What each problem means, by slug: the texts of the pages under `/problems/`."""


class FieldProblem(BaseModel):
    """One part of a request that is not valid."""

    pointer: str = Field(examples=["/text"])
    detail: str = Field(examples=["String should have at most 200 characters"])


class Problem(BaseModel):
    """An error as RFC 9457 describes it."""

    type: str = Field(examples=["/problems/exercise-not-found"])
    title: str = Field(examples=["No such exercise"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["No exercise with this id was issued to you."])
    request_id: str = Field(examples=["0198f3a2c5d07c8e"])
    errors: list[FieldProblem] = Field(default_factory=list)


_SCHEMA = {"$ref": f"#/components/schemas/{Problem.__name__}"}
"""What describes a problem in the OpenAPI document; a `model` there is compiled for each use."""


def status_of(error: type[errors.AppError]) -> HTTPStatus:
    """The HTTP status of an error."""
    return next(STATUSES[kind] for kind in error.__mro__ if kind in STATUSES)


def documented(*kinds: type[errors.AppError]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of an endpoint that can meet these errors, for OpenAPI."""
    statuses = {status_of(kind) for kind in (*kinds, errors.Invalid, errors.TooMany)}
    if errors.CrossSite in kinds:
        statuses |= WRITES
    body = {"content": {MEDIA_TYPE: {}, "application/json": {"schema": _SCHEMA}}}
    return {int(status): {"description": status.phrase, **body} for status in sorted(statuses)}


def install(app: FastAPI) -> None:
    """Answer every error of the application in this way."""
    app.exception_handler(errors.AppError)(_app_error)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(HTTPException)(_http)
    app.exception_handler(SQLAlchemyError)(_database_error)
    app.exception_handler(OSError)(_database_error)
    app.exception_handler(Exception)(_fault)


async def _app_error(request: Request, error: errors.AppError) -> Response:
    headers, fields = {}, []
    if isinstance(error, errors.TooMany):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, errors.Invalid) and error.field:
        fields.append(FieldProblem(pointer=error.field, detail=error.detail))
    problem = _problem(error.slug, error.title, status_of(type(error)), error.detail)
    return respond(request, problem.model_copy(update={"errors": fields}), headers)


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    fields = [
        FieldProblem(
            pointer=_pointer(fault["loc"]), detail=fault["msg"].removeprefix("Value error, ")
        )
        for fault in error.errors()
    ]
    detail = "; ".join(f"{field.pointer}: {field.detail}" for field in fields)
    kind = errors.Invalid
    problem = _problem(kind.slug, kind.title, status_of(kind), detail)
    return respond(request, problem.model_copy(update={"errors": fields}))


async def _http(request: Request, error: HTTPException) -> Response:
    status = HTTPStatus(error.status_code)
    if status is HTTPStatus.NOT_FOUND:
        kind = errors.NotFound
        problem = _problem(kind.slug, kind.title, status, EXPLANATIONS[kind.slug])
    else:
        problem = _problem("http", status.phrase, status, str(error.detail))
    return respond(request, problem, dict(error.headers or {}))


async def _database_error(request: Request, error: Exception) -> Response:
    """Say that the database is away; any other fault of the database's is one of ours."""
    if not is_away(error):
        raise error
    structlog.get_logger().error("the database is away", error=repr(error))
    away = errors.Unavailable
    problem = _problem(away.slug, away.title, status_of(away), EXPLANATIONS[away.slug])
    return respond(request, problem, {"Retry-After": str(SOON)})


async def _fault(request: Request, error: Exception) -> Response:
    structlog.get_logger().error("fault", exc_info=error)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return respond(
        request, _problem("internal", "A fault of ours", status, EXPLANATIONS["internal"])
    )


def _problem(slug: str, title: str, status: HTTPStatus, detail: str) -> Problem:
    return Problem(
        type=f"/problems/{slug}", title=title, status=int(status), detail=detail, request_id=""
    )


def _pointer(location: tuple[int | str, ...]) -> str:
    return "/" + "/".join(str(part) for part in location[1:])


def respond(request: Request, problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """Send a problem: a page to a person, a document to a program."""
    problem.request_id = getattr(request.state, "request_id", "")
    if _wants_page(request):
        return render(request, "web/problem.html", {"problem": problem}, problem.status, headers)
    content = problem.model_dump(exclude=None if problem.errors else {"errors"})
    return JSONResponse(content, problem.status, headers, MEDIA_TYPE)


router = APIRouter(tags=["problems"])


class Meaning(BaseModel):
    """What one problem means, for those who meet its address in an error."""

    type: str = Field(examples=["/problems/no-retry"])
    title: str = Field(examples=["This exercise is settled"])
    detail: str = Field(examples=[EXPLANATIONS["no-retry"]])


def meanings() -> dict[str, Meaning]:
    """Every problem by its slug."""
    titles = {kind.slug: kind.title for kind in errors.problems()}
    titles |= {"http": "The request could not be understood", "internal": "A fault of ours"}
    return {
        slug: Meaning(type=f"/problems/{slug}", title=title, detail=EXPLANATIONS[slug])
        for slug, title in titles.items()
    }


@router.get("/problems")
async def list_problems() -> list[Meaning]:
    """List every problem the API can answer with."""
    return list(meanings().values())


_UNKNOWN = {"description": "Not Found", "model": Problem, "content": {MEDIA_TYPE: {}}}
"""The one response that brings the schema of a problem into the document."""


@router.get(
    "/problems/{slug}",
    response_model=Meaning,
    responses={**documented(errors.NotFound), HTTPStatus.NOT_FOUND: _UNKNOWN},
)
async def show_problem(slug: str, request: Request) -> Response | Meaning:
    """Explain one problem."""
    found = meanings().get(slug)
    if found is None:
        raise errors.NotFound("No problem has this name.")
    if _wants_page(request):
        return render(request, "web/problem_meaning.html", {"slug": slug})
    return found


def _wants_page(request: Request) -> bool:
    is_api = request.url.path.startswith("/api/")
    return not is_api and "text/html" in request.headers.get("accept", "")
