"""Which indicators are there, and what does each come to? All are declared once, here (KP-01, KP-02, domain.md 1)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from rules.digests_counts import Sums
from rules.handbook import DigestRules


class Unit(StrEnum):
    """What a value is told in; a percentage is 0 to 100 and may be more."""

    PERCENT = "%"
    SECONDS = "s"
    CALLS = "calls"
    CALLS_PER_HOUR = "calls/h"
    YUAN_PER_CALL = "CNY/call"
    RINGS = "rings"
    POINTS = "points"


class Good(StrEnum):
    """Which way is better; some indicators only describe."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Note(StrEnum):
    """What bears on a value besides the flags of its rows."""

    NO_DATA = "no_data"  # nothing tells it; never 0
    UNDEFINED = "undefined"  # nothing to divide by
    WITHOUT_ACW = "without_acw"  # no after-call work is told, so it is not in
    WITHOUT_HOLD = "without_hold"  # hold is not told apart from talk, or not at all
    NO_STATES = "no_states"  # agents left out whose signing in nobody tells
    NO_SHIFT = "no_shift"  # agents left out who have no shift on the roster
    LONGER_PERIOD = "longer_period"  # a figure left out that is told for more than this window
    PART_OF_PERIOD = "part_of_period"  # figures that cover a part of this window only


SIGNS = "-?~"


class Indicator(NamedTuple):
    """Amounts over amounts; "-x" is taken off, "?x" goes in where it is told, "~x" is inside another one already.

    `number` is that of the list of 23 (and the optional 24th); `verified` says whether the formula under this name was
    read in a published source (domain.md 1), `source` which. Without a denominator it is a plain count.
    """

    unit: Unit
    good: Good
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    source: str
    verified: bool = True
    number: int | None = None

    @property
    def scale(self) -> float:
        return 100 if self.unit is Unit.PERCENT else 1

    def amounts(self) -> tuple[str, ...]:
        return tuple(term.lstrip(SIGNS) for term in (*self.numerator, *self.denominator))


class Measure(NamedTuple):
    """What an indicator comes to. Never average these: add up numerators and denominators (domain.md 1.5)."""

    value: float | None
    numerator: float | None
    denominator: float | None
    unit: Unit
    flags: Mapping[str, int]


_PCT, _S, _UP, _DOWN, _NEITHER = Unit.PERCENT, Unit.SECONDS, Good.UP, Good.DOWN, Good.NEITHER
_A = ("answered_waits",)
_A_AND_B = ("answered_waits", "abandoned_waits")
_HANDLING = ("talking_s", "?acw_time_s")
_S1 = "Anton, m.1330.cn/zhishi/1890980.html"
_S2 = "Anton, wenku.csdn.net/doc/3dbxxszgi1"
_BOOK = "Anton"
_SL = "51callcenter.com/newsinfo/154/63539"

