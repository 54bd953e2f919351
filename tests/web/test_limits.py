import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from limits import parse
from structlog.testing import capture_logs

from ojala.errors import TooMany
from ojala.web import limits as module
from ojala.web.limits import RateLimits, Windows
from tests.conftest import service


@asynccontextmanager
async def rate_limits(redis_url: str = "") -> AsyncIterator[RateLimits]:
    limits = RateLimits(redis_url)
    yield limits
    await limits.close()


@pytest.fixture(params=["memory", "redis"])
async def limits(request: pytest.FixtureRequest) -> AsyncIterator[RateLimits]:
    async with rate_limits(service("REDIS") if request.param == "redis" else "") as limits:
        yield limits


async def test_the_request_beyond_the_limit_is_refused(limits: RateLimits) -> None:
    key = os.urandom(8).hex()
    for _ in range(3):
        await limits.hit("3/hour", "guest", key)

    with pytest.raises(TooMany) as refusal:
        await limits.hit("3/hour", "guest", key)
    assert refusal.value.retry_after == 3600
    await limits.hit("3/hour", "guest", key + "another")


async def test_processes_share_what_redis_counts() -> None:
    key = os.urandom(8).hex()
    async with rate_limits(service("REDIS")) as one, rate_limits(service("REDIS")) as other:
        await one.hit("1/hour", key)

        with pytest.raises(TooMany):
            await other.hit("1/hour", key)
        assert await one.is_shared() is True


async def test_without_its_redis_each_process_counts_for_itself() -> None:
    async with rate_limits("redis://127.0.0.1:1") as limits:
        with capture_logs() as lines:
            await limits.hit("1/hour", "key")
            with pytest.raises(TooMany):
                await limits.hit("1/hour", "key")

        assert lines[0]["event"] == "rate limits are per process"
        assert await limits.is_shared() is False


async def test_without_a_redis_there_is_nothing_to_share() -> None:
    async with rate_limits() as limits:
        assert await limits.is_shared() is None


def test_the_window_moves_and_who_left_it_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter((0.0, 40.0, 59.0, 60.5, 61.0, 100.5, 101.0, 162.0))
    monkeypatch.setattr(module, "perf_counter", lambda: next(clock))
    windows, twice = Windows(), parse("2/minute")

    hits = [windows.hit(twice, ("ana",)) for _ in range(6)]
    assert hits == [True, True, False, True, False, True]
    assert windows.hit(twice, ("eva",))
    assert windows.hit(twice, ("leo",))
    assert list(windows.known[twice]) == [("leo",)]


def test_a_limit_of_none_lets_nobody_through() -> None:
    assert not Windows().hit(parse("0/minute"), ("ana",))
