"""Rate limits: how often somebody may ask, shared by all processes when there is a Redis."""

from collections import OrderedDict, defaultdict, deque
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING

from ojala.errors import TooMany

if TYPE_CHECKING:
    from limits import RateLimitItem

    from ojala.web.shared_limits import SharedWindows


@lru_cache(maxsize=64)
def _parsed(limit: str) -> "RateLimitItem":
    from limits import parse  # noqa: PLC0415 - with the first request that counts

    return parse(limit)


class Windows:
    """The latest requests that this process has counted: for each limit, by who asked.

    Who asked longest ago comes first, so that they are forgotten in time without a search. (The
    storage in memory of `limits` looks through everybody at each request, each in a thread.)
    """

    def __init__(self) -> None:
        self.known: defaultdict[RateLimitItem, OrderedDict[tuple[str, ...], deque[float]]]
        self.known = defaultdict(OrderedDict)

    def hit(self, limit: "RateLimitItem", key: tuple[str, ...]) -> bool:
        """Count a request, unless there were as many as the limit allows."""
        if not limit.amount:
            return False
        now, known = perf_counter(), self.known[limit]
        past = now - limit.get_expiry()
        while known and next(iter(known.values()))[-1] <= past:
            known.popitem(last=False)
        moments = known.setdefault(key, deque(maxlen=limit.amount))
        if len(moments) == limit.amount and moments[0] > past:
            return False
        moments.append(now)
        known.move_to_end(key)
        return True


class RateLimits:
    """Counts requests in Redis; with Redis away (or none given), in this process."""

    def __init__(self, redis_url: str = "") -> None:
        self._shared = _in_redis(redis_url) if redis_url else None
        self._local = Windows()

    async def hit(self, limit: str, *key: str) -> None:
        """Count one request against `limit` (as in `30/hour`); raises `TooMany` beyond it."""
        item = _parsed(limit)
        if not await self._hit(item, key):
            wait = item.get_expiry()
            raise TooMany(
                f"At most {item.amount} of these in {wait} seconds: wait a little.",
                retry_after=wait,
            )

    async def is_shared(self) -> bool | None:
        """Whether Redis answers; None when none is configured."""
        return None if self._shared is None else await self._shared.answers()

    async def close(self) -> None:
        """Let go of Redis."""
        if self._shared is not None:
            await self._shared.close()

    async def _hit(self, item: "RateLimitItem", key: tuple[str, ...]) -> bool:
        counted = None if self._shared is None else await self._shared.hit(item, key)
        return self._local.hit(item, key) if counted is None else counted


def _in_redis(redis_url: str) -> "SharedWindows":
    from ojala.web.shared_limits import SharedWindows  # noqa: PLC0415 - a start without Redis is sooner

    return SharedWindows(redis_url)