INDICATORS: Mapping[str, Indicator] = {
    # Calls
    "calls_offered": Indicator(Unit.CALLS, _NEITHER, ("offered",), (), _BOOK, number=22),
    "calls_answered": Indicator(Unit.CALLS, _UP, ("answered",), (), "QA-11"),
    "calls_abandoned": Indicator(Unit.CALLS, _DOWN, ("abandoned",), (), _S1),
    "service_level_sl1": Indicator(
        _PCT, _UP, ("answered_within", "abandoned_within"), _A_AND_B, f"{_SL}; app_queue.c", number=21
    ),
    "service_level_sl2": Indicator(_PCT, _UP, ("answered_within",), _A, f"{_SL}; app_queue.c; Wazo qos", number=21),
    "service_level_sl3": Indicator(_PCT, _UP, ("answered_within",), _A_AND_B, f"{_SL}; WFM Labs", number=21),
    "service_level_sl4": Indicator(
        _PCT, _UP, ("answered_within",), (*_A_AND_B, "-abandoned_within"), f"{_SL}; wfmclubs", number=21
    ),
    "service_level_sl5": Indicator(
        _PCT, _UP, ("answered_within",), (*_A_AND_B, "-abandoned_short"), "domain.md 1.4", verified=False, number=21
    ),
    "average_speed_of_answer": Indicator(_S, _DOWN, ("answered_wait_s",), _A, "sip.io", number=9),
    "average_speed_of_answer_total": Indicator(_S, _DOWN, ("queue_wait_s",), ("answered",), _S1, number=9),
    "average_abandonment_time": Indicator(_S, _NEITHER, ("abandoned_wait_s",), ("abandoned_waits",), _S2, number=3),
    "average_queue_time": Indicator(_S, _DOWN, ("queue_wait_s",), ("queued",), _S1, number=8),
    "percent_abandoned": Indicator(_PCT, _DOWN, ("abandoned",), ("answered", "abandoned"), _S1, number=14),
    "percent_abandoned_without_short": Indicator(
        _PCT,
        _DOWN,
        ("abandoned_waits", "-abandoned_short"),
        ("answered", "abandoned_waits", "-abandoned_short"),
        "domain.md 2.5",
    ),
    "percent_answered": Indicator(_PCT, _UP, ("answered",), ("offered",), "codetd.com/article/4318518", number=20),
    "percent_queued": Indicator(_PCT, _DOWN, ("queued",), ("offered",), _BOOK, verified=False, number=18),
    "percent_transferred": Indicator(
        _PCT, _DOWN, ("transferred",), ("transfers_told",), _BOOK, verified=False, number=19
    ),
    "percent_blocked": Indicator(_PCT, _DOWN, ("blocked_calls",), ("attempts",), _BOOK, verified=False, number=16),
    "average_talk_time": Indicator(_S, _NEITHER, ("talk_s",), ("talks",), _S1, number=10),
    "average_handle_time": Indicator(
        _S, _NEITHER, ("handle_s", "~hold_s", "~acw_s"), ("talks",), "BenchmarkPortal", number=5
    ),
    "average_hold_time": Indicator(_S, _DOWN, ("hold_s",), ("holds",), _S1, number=6),
    "after_call_work_time": Indicator(_S, _DOWN, ("acw_s",), ("acws",), _S2, number=2),
    "average_number_of_rings": Indicator(Unit.RINGS, _DOWN, ("answer_ring_cycles",), ("answer_rings",), _S1, number=7),
    # The four rates (KP-02)
    "average_ring_time": Indicator(_S, _DOWN, ("ring_s",), ("rings",), "docs.easemob.com"),
    "login_rate": Indicator(_PCT, _UP, ("rostered_signed_in_s",), ("scheduled_s",), "domain.md 1.2", verified=False),
    "login_rate_headcount": Indicator(
        _PCT, _UP, ("rostered_signed_in",), ("rostered",), "domain.md 1.2", verified=False
    ),
    "not_ready_rate": Indicator(_PCT, _DOWN, ("not_ready_s",), ("signed_in_s",), "domain.md 1.2", verified=False),
    "ready_rate": Indicator(_PCT, _NEITHER, ("ready_s",), ("signed_in_s",), "domain.md 1.2", verified=False),
    "utilisation": Indicator(_PCT, _UP, _HANDLING, ("signed_in_s",), "4PS, voxpo-event.com"),
    "utilisation_paid": Indicator(_PCT, _UP, _HANDLING, ("paid_s",), "1330.cn/zhishi/1885327.html"),
    "utilisation_on_site": Indicator(
        _PCT, _UP, ("rostered_talking_s", "?rostered_acw_s"), ("scheduled_s",), "1330.cn/zhishi/1885327.html"
    ),
    "utilisation_online": Indicator(_PCT, _UP, _HANDLING, (*_HANDLING, "ready_s"), "1330.cn/zhishi/1885327.html"),
    # Time
    "occupancy": Indicator(_PCT, _NEITHER, ("talking_s",), ("talking_s", "ready_s"), _S1, number=13),
    "occupancy_acw": Indicator(_PCT, _NEITHER, _HANDLING, (*_HANDLING, "ready_s"), "wfmclubs"),
    "agent_utilisation": Indicator(_PCT, _UP, (*_HANDLING, "ready_s"), ("signed_in_s",), "wfmclubs", number=24),
    "agent_utilisation_paid": Indicator(_PCT, _UP, ("signed_in_s",), ("paid_s",), "4PS, qianlongyuan.cn", number=24),
    "calls_per_hour": Indicator(Unit.CALLS_PER_HOUR, _UP, ("signed_in_answered",), ("signed_in_h",), _S1, number=11),
    # The schedule
    "actual_work_rate": Indicator(_PCT, _UP, ("rostered_on_queue_s",), ("scheduled_s",), _S2, number=1),
    "adherence": Indicator(_PCT, _UP, ("adherent_s",), ("adherence_scheduled_s",), "Genesys Cloud"),
    "conformance": Indicator(_PCT, _NEITHER, ("rostered_on_queue_s",), ("on_queue_scheduled_s",), "Genesys Cloud"),
    "adherence_monet": Indicator(
        _PCT,
        _UP,
        ("rostered_on_queue_s", "?rostered_work_s"),
        ("scheduled_s", "-lunch_s", "-rest_s", "?exceptions_s", "?overtime_s"),
        "AD-03",
    ),
    "shrinkage": Indicator(_PCT, _DOWN, ("shrinkage_s",), ("scheduled_s",), "turnella.com"),
    # Figures from elsewhere
    "cost_per_call": Indicator(Unit.YUAN_PER_CALL, _DOWN, ("cost",), ("answered",), _S2, number=4),
    "monitoring_score": Indicator(
        Unit.POINTS, _UP, ("monitoring_points",), ("monitoring_scores",), _BOOK, verified=False, number=12
    ),
    "percent_attendance": Indicator(_PCT, _UP, ("present",), ("planned",), _S1, number=15),
    "first_call_resolution": Indicator(
        _PCT, _UP, ("first_call_resolved",), ("answered",), "docs.easemob.com", number=17
    ),
    "agent_turnover": Indicator(_PCT, _DOWN, ("leavers_a_year",), ("headcount",), "wfmclubs", number=23),
    "business_error_rate": Indicator(_PCT, _DOWN, ("errors",), ("answered",), "QA-14", verified=False),
}

