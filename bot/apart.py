"""What takes so long that it is done in a process of its own, so that no `/break` ever waits for it?"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from datetime import datetime
from multiprocessing.connection import wait
from typing import TypeVar

from jobs import LONG_DRAWINGS, SCHEDULE
from jobs.asking import Study, Tick, sheet
from rules.handbook import Site
from storage.database import Database, open_database
from views.message import Home, Message
from views.words import Words

LONGEST_S = 300  # with whatever else waits for it
NICE = 19  # whoever waits for an answer goes first

Done = TypeVar("Done")


class Apart:
    """One other process, which starts when it is needed first and begins again if it dies."""

    def __init__(self, database_url: str, site: Site) -> None:
        self._given = (database_url, site)
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def look(self, study: str, tick: Tick) -> object:
        """What a study finds now."""
        return self._do(_look, study, tick)

    def draw(self, slot: str, conversation: str, now: datetime) -> Message | Home | None:
        """What a slot says now."""
        return self._do(_draw, slot, conversation, now)

    def close(self) -> None:
        with self._lock:
            if self._pool:
                self._pool.shutdown(cancel_futures=True)

    def _do(self, work: Callable[..., Done], *given: object) -> Done:
        """Raises BrokenExecutor where the process died meanwhile, or hung; the next one finds a new one."""
        pool = self._open()
        try:
            return pool.submit(work, *given).result(LONGEST_S)
        except (BrokenExecutor, TimeoutError) as error:
            for one in multiprocessing.active_children():
                one.kill()
            with self._lock:
                self._pool = None if self._pool is pool else self._pool
            raise BrokenExecutor from error

    def _open(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                # Not forked: a copy of a process with threads may hold their locks for ever.
                fresh = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(1, fresh, initializer=_begin, initargs=self._given)
            return self._pool


class _Here:
    """What the other process holds."""

    database: Database
    site: Site
    words: Words


def _begin(database_url: str, site: Site) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to everybody; the house says when it is over
    threading.Thread(target=_end_with_the_house, daemon=True).start()
    os.nice(NICE)
    _Here.database, _Here.site, _Here.words = open_database(database_url), site, Words()


def _end_with_the_house() -> None:
    """A house that was killed cannot say that it is over."""
    house = multiprocessing.parent_process()
    assert house is not None
    wait([house.sentinel])
    os._exit(0)


def _look(study: str, tick: Tick) -> object:
    job = next(one for one in SCHEDULE if isinstance(one, Study) and one.name == study)
    with _Here.database.reading() as session:
        return job.look(tick, session)


def _draw(slot: str, conversation: str, now: datetime) -> Message | Home | None:
    with _Here.database.reading() as session:
        drawn = sheet(session, slot, conversation, now, _Here.site, _Here.words)
        return LONG_DRAWINGS[slot.split(":")[0]](drawn, session)
