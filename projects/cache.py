"""A cache that may be away: then everything is simply not cached."""

from collections.abc import Callable
from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache, except that its absence costs a miss and not an error."""

    def _or(self, missing: Any, call: Callable[[], Any]) -> Any:
        try:
            return call()
        except (RedisError, OSError) as error:
            log.warning("cache_away", error=str(error))
            return missing

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Return the value, or the default when there is none or no Redis."""
        default = kwargs.get("default", args[1] if len(args) > 1 else None)
        return self._or(default, lambda: super(ForgivingRedisCache, self).get(*args, **kwargs))

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Store a value if Redis is there."""
        self._or(None, lambda: super(ForgivingRedisCache, self).set(*args, **kwargs))

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Store a value unless there is one; without Redis nobody holds the key."""
        return bool(self._or(True, lambda: super(ForgivingRedisCache, self).add(*args, **kwargs)))

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """Forget a value if Redis is there."""
        return bool(
            self._or(False, lambda: super(ForgivingRedisCache, self).delete(*args, **kwargs))
        )
