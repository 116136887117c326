"""What all web processes and workers keep together, in the Redis of the jobs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger(__name__)

CODE = Path(__file__).resolve().parent.parent
NOT_ASKED_AGAIN_FOR = 10.0  # seconds after a server did not answer: pages must not wait for it one by one
OPTIONS: dict[str, Any] = {"socket_connect_timeout": 1, "socket_timeout": 2, "retry": Retry(NoBackoff(), 0)}

T = TypeVar("T")


class SharedCache(RedisCache):
    """Redis, and this process's own memory while Redis does not answer: pages go on without a broker.

    So do the limits against guessing passwords, which then count in each process. Get, set, add and delete do so, and
    what Django makes of these; nothing else is used here.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._meanwhile = LocMemCache("shared-meanwhile", params)
        self._asked_again_at = 0.0

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._either(
            lambda: super(SharedCache, self).get(key, default, version),
            lambda: self._meanwhile.get(key, default, version),
        )

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._either(
            lambda: super(SharedCache, self).set(key, value, timeout, version),
            lambda: self._meanwhile.set(key, value, timeout, version),
        )

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._either(
            lambda: super(SharedCache, self).add(key, value, timeout, version),
            lambda: self._meanwhile.add(key, value, timeout, version),
        )

    def delete(self, key: Any, version: int | None = None) -> bool:
        return self._either(
            lambda: super(SharedCache, self).delete(key, version), lambda: self._meanwhile.delete(key, version)
        )

    def clear(self) -> None:
        """Django's would empty the whole database, and with it the queue of the jobs."""
        raise NotImplementedError("The cache shares its database with the jobs: wait until what it keeps runs out.")

    def _either(self, there: Callable[[], T], here: Callable[[], T]) -> T:
        if monotonic() < self._asked_again_at:
            return here()
        try:
            return there()
        except RedisError as error:
            log.warning("The shared cache does not answer (%s): each process keeps its own.", error)
            self._asked_again_at = monotonic() + NOT_ASKED_AGAIN_FOR
            return here()


def key_of(key: str, prefix: str, version: int) -> str:
    """Processes of another release keep theirs elsewhere: what is kept are objects of this code."""
    return f"{prefix}:{release()}:{version}:{key}"


@cache
def release() -> str:
    """Of the code itself, which has no version that changes with every update."""
    digest = blake2b(digest_size=8)
    for package in ("recognition", "scoring"):
        for path in sorted((CODE / package).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def address(broker: str) -> str:
    """The broker's URL as Redis's own client understands it, which calls a unix socket by another name."""
    parts = urlsplit(broker)
    if parts.scheme != "redis+socket":
        return broker
    database = parse_qs(parts.query).get("virtual_host", ["0"])[0]
    return f"unix://{parts.netloc}{parts.path}?db={database.strip('/') or '0'}"
