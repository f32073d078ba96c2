"""What is an incident: since when, on which level, who changed it and why, and who has answered the call to sign in?"""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from rules.handbook_surges import SurgeRules
from rules.roles import LEADERS, Candidate, Role
from rules.surges import Forecast, Impact, Interval, Profile, Reason, Why
from rules.surges_callin import Standing

CLOCK = "clock"
DRILL_LASTS = timedelta(minutes=30)
REPORT_AFTER = timedelta(minutes=15)  # so that the report can say how it went afterwards
MINUTE = timedelta(minutes=1)
# SG-03: all managers, whatever their title (domain.md 10, Q17).
MANAGING = LEADERS | {Role.PROJECT_SUPERVISOR, Role.PROJECT_MANAGER}


class Did(StrEnum):
    """What became of an incident's level."""

    OPENED = "opened"
    RAISED = "raised"
    LOWERED = "lowered"
    ENDED = "ended"


@dataclass(frozen=True)
class Incident:
    """One surge of one queue, or a drill of one."""

    id: int
    queue: str
    is_drill: bool
    level: int
    level_since: datetime
    started_at: datetime
    ended_at: datetime | None
    rules: str
    report: str | None


@dataclass(frozen=True)
class Act:
    """Who changes a level and why: a name with words, or the clock with what it found."""

    by: str
    reason: str = ""
    found: tuple[Reason, ...] = ()


class Change(NamedTuple):
    """One line of the timeline; `by` is an employee number or the clock."""

    at: datetime
    did: Did
    level: int
    act: Act


class Request(NamedTuple):
    """Somebody was asked to sign in. Answered is who pressed the button or was seen signed in."""

    person_id: int
    asked_at: datetime
    due_at: datetime
    acknowledged_at: datetime | None = None
    seen_at: datetime | None = None
    shown_at: datetime | None = None

    @property
    def answered_at(self) -> datetime | None:
        return min((at for at in (self.acknowledged_at, self.seen_at) if at), default=None)


@dataclass(frozen=True)
class Needed:
    """About so many more agents for so long would bring the goal back, and what that supposes; seconds and shares."""

    more: int
    minutes: int
    goal: float
    within_s: float
    calls_an_hour: float
    aht_s: float
    patience_s: float | None


@dataclass(frozen=True)
class Looked:
    """What one look at one queue found; `profile` where a new day began. `feed_ids` are those that tell of it."""

    queue: str
    feed_ids: tuple[int, ...]
    interval: Interval
    forecast: Forecast
    impact: Impact | None
    needed: Needed | None
    profile: Profile | None = None


@dataclass(frozen=True)
class Heard:
    """Until when a feed was heard, and when the newest of its imports began."""

    feed_id: int
    name: str
    at: datetime
    imported_at: datetime

    def is_live(self, rules: SurgeRules) -> bool:
        """A file of yesterday that is imported today says nothing of now, and is not missed."""
        return self.imported_at <= self.at + rules.silent_after


@dataclass(frozen=True)
class Findings:
    """One look at every queue, at the end of an interval."""

    slot: datetime
    queues: tuple[Looked, ...]
    heard: tuple[Heard, ...]


@dataclass(frozen=True)
class Figures:
    """What was found last of a queue, as the incident's message tells it."""

    at: datetime
    minutes: int
    calls: float
    expected: float | None
    service_level: float | None
    oldest_wait_s: float
    waiting: int
    agents: int | None
    needed: Needed | None


@dataclass(frozen=True)
class Shown:
    """An incident with what stands around it; names by employee number, and by id."""

    incident: Incident
    changes: Sequence[Change] = ()
    requests: Sequence[Request] = ()
    figures: Figures | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)
    call_in: Standing | None = None


def is_manager(person: Candidate) -> bool:
    """Who is called to the phones at level 1."""
    return bool(person.roles & MANAGING) and person.on_shift


def figures(one: Looked, now: datetime) -> Figures:
    expected = None if math.isnan(one.forecast.calls) else one.forecast.calls
    felt = one.impact
    return Figures(
        at=now,
        minutes=(one.interval.to_at - one.interval.from_at) // MINUTE,
        calls=one.interval.calls,
        expected=expected,
        service_level=felt.service_level if felt else None,
        oldest_wait_s=felt.oldest_wait_s if felt else 0.0,
        waiting=felt.waiting if felt else 0,
        agents=felt.agents if felt else None,
        needed=one.needed,
    )


def silent_feeds(found: Findings, rules: SurgeRules, now: datetime) -> list[Heard]:
    """Feeds that say nothing although calls were to be expected; where nobody knows how many, any silence is one."""
    return [one for one in found.heard if one.is_live(rules) and _is_missed(one, found, rules, now)]


def _is_missed(feed: Heard, found: Findings, rules: SurgeRules, now: datetime) -> bool:
    silent = now - feed.at
    known = [one.forecast.calls for one in found.queues if feed.feed_id in one.feed_ids and one.forecast.weeks]
    expected = sum(calls for calls in known if not math.isnan(calls)) * (silent / rules.forecast.interval)
    return silent >= rules.silent_after and (not known or expected >= rules.silent_calls)


def unheard(found: Findings, silent: Collection[int]) -> set[str]:
    """Queues of which nothing can be known now: every feed that tells of them is silent."""
    return {one.queue for one in found.queues if one.feed_ids and set(one.feed_ids) <= set(silent)}


def figures_written(one: Figures) -> str:
    return json.dumps(asdict(one), default=datetime.isoformat)


def figures_read(text: str) -> Figures:
    told = json.loads(text)
    needed = Needed(**told.pop("needed")) if told["needed"] else told.pop("needed")
    return Figures(**{**told, "at": datetime.fromisoformat(told["at"]), "needed": needed})


def found_written(found: Sequence[Reason]) -> str:
    return json.dumps([(one.why, one.found, one.against, one.lasts.total_seconds()) for one in found])


def found_read(text: str) -> tuple[Reason, ...]:
    told = json.loads(text) if text else []
    return tuple(Reason(Why(why), found, against, timedelta(seconds=lasts)) for why, found, against, lasts in told)


def profile_written(one: Profile) -> str:
    return json.dumps({**asdict(one), "day": one.day.isoformat(), "interval": one.interval.total_seconds()})


def profile_read(text: str) -> Profile:
    told = json.loads(text)
    day, interval = date.fromisoformat(told["day"]), timedelta(seconds=told["interval"])
    return Profile(**{**told, "day": day, "interval": interval, "expected": tuple(told["expected"])})


def rules_written(rules: SurgeRules) -> str:
    """The rules of an incident are those at its start, whatever is changed in the handbook meanwhile."""
    return json.dumps(asdict(rules), default=_seconds)


def rules_read(text: str, today: SurgeRules) -> SurgeRules:
    """The snapshot; what a newer version has come to know since then is as it is today."""
    told = json.loads(text, object_hook=_durations)
    parts = ("forecast", "impact", "breaks", "callin")
    pages = {name: replace(getattr(today, name), **told.pop(name, {})) for name in parts}
    return replace(today, **pages, **told)


def _seconds(one: object) -> object:
    assert isinstance(one, timedelta)
    return {"seconds": one.total_seconds()}


def _durations(told: dict[str, object]) -> object:
    seconds = told.get("seconds")
    return timedelta(seconds=seconds) if isinstance(seconds, float) and len(told) == 1 else told
