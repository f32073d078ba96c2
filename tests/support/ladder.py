"""A queue that can take no more, told by a phone system, and the clock that looks at it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from handlers.asking import Command
from jobs import surges as jobs
from jobs import surges_told
from jobs.asking import Tick, sheet
from rules.calls import Call, Flag, Outcome
from rules.handbook import Site
from rules.surges_incident import Change, Incident, Request
from storage import surges_incidents as storage
from storage.database import Database
from storage.outbox import outbox
from storage.surges_tables import surge_incidents
from support.cast import Member
from support.clock import HandClock
from support.counter import Counter, said
from support.digests_told import call, tell
from support.house import SITE, WORDS
from views.message import Message

MINUTE = timedelta(minutes=1)
QUEUE = "support"


def waiting(number: int, arrived_at: datetime, queue: str = QUEUE) -> Call:
    """A caller who still waits."""
    key = f"{queue}-{number}-{arrived_at.timestamp():.0f}"
    return Call(key, key, queue, arrived_at.astimezone(UTC), None, None, Outcome.OPEN, None, flags=(Flag.OPEN_END,))


class StoppedClock(HandClock):
    """It stands until it is put forward, so that every moment is a whole one."""

    def now(self) -> datetime:
        return self._start


@dataclass
class Ladder:
    """A floor, its clock, and what the phone system has told so far."""

    database: Database
    clock: HandClock
    site: Site = SITE
    open_calls: list[Call] = field(default_factory=list)
    told: int = 0

    @property
    def desk(self) -> Counter:
        return Counter(self.database, self.clock, self.site)

    def fed(self, *calls: Call) -> None:
        with self.database.changing() as session:
            tell(session, calls)

    def overrun(self, queue: str = QUEUE) -> None:
        """Somebody has been waiting for four minutes."""
        now = self.clock.now()
        some = [*(waiting(one, now - 4 * MINUTE, queue) for one in range(3)), waiting(9, now, queue)]
        self.open_calls += some
        self.fed(*some)

    def answered(self) -> None:
        """Whoever waited is answered, and everybody now is at once."""
        now = self.clock.now().astimezone(UTC)
        done = {"answered_at": now, "ended_at": now, "outcome": Outcome.ANSWERED, "flags": ()}
        late = [one._replace(wait_s=(now - one.arrived_at).total_seconds(), **done) for one in self.open_calls]
        self.open_calls.clear()
        self.told += 100
        self.fed(*late, *(call(self.told + one, now - one * timedelta(seconds=20), wait=2) for one in range(12)))

    def look(self) -> None:
        """The clock asks once."""
        tick = Tick(self.clock.now().astimezone(UTC), self.site)
        with self.database.reading() as session:
            found = jobs.look(tick, session) if jobs.wanted(tick, session) else None
        with self.database.changing() as session:
            if found:
                jobs.keep(tick, session, found)
        self.sweep()

    def sweep(self) -> None:
        with self.database.changing() as session:
            jobs.sweep(Tick(self.clock.now().astimezone(UTC), self.site), session)

    def report(self) -> None:
        """The clock asks whether there is something to report."""
        tick = Tick(self.clock.now().astimezone(UTC), self.site)
        with self.database.reading() as session:
            found = surges_told.look(tick, session) if surges_told.wanted(tick, session) else None
        with self.database.changing() as session:
            surges_told.keep(tick, session, found)

    def overrun_for(self, minutes: int) -> None:
        """Five minutes after five minutes."""
        for _ in range(0, minutes, 5):
            self.overrun()
            self.look()
            self.clock.forward(minutes=5)

    def calm_for(self, minutes: int) -> None:
        for _ in range(0, minutes, 5):
            self.answered()
            self.look()
            self.clock.forward(minutes=5)

    # What the database holds

    def incidents(self) -> list[Incident]:
        with self.database.reading() as session:
            ids = session.execute(select(surge_incidents.c.id).order_by(surge_incidents.c.id)).scalars()
            return [one for each in ids if (one := storage.by_id(session, each))]

    @property
    def incident(self) -> Incident:
        return self.incidents()[-1]

    def changes(self) -> list[Change]:
        with self.database.reading() as session:
            return storage.changes(session, self.incident.id)

    def steps(self) -> list[tuple[str, int]]:
        return [(one.did.value, one.level) for one in self.changes()]

    def requests(self) -> dict[int, Request]:
        with self.database.reading() as session:
            return {one.person_id: one for one in storage.requests(session, self.incident.id)}

    def slots(self, kind: str) -> list[str]:
        with self.database.reading() as session:
            wanted = select(outbox.c.slot).where(outbox.c.slot.startswith(f"{kind}:")).order_by(outbox.c.id)
            return list(session.execute(wanted).scalars())

    def read(self, kind: str, who: str) -> str:
        """What the newest slot of a kind says in a conversation."""
        with self.database.reading() as session:
            wanted = select(outbox.c.slot).where(outbox.c.slot.startswith(f"{kind}:"), outbox.c.conversation == who)
            slot = session.execute(wanted.order_by(outbox.c.id.desc()).limit(1)).scalar_one()
            draw = (surges_told.DRAWINGS | surges_told.LONG_DRAWINGS)[kind]
            drawn = draw(sheet(session, slot, who, self.clock.now(), self.site, WORDS), session)
        assert isinstance(drawn, Message)
        return drawn.text

    def surge(self, who: Member, text: str = "") -> str:
        """What `/surge text` answers."""
        return said(self.desk.ask(who, Command, "/surge", text=text))
