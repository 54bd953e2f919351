from collections.abc import AsyncIterator, Callable

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ojala import errors
from ojala.web import problems

PAGE = {"accept": "text/html,application/xhtml+xml"}


class RefusalError(Exception):
    """An error as PostgreSQL's driver tells it: with a code."""

    sqlstate = ""


def asyncpg_error(code: str) -> RefusalError:
    error = RefusalError("what happened")
    error.sqlstate = code
    return error


AWAY: dict[str, Exception] = {
    "refused": ConnectionRefusedError("nobody listens"),
    "no-turn": PoolTimeout("no connection became free"),
    "starting": DBAPIError("SELECT 1", {}, asyncpg_error("57P03")),
    "disk-full": DBAPIError("INSERT", {}, asyncpg_error("53100")),
    "file-full": OperationalError("INSERT", {}, Exception("database or disk is full")),
    "cut": DBAPIError("SELECT 1", {}, Exception("closed"), connection_invalidated=True),
}


def add_what_the_database_says(app: FastAPI) -> None:
    """Addresses at which the database is away, and one at which it is asked nonsense."""

    def away(error: Exception) -> Callable[[], None]:
        def fail() -> None:
            raise error

        return fail

    for name, error in AWAY.items():
        app.get(f"/away/{name}")(away(error))

    @app.get("/wrong-sql")
    def wrong_sql() -> None:
        raise ProgrammingError("SELEKT", {}, asyncpg_error("42601"))


def application() -> FastAPI:
    """An application in which everything goes wrong, each at an address of its own."""
    app = FastAPI()
    problems.install(app)
    app.include_router(problems.router)

    def failing(kind: type[errors.AppError]) -> Callable[[], None]:
        def fail() -> None:
            if issubclass(kind, errors.TooMany):
                raise kind("Too fast.", retry_after=7)
            if issubclass(kind, errors.NotAnExercise):
                raise kind("set.no-blank", {})
            if issubclass(kind, errors.Invalid):
                raise kind("Not a number.", field="/number")
            raise kind("What happened.")

        return fail

    for kind in errors.problems():
        app.get(f"/fail/{kind.slug}")(failing(kind))

    add_what_the_database_says(app)

    @app.get("/fault")
    def fault() -> None:
        raise ZeroDivisionError("a secret")

    return app


@pytest.fixture
async def client() -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(app=application(), raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://here") as client:
        yield client


@pytest.mark.parametrize("kind", list(errors.problems()), ids=lambda kind: kind.slug)
async def test_each_error_is_a_document_for_programs_and_a_page_for_people(
    client: AsyncClient, kind: type[errors.AppError]
) -> None:
    document = await client.get(f"/fail/{kind.slug}")
    page = await client.get(f"/fail/{kind.slug}", headers=PAGE)

    assert document.headers["content-type"] == problems.MEDIA_TYPE
    assert document.json()["type"] == f"/problems/{kind.slug}"
    assert document.json()["title"] == kind.title
    assert document.status_code == page.status_code == problems.status_of(kind)
    assert page.headers["content-type"].startswith("text/html")
    assert "<h1>" in page.text


@pytest.mark.parametrize("slug", list(problems.meanings()))
async def test_each_type_is_an_address_that_explains_it(client: AsyncClient, slug: str) -> None:
    document = await client.get(f"/problems/{slug}")
    page = await client.get(f"/problems/{slug}", headers=PAGE)

    assert document.json()["detail"] == problems.EXPLANATIONS[slug]
    assert page.status_code == 200
    assert "<h1>" in page.text


async def test_the_list_of_problems_is_complete(client: AsyncClient) -> None:
    listed = {meaning["type"] for meaning in (await client.get("/problems")).json()}

    assert listed == {f"/problems/{slug}" for slug in problems.EXPLANATIONS}
    assert (await client.get("/problems/no-such-thing")).status_code == 404


async def test_a_fault_of_ours_tells_nothing_but_that(client: AsyncClient) -> None:
    response = await client.get("/fault")

    assert response.status_code == 500
    assert response.json()["type"] == "/problems/internal"
    assert "secret" not in response.text


async def test_a_limit_says_when_to_come_back_and_an_invalid_field_which(
    client: AsyncClient,
) -> None:
    assert (await client.get("/fail/too-many")).headers["retry-after"] == "7"
    assert (await client.get("/fail/invalid")).json()["errors"] == [
        {"pointer": "/number", "detail": "Not a number."}
    ]


async def test_an_address_that_leads_nowhere_is_a_problem_too(client: AsyncClient) -> None:
    assert (await client.get("/nowhere")).json()["type"] == "/problems/not-found"
    assert "<h1>" in (await client.get("/nowhere", headers=PAGE)).text


@pytest.mark.parametrize("name", AWAY)
async def test_a_database_that_is_away_is_no_fault_and_says_when_to_come_back(
    client: AsyncClient, name: str
) -> None:
    told = await client.get(f"/away/{name}")

    assert told.status_code == 503
    assert told.json()["type"] == "/problems/unavailable"
    assert int(told.headers["retry-after"]) > 0


async def test_wrong_sql_is_a_fault_of_ours(client: AsyncClient) -> None:
    assert (await client.get("/wrong-sql")).json()["type"] == "/problems/internal"
