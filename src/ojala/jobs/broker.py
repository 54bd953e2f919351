"""How word of a job travels: within this process, or by Redis streams between processes."""

from taskiq import AsyncBroker, InMemoryBroker
from taskiq_redis import RedisStreamBroker

STREAM = "ojala:jobs"
_LONGEST_STREAM = 10_000
"""Words beyond these are dropped, oldest first: the outbox still holds the jobs."""
_AGAIN = 60_000
"""After so many milliseconds, a word that a vanished process took is given to another."""


def broker(redis_url: str = "") -> AsyncBroker:
    """The broker of a deployment: in memory unless there is a Redis."""
    if not redis_url:
        return InMemoryBroker()
    return RedisStreamBroker(
        redis_url,
        queue_name=STREAM,
        consumer_group_name="workers",
        consumer_id="0",
        maxlen=_LONGEST_STREAM,
        idle_timeout=_AGAIN,
        unacknowledged_lock_timeout=30,
    )
