"""Rate limits that all processes count together, in Redis."""

import structlog
from limits import RateLimitItem
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import ConnectionPool
from redis.exceptions import RedisError


class SharedWindows:
    """The latest requests that all processes have counted."""

    def __init__(self, redis_url: str) -> None:
        self._pool = ConnectionPool.from_url(redis_url)
        self._storage = RedisStorage(
            redis_url,
            implementation="redispy",
            connection_pool=self._pool,  # type: ignore[arg-type] # documented, though not annotated so
        )
        self._limiter = MovingWindowRateLimiter(self._storage)

    async def hit(self, limit: RateLimitItem, key: tuple[str, ...]) -> bool | None:
        """Count a request, unless there were as many as the limit allows; None with Redis away."""
        try:
            return await self._limiter.hit(limit, *key)
        except (RedisError, OSError) as error:
            structlog.get_logger().warning("rate limits are per process", error=repr(error))
            return None

    async def answers(self) -> bool:
        """Whether Redis answers."""
        try:
            return bool(await self._storage.check())
        except (RedisError, OSError):
            return False

    async def close(self) -> None:
        """Let go of Redis."""
        await self._pool.aclose()
