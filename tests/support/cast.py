"""The standing cast, and the ordinary Monday on which most tests play."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds import importing
from playground.seed import Seed, SeedApp, SeedChannel, SeedUser
from storage.database import Session

ZONE = ZoneInfo("Asia/Shanghai")
BOT = "U0SHIFTLEAD"


def at(clock: str, day: str = "2026-11-23") -> datetime:
    """A moment on the site's clock; the usual day is a Monday."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE)


MORNING = at("10:00")
SHIFT = (at("08:30"), at("17:30"))


@dataclass(frozen=True)
class Member:
    number: str
    name: str
    slack_id: str
    team: str
    roles: str
    language: str


MEI = Member("1001", "Mei", "U0MEI", "A1", "agent", "zh-CN")
ARUN = Member("1002", "Arun", "U0ARUN", "A1", "agent", "en")
BO = Member("1003", "Bo", "U0BO", "A1", "agent", "zh-CN")
LIN = Member("1004", "Lin", "U0LIN", "A1", "team_leader", "zh-CN")
WEN = Member("1005", "Wen", "U0WEN", "A1", "qa", "zh-CN")
OLGA = Member("2001", "Olga", "U0OLGA", "B1", "agent", "en")
HAO = Member("2002", "Hao", "U0HAO", "B1", "team_leader", "en")
ZHAO = Member("3001", "Zhao", "U0ZHAO", "", "site_manager", "zh-CN")
SUN = Member("3002", "Sun", "U0SUN", "", "safety_officer", "zh-CN")
CAST = (MEI, ARUN, BO, LIN, WEN, OLGA, HAO, ZHAO, SUN)
TEAMS = (("A1", "A1", "C0A1", "zh-CN"), ("B1", "B1", "C0B1", "en"))


def csv(header: str, rows: list[tuple[str, ...]]) -> bytes:
    return "\n".join([header, *(",".join(row) for row in rows)]).encode()


def settle(session: Session, shift: tuple[datetime, datetime] = SHIFT, members: tuple[Member, ...] = CAST) -> None:
    """Two teams, the cast, and one shift for everybody, by the same import that any site uses."""
    teams = csv("team,name,channel_id,language", list(TEAMS))
    people = csv(
        "employee_no,name,slack_user_id,team,roles,language,hired_on,left_on",
        [(one.number, one.name, one.slack_id, one.team, one.roles, one.language, "", "") for one in members],
    )
    hours = (shift[0].isoformat(), shift[1].isoformat())
    shifts = csv("employee_no,starts_at,ends_at,kind", [(one.number, *hours, "day") for one in members])
    importing.teams(session, teams, MORNING, _quietly)
    importing.people(session, people, ZONE, _quietly)
    importing.shifts(session, shifts, ZONE, _quietly)


def seed(manifest: dict[str, object] | None = None) -> Seed:
    """The same cast as a workspace; a stranger is there too."""
    users = [
        SeedUser(
            one.slack_id,
            one.name.lower(),
            one.name,
            one.roles,
            "zh-CN" if one.language == "zh-CN" else "en-GB",
            str(ZONE),
        )
        for one in CAST
    ]
    users.append(SeedUser("U0STRANGER", "stranger", "Stranger", "", "en-US", "UTC"))
    channels = tuple(
        SeedChannel(channel, name.lower(), (*(one.slack_id for one in CAST if one.team in (team, "")), BOT))
        for team, name, channel, _ in TEAMS
    )
    return Seed(
        app=SeedApp(name="Shiftlead", bot_user_id=BOT), users=tuple(users), channels=channels, manifest=manifest
    )


def _quietly(_rows: int) -> None:
    return
