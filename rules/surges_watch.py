"""Is this a surge, and how far must the floor be raised? State in, state and decision out (SG-02 to SG-05)."""

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from rules.handbook_surges import ForecastRules, ImpactRules, SurgeRules
from rules.surges import CALM, HIGHEST, Decision, Forecast, Impact, Interval, Reason, Run, State, Why, ended


class Watched(NamedTuple):
    """What to remember, and what to do."""

    state: State
    decision: Decision


@dataclass(frozen=True)
class _Judged:
    """What one evaluation found, before anything follows from it."""

    signalled: bool
    warn: bool
    critical: bool
    clear: bool
    reasons: tuple[Reason, ...]


def watch(
    state: State, interval: Interval, forecast: Forecast, impact: Impact | None, rules: SurgeRules, now: datetime
) -> Watched:
    """One evaluation of one queue. The same interval twice changes nothing; a silent feed suspends all judgement."""
    if state.seen_to and interval.to_at <= state.seen_to:
        return Watched(state, _decision(state, state, now, ()))
    silent = _silence(interval, forecast, rules, now)
    if silent:
        waits = replace(state, score=0.0, run=None, critical_in_a_row=0, clear_in_a_row=0, seen_to=interval.to_at)
        return Watched(waits, _decision(state, waits, now, (silent,)))
    if state.seen_to and interval.from_at - state.seen_to >= rules.silent_after:
        # Nobody looked in between: what was counted in a row is in a row no more.
        state = replace(state, score=0.0, run=None, critical_in_a_row=0, clear_in_a_row=0)
    scored = score(state, interval, forecast, rules.forecast)
    counted, judged = _judge(scored, interval, forecast, impact, rules)
    after = _step(counted, judged, impact, rules, now)
    cooling = judged.signalled and not after.is_open and after.cools_until is not None
    held = (Reason(Why.COOLING, 0, 0, after.cools_until - now),) if cooling and after.cools_until else ()
    return Watched(after, _decision(state, after, now, judged.reasons + held))


def acted(state: State, now: datetime) -> State:
    """The action of the level is done: for level 1, the managers have signed in (SG-03)."""
    return replace(state, acted_at=now) if state.level > CALM and not state.acted_at else state


def score(state: State, interval: Interval, forecast: Forecast, rules: ForecastRules) -> State:
    """The counts' score goes on: a CUSUM of the likelihood that calls have risen by `rules.surge`, for counts that
    scatter more than Poisson's. It is capped at the threshold, so that a surge that is over is soon known to be."""
    if not _is_known(forecast, rules):
        return replace(state, score=0.0, run=None, seen_to=interval.to_at)
    speaks = interval.calls * math.log(rules.surge) - forecast.calls * (rules.surge - 1)
    risen = state.score + speaks / forecast.dispersion
    if risen <= 0:
        return replace(state, score=0.0, run=None, seen_to=interval.to_at)
    before = state.run or Run(interval.from_at, interval.from_at, 0, 0)
    run = Run(before.from_at, interval.to_at, before.calls + interval.calls, before.expected + forecast.calls)
    return replace(state, score=min(risen, forecast.threshold), run=run, seen_to=interval.to_at)


def _is_known(forecast: Forecast, rules: ForecastRules) -> bool:
    return forecast.weeks >= rules.weeks_at_least and not math.isnan(forecast.calls + forecast.dispersion)


def _silence(interval: Interval, forecast: Forecast, rules: SurgeRules, now: datetime) -> Reason | None:
    """No event while several were to be expected; a quiet night is none."""
    if interval.heard_at is None or not _is_known(forecast, rules.forecast):
        return None
    silent = now - interval.heard_at
    expected = forecast.calls * (silent / (interval.to_at - interval.from_at))
    if silent < rules.silent_after or expected < rules.silent_calls:
        return None
    return Reason(Why.SILENT, 0, expected, silent)


