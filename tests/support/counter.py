"""The desk without Slack before it: one call is one request, and the clock asks when it is told to."""

import itertools
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Table, func, select, update

from bot.desk import Desk, Outcome, Request
from handlers import ROUTES
from handlers.asking import Button, Command, Form, Route, Routes
from jobs import breaks as jobs
from jobs.asking import Tick
from rules.breaks import Break
from rules.handbook import Site
from storage import people
from storage.audit import audit
from storage.breaks_tables import BREAK_COLUMNS, as_break, breaks
from storage.database import Database
from storage.outbox import outbox
from support.cast import Member
from support.clock import HandClock
from support.house import SITE, WORDS

_keys = itertools.count(1)


class Counter:
    """One replica's desk on a database."""

    def __init__(
        self, database: Database, clock: HandClock, site: Site = SITE, routes: tuple[Route, ...] = ROUTES
    ) -> None:
        self.database = database
        self.clock = clock
        self.site = site
        self.desk = Desk(database, site, Routes(routes, WORDS), clock)

    def ask(self, member: Member, kind: type[Route], route_id: str, key: str | None = None, **given: object) -> Outcome:
        request = Request(kind, route_id, member.slack_id, key or f"key-{next(_keys)}", **given)  # pyright: ignore
        return self.desk.serve(request)

    def command(self, member: Member, text: str = "", key: str | None = None) -> str:
        """What `/break text` answers."""
        return said(self.ask(member, Command, "/break", key, text=text))

    def press(self, member: Member, action_id: str, value: object = "") -> str:
        return said(self.ask(member, Button, action_id, value=str(value)))

    def send(self, member: Member, form_id: str, **filled_in: str) -> Outcome:
        return self.ask(member, Form, form_id, form=filled_in)

    def say_all(self) -> None:
        """Everything that was promised is said, as a speaker would."""
        with self.database.changing() as session:
            done = {"said": outbox.c.wanted, "said_at": self.clock.now()}
            session.execute(update(outbox).where(outbox.c.said < outbox.c.wanted).values(done))

    def fail_all(self) -> None:
        """Slack refuses for good whatever is still to be said."""
        with self.database.changing() as session:
            done = {"failed_at": self.clock.now(), "error": "user_disabled"}
            session.execute(update(outbox).where(outbox.c.said < outbox.c.wanted).values(done))

    def sweep(self) -> None:
        with self.database.changing() as session:
            jobs.sweep(Tick(self.clock.now(), self.site), session)

    # What the database holds

    def breaks_of(self, member: Member) -> list[Break]:
        """All of somebody's breaks, oldest first."""
        return [one for one in self.all_breaks() if one.person_id == self.id_of(member)]

    def standing(self, member: Member) -> Break:
        """Somebody's newest break."""
        return self.breaks_of(member)[-1]

    def all_breaks(self) -> list[Break]:
        with self.database.reading() as session:
            return [as_break(row) for row in session.execute(select(*BREAK_COLUMNS).order_by(breaks.c.id))]

    def id_of(self, member: Member) -> int:
        with self.database.reading() as session:
            person = people.by_employee_no(session, member.number, self.clock.now())
        assert person is not None
        return person.id

    def audited(self, *actions: str) -> int:
        """How many audit rows there are of these actions."""
        with self.database.reading() as session:
            return session.execute(select(func.count()).where(audit.c.action.in_(actions))).scalar_one()

    def slots(self, name: str) -> list[str]:
        """The slots of one kind that were promised, oldest first."""
        with self.database.reading() as session:
            wanted = select(outbox.c.slot).where(outbox.c.slot.startswith(f"{name}:")).order_by(outbox.c.id)
            return list(session.execute(wanted).scalars())

    def rows(self, table: Table) -> int:
        with self.database.reading() as session:
            return session.execute(select(func.count()).select_from(table)).scalar_one()


def said(outcome: Outcome) -> str:
    return str((outcome.message or {}).get("text", ""))


def states(some: Iterable[Break]) -> list[str]:
    return sorted(one.state for one in some)


def crowd(size: int, team: str = "A1") -> tuple[Member, ...]:
    """So many more agents in a team."""
    numbers = range(1, size + 1)
    return tuple(Member(f"9{n:03}", f"Agent {n}", f"U0CROWD{n}", team, "agent", "en") for n in numbers)


def minute_of(moment: datetime | None) -> str:
    """A moment as the site's clock shows it."""
    assert moment is not None
    return moment.astimezone(SITE.zone).strftime("%H:%M")
