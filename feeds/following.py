"""How does a queue log that is being written become calls, a moment later, and after a restart too?"""

import json
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from feeds.queue_log import QueueLog
from feeds.queue_log_calls import Hash
from feeds.queue_log_rows import events
from feeds.tailing import Place, Tail
from rules.calls import AgentState, Call
from storage import calls_followed, calls_put
from storage.calls_followed import Read
from storage.database import Session

FEED = "queue_log"

Row = TypeVar("Row", Call, AgentState)


class Following:
    """One log, read on piece by piece. Begin, then read and store in turn; whoever does it opens the transactions.

    What is still open is stored too, and corrected later under the same keys. Rows are known by their keys, so it does
    no harm when two replicas follow one file, or when what was read since the place was last kept is read again.
    """

    def __init__(self, session: Session, file: Path, hash_of: Hash) -> None:
        """Where the last one stopped, with what was open there; else at the beginning of the file."""
        self._file = file
        self._feed_id = calls_put.feed(session, FEED, FEED)
        self._log = QueueLog(hash_of)
        self._calls: list[Call] = []
        self._states: list[AgentState] = []
        self._shown: dict[str, Call | AgentState] = {}
        read = calls_followed.place(session, self._feed_id, str(file))
        if read:
            self._log.load(json.loads(read.open))
        self._tail = Tail(file, Place(read.inode, read.offset) if read else None)
        self.has_news = False
        self.has_moved = False

    def read(self) -> bool:
        """Take the next piece; whether there was one. Not before the last one is stored. Raises OSError."""
        assert not self.has_news
        piece = self._tail.read()
        if piece:
            self._log.take(events(piece))
            self._calls, self._states = self._log.calls(), self._log.states()
            self.has_news = self.has_moved = True
        return bool(piece)

    def store(self, session: Session, now: datetime) -> int:
        """What has come of it, finished or open; how many lines were no events. Call `stored` when it is committed."""
        calls, states = self._log.rest()
        bad = len(self._log.bad)
        import_id = calls_put.of_the_day(session, self._feed_id, str(self._file), now)
        calls_put.put_calls(session, self._feed_id, import_id, [*self._calls, *self._fresh(calls)])
        calls_put.put_states(session, self._feed_id, import_id, [*self._states, *self._fresh(states)])
        calls_put.note_unknown(session, self._feed_id, self._log.odd())
        calls_put.count(session, import_id, len(self._calls) + len(self._states), 0, bad)
        return bad

    def stored(self) -> None:
        calls, states = self._log.rest()
        self._shown = {one.key: one for one in (*calls, *states)}
        self._calls, self._states = [], []
        self._log.bad.clear()
        self.has_news = False

    def keep_place(self, session: Session, now: datetime) -> None:
        """From here the next one goes on; what was read must be stored."""
        assert not self.has_news
        place = self._tail.place
        read = Read(place.inode, place.offset, json.dumps(self._log.dump()))
        calls_followed.keep_place(session, self._feed_id, str(self._file), read, now)
        self.has_moved = False

    def close(self) -> None:
        self._tail.close()

    def _fresh(self, rows: list[Row]) -> list[Row]:
        return [one for one in rows if self._shown.get(one.key) != one]