def _judge(
    state: State, interval: Interval, forecast: Forecast, impact: Impact | None, rules: SurgeRules
) -> tuple[State, _Judged]:
    known = _is_known(forecast, rules.forecast)
    signalled = known and state.score >= forecast.threshold
    reasons = list(_volume(state, interval, forecast, rules.forecast, signalled))
    felt = _felt(impact, rules.impact) if impact else ()
    poor = impact is not None and _below(impact.service_level, rules.impact.critical_below)
    in_a_row = state.critical_in_a_row + 1 if poor else 0
    critical = impact is not None and _is_critical(impact, in_a_row, rules.impact)
    calm = not known or state.score < forecast.threshold * rules.clear_below
    clear = calm and not critical and (impact is None or _is_clear(impact, rules.impact))
    counted = replace(
        state, critical_in_a_row=in_a_row, clear_in_a_row=state.clear_in_a_row + 1 if clear and state.is_open else 0
    )
    return counted, _Judged(signalled, bool(felt), critical, clear, (*reasons, *felt))


def _volume(
    state: State, interval: Interval, forecast: Forecast, rules: ForecastRules, signalled: bool
) -> tuple[Reason, ...]:
    if not _is_known(forecast, rules):
        return (Reason(Why.TOO_LITTLE_HISTORY, forecast.weeks, rules.weeks_at_least),)
    here = Reason(Why.INTERVAL, interval.calls, forecast.calls, interval.to_at - interval.from_at)
    if not signalled or not state.run:
        return (here,)
    run = state.run
    return here, Reason(Why.VOLUME, run.calls, run.expected, run.to_at - run.from_at)


def _felt(impact: Impact, rules: ImpactRules) -> tuple[Reason, ...]:
    """Everything that callers feel beyond the warning marks."""
    found = [
        (Why.SERVICE_LEVEL, impact.service_level, rules.warn_below, _below),
        (Why.OLDEST_WAIT, impact.oldest_wait_s, rules.oldest_warn_s, _at_least),
        (Why.WAITING, impact.waiting or None, impact.agents, _at_least),
        (Why.PROJECTED, impact.projected, rules.critical_below, _below),
    ]
    return tuple(
        Reason(why, value, mark)
        for why, value, mark, is_beyond in found
        if value is not None and mark is not None and is_beyond(value, mark)
    )


def _is_critical(impact: Impact, in_a_row: int, rules: ImpactRules) -> bool:
    return (
        in_a_row >= rules.critical_evaluations
        or impact.oldest_wait_s >= rules.oldest_critical_s
        or _below(impact.projected, rules.critical_below)
    )


def _is_clear(impact: Impact, rules: ImpactRules) -> bool:
    return not _below(impact.service_level, rules.goal) and impact.oldest_wait_s < rules.within_s


def _below(value: float | None, mark: float) -> bool:
    return value is not None and value < mark


def _at_least(value: float, mark: float) -> bool:
    return value >= mark


def _step(state: State, judged: _Judged, impact: Impact | None, rules: SurgeRules, now: datetime) -> State:
    """One level up, one down, or none."""
    cooling = not state.is_open and state.cools_until is not None and now < state.cools_until
    if judged.signalled and not cooling and not state.advised_since:
        state = replace(state, advised_since=now)
    if not cooling and _must_rise(state, judged, impact, rules, now):
        return replace(
            state, level=state.level + 1, level_since=now, ordered_by=None, clear_in_a_row=0, cools_until=None
        )
    since = state.level_since or state.advised_since
    if since is None or state.clear_in_a_row < rules.clear_evaluations or now - since < rules.hold:
        return state
    if state.level <= 1:
        return ended(state, now, rules.cool_down)
    return replace(state, level=state.level - 1, level_since=now, clear_in_a_row=0)


def _must_rise(state: State, judged: _Judged, impact: Impact | None, rules: SurgeRules, now: datetime) -> bool:
    lasts = now - state.level_since if state.level_since else timedelta(0)
    if state.level == CALM:
        return judged.critical or (judged.warn and state.advised_since is not None)
    if not judged.critical or state.level == HIGHEST:
        return False
    if state.level == 1:
        return lasts >= rules.level_2_after and (state.acted_at is not None or lasts >= rules.act_within)
    return lasts >= rules.level_3_after or _is_too_few(impact)


def _is_too_few(impact: Impact | None) -> bool:
    """Whom level 2 can find is not enough: there is no use in waiting."""
    return (
        impact is not None
        and impact.missing is not None
        and impact.obtainable is not None
        and impact.missing > impact.obtainable
    )


def _decision(was: State, state: State, now: datetime, reasons: tuple[Reason, ...]) -> Decision:
    return Decision(
        at=now,
        was=was.level,
        level=state.level,
        advised=state.advised_since is not None,
        is_new=state.is_open and not was.is_open,
        reasons=reasons,
    )
