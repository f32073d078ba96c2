"""Has it happened yet?"""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# Predicates may look at things that ring no bell (the app's database), so the bell is not trusted alone.
LOOK_AGAIN_SECONDS = 0.05


class Bell:
    """Rings whenever the workspace changes or a record of traffic is made."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, predicate: Callable[[], T | None], timeout: float) -> T:
        """The predicate's first true answer; TimeoutError if there is none in time."""
        deadline = time.monotonic() + timeout
        while True:
            found = predicate()
            if found:
                return found
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"not within {timeout} s: {getattr(predicate, '__qualname__', predicate)}")
            await self._next_ring(min(left, LOOK_AGAIN_SECONDS))

    async def _next_ring(self, timeout: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait([future], timeout=timeout)
        finally:
            self._waiting.discard(future)