_USED = {key: frozenset(indicator.amounts()) for key, indicator in INDICATORS.items()}
_MISSED = {
    "acw_s": Note.WITHOUT_ACW,
    "acw_time_s": Note.WITHOUT_ACW,
    "rostered_acw_s": Note.WITHOUT_ACW,
    "hold_s": Note.WITHOUT_HOLD,
}


def four_rates(rules: DigestRules) -> tuple[str, str, str, str]:
    """The rates that are told and assessed every day, in the handbook's order (KP-02, KP-04)."""
    return "average_ring_time", rules.login_rate, "not_ready_rate", rules.utilisation


def measure(sums: Iterable[Sums], keys: Iterable[str] = INDICATORS) -> dict[str, Measure]:
    """Every indicator, from amounts of calls, of time and of figures that belong to one scope and window."""
    some = list(sums)
    amounts = {name: value for one in some for name, value in one.amounts.items()}
    return {key: _measured(key, amounts, some) for key in keys}


def monet(
    phone_s: float, work_s: float, shift_s: float, lunch_s: float, rest_s: float, exceptions_s: float, overtime_s: float
) -> Measure:
    """Adherence as the handbook gives it, signs and all; not capped, undefined where nothing is left (AD-03, Q12)."""
    given = {
        "rostered_on_queue_s": phone_s,
        "rostered_work_s": work_s,
        "scheduled_s": shift_s,
        "lunch_s": lunch_s,
        "rest_s": rest_s,
        "exceptions_s": exceptions_s,
        "overtime_s": overtime_s,
    }
    return _measured("adherence_monet", given, [])


def _measured(key: str, amounts: Mapping[str, float], sums: Iterable[Sums]) -> Measure:
    indicator = INDICATORS[key]
    numerator = _total(indicator.numerator, amounts)
    denominator = _total(indicator.denominator, amounts) if indicator.denominator else None
    flags = _flags(_USED[key], amounts, sums)
    if numerator is None or (denominator is None and indicator.denominator):
        return Measure(None, numerator, denominator, indicator.unit, {Note.NO_DATA: 1})
    if denominator is None:
        return Measure(numerator, numerator, None, indicator.unit, flags)
    if denominator <= 0:
        return Measure(None, numerator, denominator, indicator.unit, flags | {Note.UNDEFINED: 1})
    return Measure(indicator.scale * numerator / denominator, numerator, denominator, indicator.unit, flags)


def _total(terms: Iterable[str], amounts: Mapping[str, float]) -> float | None:
    total = 0.0
    for term in terms:
        value = amounts.get(term.lstrip(SIGNS))
        if term.startswith("~") or (value is None and term.startswith("?")):
            continue
        if value is None:
            return None
        total += -value if term.startswith("-") else value
    return total


def _flags(used: frozenset[str], amounts: Mapping[str, float], sums: Iterable[Sums]) -> dict[str, int]:
    """The flags of the rows that its amounts come from, and what is not in it."""
    flags: Counter[str] = Counter()
    for one in sums:
        if one.flags and not used.isdisjoint(one.amounts):
            flags.update(one.flags)
    for name in used & _MISSED.keys():
        if name not in amounts:
            flags[_MISSED[name]] += 1
    return dict(flags)
