"""How is a race made to happen? Everybody waits at the same point until all are there."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

import pytest

Result = TypeVar("Result")

PATIENCE_S = 0.5


class Meeting:
    """A point that so many reach together; where the database lets in only one at a time, it waits once, in vain."""

    def __init__(self, parties: int) -> None:
        self._barrier = threading.Barrier(parties)
        self.met = False

    def wait(self) -> None:
        with suppress(threading.BrokenBarrierError):
            self._barrier.wait(PATIENCE_S)
            self.met = True
            self._barrier.abort()  # later comers go straight on

    def before(self, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> "Meeting":
        """Everybody meets just before this function is called."""
        real: Callable[..., object] = getattr(module, name)

        def met(*given: object, **named: object) -> object:
            self.wait()
            return real(*given, **named)

        monkeypatch.setattr(module, name, met)
        return self


def at_once(*acts: Callable[[], Result]) -> list[Result]:
    """All of them at the same moment, each in a thread; what they return, in their order."""
    start = threading.Barrier(len(acts))

    def act(one: Callable[[], Result]) -> Result:
        start.wait()
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))
