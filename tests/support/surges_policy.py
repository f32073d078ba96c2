"""Level 2 as tests bring it about: tightened and relaxed for an incident, on a floor that is at work."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from rules.breaks import Floor
from rules.handbook import Site
from rules.surges_policy import NONE, Rationing
from storage import breaks_watch, people
from storage import surges_policy as storage
from storage.outbox import outbox
from support.cast import Member
from support.counter import Counter
from support.house import SITE

FIVE = timedelta(minutes=5)


def site(mode: str = NONE, length: timedelta = FIVE) -> Site:
    """The usual site, with another word on breaks at level 2."""
    book = SITE.handbook
    return replace(SITE, handbook=replace(book, surges=replace(book.surges, breaks=Rationing(mode, length))))


def tighten(counter: Counter, incident_id: int = 1, by: Site | None = None) -> bool:
    with counter.database.changing() as session:
        return storage.tighten(session, incident_id, counter.clock.now(), by or site())


def relax(counter: Counter, incident_id: int = 1) -> bool:
    with counter.database.changing() as session:
        return storage.relax(session, incident_id, counter.clock.now())


def floors(counter: Counter) -> dict[str, Floor]:
    """Every team's floor by the team's key, as boards and the sweep read it."""
    with counter.database.reading() as session:
        teams = people.all_teams(session)
        found = breaks_watch.floors(session, [team.id for team in teams], counter.clock.now())
    return {team.team: found[team.id] for team in teams}


def told(counter: Counter, slot: str) -> list[str]:
    """Who was promised a word of this kind, by their Slack id."""
    with counter.database.reading() as session:
        wanted = select(outbox.c.conversation).where(outbox.c.slot.startswith(f"{slot}:"))
        return sorted(session.execute(wanted).scalars())


def ids(*members: Member) -> list[str]:
    return sorted(one.slack_id for one in members)
