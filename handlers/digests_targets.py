"""Which targets are in force, and how does a manager set one? (KP-03)"""

import difflib
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from handlers import meant
from handlers.asking import Answer, Ask, Command, Route, as_typed
from rules import digests_targets as rules
from rules.digests import INDICATORS
from rules.digests_facts import CENTRE, Kind, Scope
from rules.digests_targets import Target
from rules.refusals import Refusal
from rules.roles import MANAGERS
from storage import audit, people
from storage import digests_targets as storage
from storage.database import Session
from views import digests as told
from views import digests_standing as standing_views
from views import digests_targets as views
from views.words import LANGUAGES

NEAREST = 3


def targets(ask: Ask, session: Session) -> Answer:
    """`/kpi target` shows them, `/kpi target login_rate 92 A1 from 12-01` sets one."""
    if not ask.text:
        return views.targets(ask.t, storage.all_settings(session))
    if not ask.who.roles & MANAGERS:
        raise Refusal("digests-target-managers")
    wanted = _wanted(ask, session)
    _check_value(ask, wanted)
    scope = Scope.read(wanted.about)
    in_force = rules.in_force(storage.all_targets(session), wanted.indicator, scope, wanted.effective_from)
    before = storage.set_one(session, wanted, ask.who.employee_no, ask.now)
    about = {"about": wanted.about, "from": wanted.effective_from}
    audit.note(
        session,
        ask.now,
        ask.who.employee_no,
        "digests.target",
        f"target:{wanted.indicator}",
        {} if before is None else {**about, "value": before},
        {**about, "value": wanted.value},
    )
    return views.target_set(ask.t, wanted, in_force if before is None else wanted._replace(value=before))


ROUTES: tuple[Route, ...] = (Command("/kpi", "digests.target", targets),)


def _wanted(ask: Ask, session: Session) -> Target:
    """An indicator, a value, perhaps a team, and from when on; without a day, from the beginning of today."""
    units, since, on = (
        "|".join(map(re.escape, ask.spelled(f"digests-word-{key}"))) for key in ("units", "since", "on")
    )
    found = re.fullmatch(
        rf"(?P<name>.+?)\s+(?P<value>-?\d+(?:\.\d+)?)\s*(?:(?:{units})(?!\w))?"
        rf"(?:\s+(?P<team>.+?))??(?:\s*(?:{since})(?![A-Za-z])\s*(?P<day>\S+?)(?:(?:\s+|(?<=[\d日]))(?:{on}))?)?",
        as_typed(ask.text),
        re.IGNORECASE,
    )
    if found is None:
        raise Refusal("digests-target-form")
    begins = datetime.combine(_day(ask, found["day"]), time(), ask.site.zone).astimezone(UTC)
    scope = _scope(ask, session, found["team"]) if found["team"] else CENTRE
    return Target(_indicator(ask, found["name"]), scope.about, begins, float(found["value"]))


def _check_value(ask: Ask, wanted: Target) -> None:
    key, most = wanted.indicator, rules.most(wanted.indicator)
    if not 0 <= wanted.value <= most:
        raise Refusal("digests-target-value", name=told.name(ask.t, key), most=most, unit=told.unit(ask.t, key))


def _day(ask: Ask, typed: str | None) -> date:
    if typed is None:
        return ask.now.astimezone(ask.site.zone).date()
    day = meant.day(ask, typed)
    if day is None:
        raise meant.bad_day(typed)
    return day


def _scope(ask: Ask, session: Session, typed: str) -> Scope:
    team = people.team_named(session, typed)
    if team is None:
        teams = ask.t.plain("floor-and").join(one.team for one in people.all_teams(session))
        raise Refusal("digests-target-team", typed=typed, teams=teams)
    return Scope(Kind.TEAM, team.team)


def _indicator(ask: Ask, typed: str) -> str:
    """By its key or its name in either language, with or without what stands in brackets."""
    known = _called(ask)
    wanted = typed.casefold()
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, list(known), n=NEAREST * 2, cutoff=0.5)
    names = dict.fromkeys(told.name(ask.t, known[one]) for one in near)
    raise Refusal(
        "digests-target-indicator",
        typed=typed,
        nearest=ask.t.plain("floor-and").join(list(names)[:NEAREST]) or standing_views.NONE,
    )


def _called(ask: Ask) -> Mapping[str, str]:
    """Everything an indicator may be called; a whole name goes before one that was shortened to the same."""
    whole = {key: key for key in INDICATORS}
    short: dict[str, str] = {}
    for key in INDICATORS:
        short[key.removeprefix("service_level_")] = key
        for language in LANGUAGES:
            name = ask.routes.words.say(language, f"digests-name-{key}").casefold()
            whole[name] = key
            for part in re.split("[()（）]", name):
                short.setdefault(part.strip(), key)
    return {name: key for name, key in short.items() if name} | whole
