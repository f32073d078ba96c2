"""Where does what a feed tells go to? Into the tables, in batches, with counts; one import, one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds.queue_log_calls import Hash
from feeds.table import BadRow
from rules.calls import AgentState, Call
from storage import calls_put
from storage.database import Session
from storage.roster import Tally

BATCH = 2000


@dataclass(frozen=True)
class Origin:
    """Which feed this is, in which format, from which file, and how to read it."""

    feed: str
    form: str
    source: str
    now: datetime
    zone: ZoneInfo
    hash_of: Hash
    step: Callable[[int], None]


@dataclass(frozen=True)
class Refused:
    """A row that could not be read: what is wrong with it, and the row itself."""

    problem: BadRow
    raw: str


@dataclass(frozen=True)
class Brought:
    """What an import came to; nothing of it may be kept when there are refused rows that nobody wants skipped."""

    tally: Tally
    refused: Sequence[Refused]
    odd: Mapping[str, tuple[int, str]]


class Intake:
    """Collects rows and puts them into the tables when there are enough."""

    def __init__(self, session: Session, origin: Origin, bit_by_bit: bool = False) -> None:
        """What comes bit by bit has one import a day."""
        self._session = session
        self.origin = origin
        self._feed_id = calls_put.feed(session, origin.feed, origin.form)
        begin = calls_put.of_the_day if bit_by_bit else calls_put.new_import
        self._import_id = begin(session, self._feed_id, origin.source, origin.now)
        self._calls: list[Call] = []
        self._states: list[AgentState] = []
        self._tally = calls_put.NOTHING
        self.refused: list[Refused] = []

    def take(self, calls: Sequence[Call] = (), states: Sequence[AgentState] = ()) -> None:
        self._calls += calls
        self._states += states
        if len(self._calls) + len(self._states) >= BATCH:
            self._put()

    def refuse(self, line: int, key: str, facts: Mapping[str, object], raw: str) -> None:
        self.refused.append(Refused(BadRow(line, key, facts), raw))

    def done(self, odd: Mapping[str, tuple[int, str]] | None = None) -> Brought:
        self._put()
        odd = odd or {}
        calls_put.note_unknown(self._session, self._feed_id, odd)
        rows = self._tally.new + self._tally.changed + self._tally.same
        unknown = sum(count for count, _ in odd.values())
        calls_put.count(self._session, self._import_id, rows, unknown, len(self.refused))
        return Brought(self._tally, self.refused, odd)

    def _put(self) -> None:
        calls = calls_put.put_calls(self._session, self._feed_id, self._import_id, self._calls)
        states = calls_put.put_states(self._session, self._feed_id, self._import_id, self._states)
        self._tally = calls_put.both(self._tally, calls_put.both(calls, states))
        self._calls, self._states = [], []
