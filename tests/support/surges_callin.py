"""People at home as tests want them: who may be called, and when they worked last and work next."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot.desk import Outcome
from feeds import importing
from handlers.asking import Button
from rules.handbook import Site
from rules.surges_callin import CallInRules, Standing, State
from storage import surges_callin as storage
from storage.database import Database, Session
from storage.people import people
from storage.surges_callin_tables import calls
from support import cast
from support.cast import ZONE, Member
from support.counter import Counter
from support.house import SITE

RULES = CallInRules(
    rest=timedelta(hours=11), stay=timedelta(hours=4), asked_per_needed=1.5, answer=timedelta(minutes=10)
)
AT_HOME = tuple(Member(f"80{n}", f"Home {n}", f"U0HOME{n}", "A1", "agent", "en") for n in range(1, 9))


def site(rules: CallInRules = RULES) -> Site:
    book = SITE.handbook
    return replace(SITE, handbook=replace(book, surges=replace(book.surges, callin=rules)))


def settle_at_home(session: Session, members: tuple[Member, ...] = AT_HOME, consent: str = "yes") -> None:
    """On the roster, with consent, and without a shift."""
    header = "employee_no,name,slack_user_id,team,roles,language,hired_on,left_on,may_be_called"
    rows = [(m.number, m.name, m.slack_id, m.team, m.roles, m.language, "", "", consent) for m in members]
    importing.people(session, cast.csv(header, rows), ZONE, lambda _rows: None)


def works(session: Session, member: Member, starts: str, ends: str) -> None:
    """A shift, in full local moments such as 2026-11-23T08:30."""
    rows = cast.csv("employee_no,starts_at,ends_at,kind", [(member.number, starts, ends, "day")])
    importing.shifts(session, rows, ZONE, lambda _rows: None)


def begin(counter: Counter, need: int, incident_id: int = 1) -> bool:
    with counter.database.changing() as session:
        return storage.start(session, incident_id, need, counter.clock.now(), site())


def end(counter: Counter, incident_id: int = 1) -> bool:
    with counter.database.changing() as session:
        return storage.end(session, incident_id, counter.clock.now())


def standing(database: Database, incident_id: int = 1) -> Standing:
    with database.reading() as session:
        found = storage.standing(session, incident_id)
    assert found is not None
    return found


def states(database: Database) -> dict[str, State]:
    """Where everybody's newest call stands, by name."""
    with database.reading() as session:
        rows = session.execute(select(people.c.name, calls.c.state).join_from(calls, people).order_by(calls.c.id))
        return {name: State(state) for name, state in rows}


def call_of(database: Database, member: Member) -> int:
    """The newest call of somebody."""
    with database.reading() as session:
        mine = select(calls.c.id).join_from(calls, people).where(people.c.employee_no == member.number)
        return session.execute(mine.order_by(calls.c.id.desc()).limit(1)).scalar_one()


def accept(counter: Counter, member: Member, minutes: int = 30) -> str:
    return _said(counter.ask(member, Button, "surges.accept", value=f"{call_of(counter.database, member)}:{minutes}"))


def decline(counter: Counter, member: Member) -> str:
    return counter.press(member, "surges.decline", call_of(counter.database, member))


def arrive(counter: Counter, member: Member) -> str:
    return counter.press(member, "surges.arrive", call_of(counter.database, member))


def _said(outcome: Outcome) -> str:
    return str((outcome.message or {}).get("text", ""))
