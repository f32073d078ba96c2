"""Who is served together when many press at once?

SQLite has one writer, and beside the event loop the way to it costs more than the work there: the commit, and the way
into the worker thread and back. So whoever comes while the desk is busy shares the next commit.
"""

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor

from bot.desk import Desk, Outcome, Request


class Crowd:
    """Requests on their way from the event loop to the desk, and their answers on the way back."""

    def __init__(self, desk: Desk, workers: int, together: int) -> None:
        self._desk = desk
        self._together = together
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="desk")
        self._idle = workers
        self._working: set[asyncio.Task[None]] = set()  # the loop itself keeps no hold on a task
        self._waiting: deque[tuple[Request, asyncio.Future[Outcome]]] = deque()

    def serve(self, request: Request) -> "asyncio.Future[Outcome]":
        """The desk's answer to come; when it is there, it is committed."""
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append((request, answer))
        if self._idle:
            self._idle -= 1
            worker = asyncio.create_task(self._work())
            self._working.add(worker)
            worker.add_done_callback(self._working.discard)
        return answer

    def close(self) -> None:
        """Nobody waits any more."""
        self._pool.shutdown()

    async def _work(self) -> None:
        while self._waiting:
            some = [self._waiting.popleft() for _ in range(min(len(self._waiting), self._together))]
            requests = [request for request, _ in some]
            served = asyncio.get_running_loop().run_in_executor(self._pool, self._desk.serve_together, requests)
            await asyncio.wait({served})  # never raises: whoever comes next must be served, whatever happened to these
            for place, (_, answer) in enumerate(some):
                _hand_over(answer, served, place)
        self._idle += 1


def _hand_over(answer: "asyncio.Future[Outcome]", served: "asyncio.Future[list[Outcome]]", place: int) -> None:
    """Give one their answer, unless they are gone."""
    if answer.done():
        return
    if error := served.exception():
        answer.set_exception(error)
    else:
        answer.set_result(served.result()[place])
