"""By which numbers is a surge noticed, raised and lowered (SG-02 to SG-05, GAP-09)?"""

from dataclasses import dataclass
from datetime import timedelta

from rules.handbook_page import Page
from rules.surges_callin import CallInRules
from rules.surges_policy import MODES, Rationing


@dataclass(frozen=True)
class ForecastRules:
    """What is usual: how far back we look, and how far the day may move it; shares are fractions of 1."""

    interval: timedelta
    weeks: int
    weeks_at_least: int
    level_lag: timedelta
    level_window: timedelta
    level_weight: timedelta
    level_at_least: float
    level_at_most: float
    dispersion_days: int
    surge: float
    false_alarms_per_week: int
    threshold_at_least: int
    threshold_at_most: int


@dataclass(frozen=True)
class ImpactRules:
    """What callers feel: shares of calls that are answered within `within_s`."""

    window: timedelta
    calls_at_least: int
    within_s: int
    goal: float
    warn_below: float
    critical_below: float
    critical_evaluations: int
    oldest_warn_s: int
    oldest_critical_s: int
    reinforced_for: timedelta


@dataclass(frozen=True)
class SurgeRules:
    """All numbers of the surge watch."""

    forecast: ForecastRules
    impact: ImpactRules
    act_within: timedelta
    level_2_after: timedelta
    level_3_after: timedelta
    clear_below: float
    clear_evaluations: int
    hold: timedelta
    cool_down: timedelta
    silent_after: timedelta
    silent_calls: int
    breaks: Rationing
    callin: CallInRules


def surge_rules(page: Page, within_s: int) -> SurgeRules:
    """The section [surges]; `within_s` is the answer time that the indicators count by, too."""
    return SurgeRules(
        forecast=_forecast(page),
        impact=_impact(page, within_s),
        act_within=page.minutes("surges.act_within_minutes", 0, 120),
        level_2_after=page.minutes("surges.level_2_after_minutes", 1, 240),
        level_3_after=page.minutes("surges.level_3_after_minutes", 1, 240),
        clear_below=page.count("surges.clear_below_percent", 1, 100) / 100,
        clear_evaluations=page.count("surges.clear_evaluations", 1, 20),
        hold=page.minutes("surges.hold_minutes", 0, 240),
        cool_down=page.minutes("surges.cool_down_minutes", 0, 240),
        silent_after=page.minutes("surges.silent_after_minutes", 1, 240),
        silent_calls=page.count("surges.silent_calls", 1, 1000),
        breaks=Rationing(
            mode=page.one_of("surges.breaks.mode", list(MODES)),
            length=page.minutes("surges.breaks.length_minutes", 1, 240),
        ),
        callin=_callin(page),
    )


def _callin(page: Page) -> CallInRules:
    return CallInRules(
        rest=timedelta(hours=page.count("surges.callin.rest_hours", 0, 48)),
        stay=page.minutes("surges.callin.stay_minutes", 30, 720),
        asked_per_needed=page.count("surges.callin.asked_percent", 100, 1000) / 100,
        answer=page.minutes("surges.callin.answer_minutes", 1, 120),
    )


def _forecast(page: Page) -> ForecastRules:
    weeks = page.count("surges.history_weeks", 3, 12)
    threshold_at_least = page.count("surges.threshold_at_least", 2, 30)
    return ForecastRules(
        interval=page.minutes("surges.interval_minutes", 1, 60),
        weeks=weeks,
        weeks_at_least=page.count("surges.history_weeks_at_least", 3, weeks),
        level_lag=page.minutes("surges.level_lag_minutes", 0, 240),
        level_window=page.minutes("surges.level_window_minutes", 30, 1440),
        level_weight=page.minutes("surges.level_weight_minutes", 1, 480),
        level_at_least=page.count("surges.level_at_least_percent", 1, 100) / 100,
        level_at_most=page.count("surges.level_at_most_percent", 100, 300) / 100,
        dispersion_days=7 * page.count("surges.dispersion_weeks", 1, 12),
        surge=page.count("surges.surge_percent", 110, 400) / 100,
        false_alarms_per_week=page.count("surges.false_alarms_per_week", 1, 50),
        threshold_at_least=threshold_at_least,
        threshold_at_most=page.count("surges.threshold_at_most", threshold_at_least, 50),
    )


def _impact(page: Page, within_s: int) -> ImpactRules:
    goal = page.count("surges.goal_percent", 1, 99)
    critical = page.count("surges.critical_percent", 1, 100)
    return ImpactRules(
        window=page.minutes("surges.impact_window_minutes", 1, 120),
        calls_at_least=page.count("surges.impact_calls", 1, 1000),
        within_s=within_s,
        goal=goal / 100,
        warn_below=goal * page.count("surges.warn_percent", critical, 100) / 10_000,
        critical_below=goal * critical / 10_000,
        critical_evaluations=page.count("surges.critical_evaluations", 1, 20),
        oldest_warn_s=within_s * page.count("surges.oldest_warn_times", 1, 100),
        oldest_critical_s=page.count("surges.oldest_critical_seconds", 1, 7200),
        reinforced_for=page.minutes("surges.reinforced_for_minutes", 1, 240),
    )
