"""A cache that may be away: then everything is simply not cached."""

from collections.abc import Callable
from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


class _ForgivingClient(RedisCacheClient):  # type: ignore[misc] # Django's class has no stubs for its client
    """Turns a Redis that is away into a miss, and says so once per call."""

    def _or(self, missing: Any, call: Callable[[], Any]) -> Any:
        try:
            return call()
        except (RedisError, OSError) as error:
            log.warning("cache_away", error=str(error))
            return missing

    def get(self, key: str, default: Any) -> Any:
        """Return the value, or the default when there is none or no Redis."""
        return self._or(default, lambda: super(_ForgivingClient, self).get(key, default))

    def set(self, key: str, value: Any, timeout: int | None) -> None:
        """Store a value if Redis is there."""
        self._or(None, lambda: super(_ForgivingClient, self).set(key, value, timeout))

    def add(self, key: str, value: Any, timeout: int | None) -> bool:
        """Store a value unless there is one; without Redis nobody holds the key."""
        return bool(self._or(True, lambda: super(_ForgivingClient, self).add(key, value, timeout)))

    def delete(self, key: str) -> bool:
        """Forget a value if Redis is there."""
        return bool(self._or(False, lambda: super(_ForgivingClient, self).delete(key)))


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache, except that its absence costs a miss and not an error."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _ForgivingClient
