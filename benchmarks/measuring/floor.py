"""Who stands on the floor that is measured, and what is true of it afterwards?"""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, insert, select

from rules.breaks import State
from rules.roles import Role
from storage.audit import audit
from storage.breaks_tables import breaks
from storage.database import Session, open_database
from storage.inbox import inbox
from storage.outbox import follows, outbox
from storage.people import people, person_roles, shifts, teams

MORNING = timedelta(hours=3)  # how long everybody has been on shift: outside the protected half hours
EVENING = timedelta(hours=5)
LANGUAGES = ("zh-CN", "en")


@dataclass(frozen=True)
class Floor:
    """So many agents in so many teams, dealt out evenly; agent 7 of 100 teams is in team 7."""

    agents: int
    teams: int


@dataclass(frozen=True)
class Truth:
    """What the database says when everybody has pressed."""

    tokens_out: int
    teams_with_two_out: int
    in_line: int
    people: int
    rows: int
    audited: int
    answered: int
    unsaid: int


def slack_id(agent: int) -> str:
    return f"U{agent:07d}"


def employee_no(agent: int) -> str:
    return str(100_000 + agent)


def shuffled(agents: int) -> list[int]:
    """The agents in the order in which they press: teams come mixed, and every run has the same mix."""
    order = list(range(agents))
    random.Random(2026).shuffle(order)
    return order


def settle(session: Session, floor: Floor) -> None:
    """Teams with a board each, agents with a role, a language and a shift that runs now."""
    now = datetime.now(UTC)
    session.execute(insert(teams), [_team(number) for number in range(floor.teams)])
    session.execute(insert(people), [_person(number, floor) for number in range(floor.agents)])
    session.execute(
        insert(person_roles), [{"person_id": number + 1, "role": Role.AGENT.value} for number in range(floor.agents)]
    )
    hours = {"starts_at": now - MORNING, "ends_at": now + EVENING, "kind": "day"}
    session.execute(insert(shifts), [{"person_id": number + 1, **hours} for number in range(floor.agents)])
    session.execute(insert(outbox), [_board(number, now) for number in range(floor.teams)])
    topics = [{"topic": f"team:{number + 1}", "slot": f"breaks.board:{number + 1}"} for number in range(floor.teams)]
    session.execute(insert(follows), topics)


def truth(url: str, since: datetime) -> Truth:
    """Counted afterwards; `since` leaves out the history of an aged database."""
    database = open_database(url)
    out = select(func.count()).where(breaks.c.state == State.OUT, breaks.c.token_no.is_not(None))
    mine = select(breaks.c.person_id, breaks.c.state).where(breaks.c.asked_at >= since).subquery()
    two = select(breaks.c.team_id).where(breaks.c.state == State.OUT).group_by(breaks.c.team_id)
    with database.reading() as session:
        counted = Truth(
            tokens_out=session.execute(out).scalar_one(),
            teams_with_two_out=len(session.execute(two.having(func.count() > 1)).all()),
            in_line=session.execute(select(func.count()).where(breaks.c.state == State.WAITING)).scalar_one(),
            people=session.execute(select(func.count(mine.c.person_id.distinct()))).scalar_one(),
            rows=session.execute(select(func.count()).select_from(mine)).scalar_one(),
            audited=session.execute(select(func.count()).where(audit.c.at >= since)).scalar_one(),
            answered=session.execute(select(func.count()).where(inbox.c.at >= since)).scalar_one(),
            unsaid=session.execute(select(func.count()).where(outbox.c.said < outbox.c.wanted)).scalar_one(),
        )
    database.close()
    return counted


def _team(number: int) -> dict[str, object]:
    language = LANGUAGES[number % 2]
    return {"team": f"T{number}", "name": f"Team {number}", "channel_id": f"C{number:07d}", "language": language}


def _person(number: int, floor: Floor) -> dict[str, object]:
    return {
        "employee_no": employee_no(number),
        "name": f"Agent {number}",
        "slack_user_id": slack_id(number),
        "team_id": number % floor.teams + 1,
        "roster_language": LANGUAGES[number % 2],
    }


def _board(number: int, now: datetime) -> dict[str, object]:
    """A board that was posted before: from now on it is edited."""
    return {
        "slot": f"breaks.board:{number + 1}",
        "conversation": f"C{number:07d}",
        "urgent": False,
        "wanted": 1,
        "said": 1,
        "queued_at": now,
        "tries": 0,
        "channel": f"C{number:07d}",
        "ts": f"1700000000.{number:06d}",
    }
