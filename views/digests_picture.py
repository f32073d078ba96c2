"""Which picture goes with a digest, and what does it say to whoever cannot see it?"""

from collections.abc import Sequence

from rules.digests import INDICATORS, Good, four_rates
from rules.digests_days import Hour, Standing, is_met
from rules.handbook import DigestRules
from views import digests as told
from views import digests_chart as chart
from views import digests_standing as standing
from views.message import Picture
from views.words import Reader

LEVEL = "service_level_sl3"


def picture(t: Reader, one: Standing, handbook: DigestRules) -> Picture:
    """The hours of the day, where they are told, above the four rates of the last ten days."""
    hours = _open_hours(one)
    drawn = chart.Chart(
        title=standing.title(t, one),
        rates=[_rate(t, key, one) for key in four_rates(handbook)],
        words=chart.Words(*(t.plain(f"digests-chart-{word}") for word in ("met", "missed", "no_target", "no_data"))),
        hours=_hours(t, one, hours, handbook) if hours else None,
    )
    name = str(one.period).replace("/", "-")
    return Picture(f"digest-{name}.png", chart.png(drawn), _in_words(t, one, hours, handbook))


def _open_hours(one: Standing) -> Sequence[Hour]:
    """From the first hour with a call to the last one."""
    hours = one.totals.hours if one.totals else ()
    busy = [number for number, hour in enumerate(hours) if _calls(hour, "calls_offered")]
    return hours[busy[0] : busy[-1] + 1] if busy else ()


def _hours(t: Reader, one: Standing, hours: Sequence[Hour], handbook: DigestRules) -> chart.Hours:
    return chart.Hours(
        labels=[t.clock(hour.begins_at) for hour in hours],
        answered=[_calls(hour, "calls_answered") for hour in hours],
        abandoned=[_calls(hour, "calls_abandoned") for hour in hours],
        service_levels=[hour.measures[LEVEL].value for hour in hours],
        target=one.targets.get(LEVEL),
        answered_label=t.plain("digests-chart-answered"),
        abandoned_label=t.plain("digests-chart-abandoned"),
        service_level_label=t.plain("digests-chart-level", within=handbook.answer_within_s),
        target_label=_target(t, LEVEL, one),
        no_calls=t.plain("digests-chart-no-calls"),
    )


def _rate(t: Reader, key: str, one: Standing) -> chart.Rate:
    values = [m.value if measures and (m := measures.get(key)) else None for _, measures in one.days]
    return chart.Rate(
        label=told.name(t, key),
        value=now.value if one.totals and (now := one.totals.measures.get(key)) else None,
        days=[t.day(day) for day, _ in one.days],
        values=values,
        unit=t.plain(f"digests-unit-{INDICATORS[key].unit.name.lower()}", value=""),
        target=one.targets.get(key),
        target_label=_target(t, key, one),
        more_is_good=INDICATORS[key].good is not Good.DOWN,
    )


def _target(t: Reader, key: str, one: Standing) -> str:
    if key not in one.targets:
        return ""
    unit = INDICATORS[key].unit.name.lower()
    value = t.plain(f"digests-unit-{unit}", value=told.figure(one.targets[key]))
    return t.plain("digests-chart-target", value=value)


def _in_words(t: Reader, one: Standing, hours: Sequence[Hour], handbook: DigestRules) -> str:
    """The busiest hour, the worst one, and how each rate stands."""
    said = [t.plain("digests-chart-alt", title=standing.title(t, one))]
    levels = [(m.value, hour) for hour in hours if (m := hour.measures[LEVEL]).value is not None]
    if levels:
        busiest = max(hours, key=lambda hour: _calls(hour, "calls_offered"))
        worst, when = min(levels, key=lambda level: level[0] or 0)
        facts = {"calls": _calls(busiest, "calls_offered"), "level": told.figure(round(worst or 0, 1))}
        busiest_at, worst_at = t.clock(busiest.begins_at), t.clock(when.begins_at)
        said.append(t.plain("digests-chart-alt-hours", busiest=busiest_at, worst=worst_at, **facts))
    measures = one.totals.measures if one.totals else {}
    for key in four_rates(handbook):
        m = measures.get(key)
        met = {True: "yes", False: "no", None: "open"}[is_met(key, m.value if m else None, one.targets.get(key))]
        said.append(t.plain("digests-chart-alt-rate", name=told.name(t, key), value=standing.shown(t, key, m), met=met))
    return " ".join(said)


def _calls(hour: Hour, key: str) -> int:
    return round(hour.measures[key].value or 0)
