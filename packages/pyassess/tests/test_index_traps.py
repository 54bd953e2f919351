"""The traps on the real index; each was met by someone who trusted a table."""

from pathlib import Path

import pytest
from pyassess.assessment import Assessment, assess
from pyassess.context import Options
from pyassess.index import Index, IndexAwayError, read_config
from pyassess.models import Finding, Policy, Severity, Verdict
from pyassess.progress import Progress

from tests.conftest import Move

pytestmark = pytest.mark.index

SET = """\
fastapi==0.109.2
pydantic==2.6.1
pydantic-settings==2.1.0
uvicorn[standard]==0.27.1
sqlalchemy==2.0.27
alembic==1.13.1
asyncpg==0.29.0
psycopg2-binary==2.9.9
redis==5.0.1
hiredis==2.3.2
aiohttp==3.9.3
httpx==0.26.0
aiosmtplib==3.0.1
python-jose[cryptography]==3.3.0
passlib[bcrypt]==1.7.4
bcrypt==4.1.2
python-multipart==0.0.9
structlog==24.1.0
sentry-sdk[fastapi]==1.40.3
python-dotenv==1.0.1
jinja2==3.1.3
pyyaml==6.0.1
orjson==3.9.15
email-validator==2.1.0
gunicorn==21.2.0
openai==1.12.0
python-dateutil==2.8.2
"""
ASYNC_ENGINE = """\
import asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
async def main():
    engine = create_async_engine("sqlite+aiosqlite://")
    async with engine.connect() as connection:
        assert (await connection.execute(text("select 1"))).scalar() == 1
    await engine.dispose()
asyncio.run(main())
"""
HASHING = "from passlib.hash import bcrypt\nassert bcrypt.verify('x', bcrypt.hash('x'))\n"


@pytest.fixture(scope="module", autouse=True)
def reachable(move: Move) -> None:
    try:
        found = Index(read_config(move[1].path)).project("orjson").found
    except IndexAwayError as error:
        pytest.skip(f"needs the package index: {error}")
    if not found:
        pytest.skip("needs a package index that knows orjson")


def assessed(folder: Path, text: str, **options: object) -> Assessment:
    listed = folder / "requirements.txt"
    listed.write_text(text.replace(" ", "\n"), encoding="utf-8")
    chosen = Options(requirements=(listed,), **options)  # type: ignore[arg-type]  # by name
    return assess(chosen, Progress(quiet=True), work=folder / "work")


def blockers(done: Assessment) -> dict[str, Finding]:
    return {f.subject: f for f in done.findings if f.severity is Severity.BLOCKER}


def conditions(done: Assessment) -> dict[str, Finding]:
    return {f.subject: f for f in done.findings if f.severity is Severity.CONDITION}


@pytest.mark.parametrize(
    ("pin", "phase", "repaired", "said"),
    [
        ("pydantic==2.6.1", "resolve", "2.8.0", "pydantic-core==2.16.2"),
        ("orjson==3.9.15", "index", "3.10.7", "no wheel for 3.13"),
        ("orjson==3.10.6", "index", "3.10.7", "only for"),
        ("orjson==99.1", "index", None, "does not exist"),
        ("sqlalchemy==2.0.27", "import", "2.0.31", "AssertionError"),
    ],
)
def test_one_pin_that_blocks(
    tmp_path: Path, pin: str, phase: str, repaired: str | None, said: str
) -> None:
    done = assessed(tmp_path, pin)
    name = pin.partition("=")[0]
    assert done.verdict is Verdict.NO_GO
    assert list(blockers(done)) == [name]
    found = blockers(done)[name]
    assert (found.phase, found.repaired_in) == (phase, repaired)
    assert said in found.summary


def test_asyncpg_declares_nothing_and_works(tmp_path: Path) -> None:
    assert assessed(tmp_path, "asyncpg==0.30.0").verdict is Verdict.GO


def test_redis_hides_distutils_behind_a_lazy_import(tmp_path: Path) -> None:
    for text in ("redis==5.0.1", "redis==5.0.1 setuptools==69.0.0"):
        done = assessed(tmp_path, text)
        assert done.verdict is Verdict.CONDITIONAL_GO
        assert "distutils" in conditions(done)["redis"].summary


def test_aioredis_was_broken_before(tmp_path: Path) -> None:
    done = assessed(tmp_path, "aioredis==2.0.1")
    assert done.verdict is Verdict.CONDITIONAL_GO
    assert conditions(done)["aioredis"].broken_before


def test_passlib_with_bcrypt_5_is_broken_on_both(tmp_path: Path) -> None:
    smoke = tmp_path / "smoke.py"
    smoke.write_text(HASHING, encoding="utf-8")
    done = assessed(tmp_path, "passlib==1.7.4 bcrypt==5.0.0", smoke=smoke)
    assert not blockers(done)
    assert conditions(done)["smoke"].broken_before


def test_sqlalchemy_imports_green_and_is_red_in_use(tmp_path: Path) -> None:
    smoke = tmp_path / "smoke.py"
    smoke.write_text(ASYNC_ENGINE, encoding="utf-8")
    done = assessed(tmp_path, "sqlalchemy==2.0.31 aiosqlite==0.20.0", smoke=smoke)
    assert list(blockers(done)) == ["smoke"]
    assert "greenlet" in blockers(done)["smoke"].evidence.tail
    assert "greenlet" in conditions(done)["sqlalchemy"].summary


def test_psycopg2_builds_green_and_imports_red(tmp_path: Path) -> None:
    done = assessed(tmp_path, "psycopg2-binary==2.9.9", policy=Policy.SDIST)
    if done.verdict is Verdict.INCONCLUSIVE or "pg_config" in str(done.findings):
        pytest.skip("needs a C compiler and the headers of PostgreSQL's client")
    found = blockers(done)["psycopg2-binary"]
    assert (found.phase, found.repaired_in) == ("import", "2.9.10")
    assert "undefined symbol" in found.summary


def test_the_27_pins_have_exactly_their_true_blockers(tmp_path: Path) -> None:
    done = assessed(tmp_path, SET)
    assert done.verdict is Verdict.NO_GO
    assert {name: found.repaired_in for name, found in blockers(done).items()} == {
        "aiohttp": "3.10.5",
        "asyncpg": "0.30.0",
        "hiredis": "3.1.0",
        "orjson": "3.10.7",
        "psycopg2-binary": "2.9.10",
        "pydantic": "2.8.0",
        "pyyaml": "6.0.2",
        "sqlalchemy": "2.0.31",
    }
    assert conditions(done).keys() == {"email-validator", "redis"}
