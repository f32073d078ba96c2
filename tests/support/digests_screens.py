"""Digests with sample facts, in each of their moods."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from rules import digests_slots as slots
from rules.digests import INDICATORS
from rules.digests_days import TREND_DAYS, Measures, Standing, Totals, measured
from rules.digests_explain import explain
from rules.digests_facts import CENTRE, Import, Kind, Scope
from support.cast import MORNING
from support.digests import digest, shift, state
from support.digests_told import a_day
from support.house import SITE
from views import digests_explain, digests_standing
from views.message import Message, Picture
from views.words import Reader

RULES = SITE.handbook.digests
MONDAY = slots.a_day(MORNING.date())
A1 = Scope(Kind.TEAM, "A1")
LONGEST = Scope(Kind.TEAM, ("&<>" * 14)[:40])


def measures(size: float, flags: Sequence[str] = ()) -> Measures:
    """Something of every indicator."""
    noted = dict.fromkeys(flags, 3)
    return {
        key: measured(key, size, 100 if indicator.denominator else None, noted) for key, indicator in INDICATORS.items()
    }


def standing(scope: Scope = A1, period: slots.Period = MONDAY, flags: Sequence[str] = ()) -> Standing:
    """A day on which everything was twice what it is usually."""
    days = [(period.day - back * slots.DAY, measures(20 + back)) for back in reversed(range(TREND_DAYS))]
    now = measures(50, flags)
    targets = dict.fromkeys(INDICATORS, 40.0)
    before = [some for _, some in days[:-1]]
    return Standing(period, scope, Totals(scope, now), MORNING, targets, days, before, [], measures(48))


EMPTY = Standing(MONDAY, A1, None, None, {}, [(MONDAY.day, None)] * TREND_DAYS, [], ["asterisk", "sip"])
FLAGS = ("no_exit", "no_complete", "estimated_end", "open_end", "inferred", "without_acw", "without_hold", "no_states")
PICTURE = Picture("digest.png", b"", "A chart. " * 400)
PERIODS = (MONDAY, slots.a_week(MORNING.date()), slots.an_hour(MORNING - timedelta(hours=1), SITE.zone))
IMPORT = Import("asterisk", "queue_log", "/var/log/asterisk/queue_log", MORNING, 9000, 2, 1)


def explained(t: Reader, key: str) -> Message:
    calls, states = a_day("2026-11-23")
    late = [state("1001", one.state, "09:30", "12:00") for one in states[:1]]
    one = digest(calls, late, {"1001": [shift("08:30", "17:30")]})
    return digests_explain.message_of(t, explain(one, A1, key), MONDAY, [IMPORT] * 3)


SCREENS: Mapping[str, Sequence[Callable[[Reader], Message]]] = {
    "digests_standing.answer": [
        lambda t, one=one, more=more: digests_standing.answer(t, one, RULES, more)
        for one in (standing(), standing(LONGEST, flags=FLAGS), EMPTY)
        for more in (False, True)
    ],
    "digests_standing.digest": [
        lambda t, scope=scope, period=period: digests_standing.digest(
            t, standing(scope, period, FLAGS), RULES, [standing(LONGEST)] if scope == CENTRE else [], PICTURE
        )
        for scope in (CENTRE, A1, LONGEST)
        for period in PERIODS
    ],
    "digests_explain.week_of": [
        lambda t, whose=whose: digests_explain.week_of(
            t,
            "login_rate",
            LONGEST,
            [(MONDAY.day + n * slots.DAY, measures(n)["login_rate"] if n else None) for n in range(7)],
            RULES,
            whose,
        )
        for whose in ("", "Mei")
    ],
    "digests_explain.message_of": [
        lambda t, key=key: explained(t, key)
        for key in ("adherence", "service_level_sl3", "cost_per_call", "login_rate")
    ],
}
