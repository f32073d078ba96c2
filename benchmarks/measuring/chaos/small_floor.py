"""Which floor lives through the chaos, and by which hurried handbook?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.manifest import manifest
from feeds import importing
from handlers import ROUTES
from playground.seed import Seed, SeedApp, SeedChannel, SeedUser
from rules import handbook
from rules.handbook import BreakKind, Site
from storage.database import Session
from views.words import Words

ZONE = ZoneInfo("Asia/Shanghai")
BOT = "U0SHIFTLEAD"
TEAMS, AGENTS = 6, 5
FRESH = TEAMS - 1  # this team's shift has just begun: whoever wants out has to apply (FR-04)
GONE = TEAMS - 2  # this team's channel is archived on the way
OPS = "U0OPS"
DASH = "dash"
LONG_SINCE, JUST_NOW, SHIFT = timedelta(hours=3), timedelta(minutes=5), timedelta(hours=9)


def agents(team: int) -> list[str]:
    return [f"U{team}AGENT{number}" for number in range(AGENTS)]


def leader(team: int) -> str:
    return f"U{team}LEADER"


def channel(team: int) -> str:
    return f"C{team}TEAM000"


def everybody() -> Iterable[tuple[str, str, str]]:
    """Slack id, team, role."""
    for team in range(TEAMS):
        yield leader(team), f"T{team}", "team_leader"
        yield from ((one, f"T{team}", "agent") for one in agents(team))
    yield OPS, "", "ops"


def hurried_site() -> Site:
    """The handbook as it is shipped, with seconds for minutes where somebody waits for something."""
    numbers = handbook.read(handbook.DEFAULT_FILE.read_text(encoding="utf-8"))
    breaks = numbers.breaks
    kinds = {**breaks.kinds, DASH: BreakKind(DASH, timedelta(seconds=8), token=True, counted=False)}
    kinds[breaks.default_kind] = replace(breaks.default, length=timedelta(minutes=1), counted=False)
    hurried = replace(
        breaks,
        kinds=kinds,
        offer=timedelta(seconds=8),
        leader_told_after=timedelta(seconds=2),
        exception_after=timedelta(seconds=5),
        outings_per_shift=10_000,
    )
    return Site(replace(numbers, breaks=hurried), ZONE, "zh-CN")


def seed() -> Seed:
    users = tuple(SeedUser(who, who.lower(), who, role, _locale(who)) for who, _, role in everybody())
    channels = tuple(
        SeedChannel(channel(team), f"team-{team}", (leader(team), *agents(team), BOT)) for team in range(TEAMS)
    )
    app = SeedApp(name="Shiftlead", bot_user_id=BOT)
    return Seed(app=app, users=users, channels=channels, manifest=manifest(ROUTES, Words()))


def settle(session: Session, now: datetime) -> None:
    """By the same imports that any site uses."""
    places = [f"T{team},Team {team},{channel(team)},{'en' if team % 2 else 'zh-CN'}" for team in range(TEAMS)]
    roster = [f"{who},{who},{who},{team},{role},{_language(who)},," for who, team, role in everybody()]
    shifts = [",".join([who, *_hours(team, now), "day"]) for who, team, _ in everybody()]
    importing.teams(session, _csv("team,name,channel_id,language", places), now, _quietly)
    header = "employee_no,name,slack_user_id,team,roles,language,hired_on,left_on"
    importing.people(session, _csv(header, roster), ZONE, _quietly)
    importing.shifts(session, _csv("employee_no,starts_at,ends_at,kind", shifts), ZONE, _quietly)


def _hours(team: str, now: datetime) -> tuple[str, str]:
    starts_at = now.astimezone(UTC) - (JUST_NOW if team == f"T{FRESH}" else LONG_SINCE)
    return starts_at.isoformat(), (starts_at + SHIFT).isoformat()


def _language(who: str) -> str:
    return "en" if who.endswith(("1", "3")) else "zh-CN"


def _locale(who: str) -> str:
    return "en-GB" if _language(who) == "en" else "zh-CN"


def _csv(header: str, rows: list[str]) -> bytes:
    return "\n".join([header, *rows]).encode()


def _quietly(_rows: int) -> None:
    return
