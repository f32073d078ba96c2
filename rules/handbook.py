"""Which numbers does this site work by? The handbook as data, read once and checked whole."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rules.handbook_page import BadHandbook, BadKey, Page
from rules.handbook_surges import SurgeRules, surge_rules

DEFAULT_FILE = Path(__file__).with_name("handbook.toml")
NEEDED_KINDS = ("lunch", "urgent")
# Which indicator stands for a rate of the four that has more than one reading (domain.md 1.2, Q1).
LOGIN_RATES = ("login_rate", "login_rate_headcount")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UTILISATIONS = ("utilisation", "utilisation_paid", "utilisation_on_site", "utilisation_online")


@dataclass(frozen=True)
class ShiftTimes:
    """FR-01 to FR-03; times of day are local to the site."""

    review_at: time
    sign_in_at: time
    sign_out_after: timedelta


@dataclass(frozen=True)
class BreakKind:
    """One kind of break: how long, whether it takes the team's token, whether the allowance counts it."""

    name: str
    length: timedelta
    token: bool
    counted: bool


@dataclass(frozen=True)
class BreakRules:
    """FR-04 to FR-07, AD-05 and the times of the line."""

    tokens_per_team: int
    tokens_per_team_at_most: int
    protected: timedelta
    outings_per_shift: int
    allowance: timedelta
    offer: timedelta
    offers_before_leaving_the_line: int
    leader_told_after: timedelta
    exception_after: timedelta
    reason_at_most_letters: int
    default_kind: str
    kinds: Mapping[str, BreakKind]

    @property
    def default(self) -> BreakKind:
        return self.kinds[self.default_kind]


@dataclass(frozen=True)
class DigestRules:
    """What the indicators are counted by (domain.md 1); reasons are compared without regard to case."""

    answer_within_s: int
    short_abandon_s: int
    ring_cycle_s: int
    adherence_grace_s: int
    outside_shift_counts: bool
    login_rate: str
    utilisation: str
    work_reasons: frozenset[str]
    acw_reasons: frozenset[str]
    daily_at: time
    weekly_on: int
    weekly_at: time
    is_hourly: bool
    late_at_most: timedelta


@dataclass(frozen=True)
class Handbook:
    """All numbers of a site."""

    shifts: ShiftTimes
    breaks: BreakRules
    digests: DigestRules
    surges: SurgeRules


@dataclass(frozen=True)
class Site:
    """One contact centre: its handbook, its zone, the language where nobody has chosen one, and where managers read."""

    handbook: Handbook
    zone: ZoneInfo
    language: str
    management_channel: str | None = None


def read(text: str) -> Handbook:
    """The handbook in a TOML text; raises BadHandbook with every bad, missing and unknown key."""
    try:
        page = Page(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadHandbook([BadKey("", "handbook-not-toml", {"why": str(error)})]) from error
    digests = _digests(page)
    handbook = Handbook(_shifts(page), _breaks(page), digests, surge_rules(page, digests.answer_within_s))
    page.refuse_unknown_keys()
    if page.problems:
        raise BadHandbook(page.problems)
    return handbook


def _shifts(page: Page) -> ShiftTimes:
    return ShiftTimes(
        review_at=page.clock("shifts.review_at"),
        sign_in_at=page.clock("shifts.sign_in_at"),
        sign_out_after=page.minutes("shifts.sign_out_after_minutes", 0, 120),
    )


def _breaks(page: Page) -> BreakRules:
    kinds = _kinds(page)
    at_most = page.count("breaks.tokens_per_team_at_most", 1, 20)
    leader_told_after = page.minutes("breaks.leader_told_after_minutes", 0, 240)
    return BreakRules(
        tokens_per_team=page.count("breaks.tokens_per_team", 0, at_most),
        tokens_per_team_at_most=at_most,
        protected=page.minutes("breaks.protected_minutes", 0, 240),
        outings_per_shift=page.count("breaks.outings_per_shift", 0, 50),
        allowance=page.minutes("breaks.allowance_minutes", 0, 480),
        offer=page.minutes("breaks.offer_minutes", 1, 60),
        offers_before_leaving_the_line=page.count("breaks.offers_before_leaving_the_line", 1, 10),
        leader_told_after=leader_told_after,
        exception_after=page.minutes(
            "breaks.exception_after_minutes", round(leader_told_after / timedelta(minutes=1)), 240
        ),
        reason_at_most_letters=page.count("breaks.reason_at_most_letters", 20, 2000),
        default_kind=page.one_of("breaks.default_kind", [name for name, kind in kinds.items() if kind.token]),
        kinds=kinds,
    )


def _kinds(page: Page) -> dict[str, BreakKind]:
    names = page.names("breaks.kinds", NEEDED_KINDS)
    return {
        name: BreakKind(
            name=name,
            length=page.minutes(f"breaks.kinds.{name}.length_minutes", 1, 240),
            token=page.yes_or_no(f"breaks.kinds.{name}.token"),
            counted=page.yes_or_no(f"breaks.kinds.{name}.counted"),
        )
        for name in names
    }


def _digests(page: Page) -> DigestRules:
    return DigestRules(
        answer_within_s=page.count("digests.answer_within_seconds", 1, 600),
        short_abandon_s=page.count("digests.short_abandon_seconds", 0, 60),
        ring_cycle_s=page.count("digests.ring_cycle_seconds", 1, 60),
        adherence_grace_s=page.count("digests.adherence_grace_seconds", 0, 900),
        outside_shift_counts=page.yes_or_no("digests.outside_shift_counts"),
        login_rate=page.one_of("digests.login_rate", list(LOGIN_RATES)),
        utilisation=page.one_of("digests.utilisation", list(UTILISATIONS)),
        work_reasons=page.words("digests.work_reasons"),
        acw_reasons=page.words("digests.acw_reasons"),
        daily_at=page.clock("digests.daily_at"),
        weekly_on=WEEKDAYS.index(page.one_of("digests.weekly_on", list(WEEKDAYS)) or WEEKDAYS[0]),
        weekly_at=page.clock("digests.weekly_at"),
        is_hourly=page.yes_or_no("digests.hourly"),
        late_at_most=page.minutes("digests.late_at_most_minutes", 10, 1440),
    )
