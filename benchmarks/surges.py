"""How soon is a surge noticed, how often is one only imagined, and what does it cost to look?

    .venv/bin/python benchmarks/surges.py [--quick]

Made-up centres, drawn by a seed that no number of the handbook was set by; a real bank's month of calls and a real
city's taxis where the data are at hand. Each is replayed as it was, and with 400 surges put in, for our rule and two
simpler ones. Ends with one line of JSON.
"""

import argparse
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from measuring.figures import Target, at_least, at_most, exactly
from measuring.surges import centres, real
from measuring.surges.rivals import RIVALS
from rich.console import Console
from rich.table import Table

from rules import handbook
from rules.staffing import Traffic
from rules.surges import Forecast, Interval, State, forecast
from rules.surges_forecast import History, profile, profiles
from rules.surges_impact import Crew, Waited, impact
from rules.surges_replay import Look, Score, Surge, replay
from rules.surges_watch import Watched, watch

RULES = handbook.read(handbook.DEFAULT_FILE.read_text("utf-8")).surges
HOUR, FIVE = timedelta(hours=1), timedelta(minutes=5)
TWOFOLD, HALF_MORE = Surge(2, HOUR), Surge(1.5, HOUR)
OURS = "ours"
LOOKS: Mapping[str, Look | None] = {OURS: None, **RIVALS}
HOLDOUT = 9000  # the first of the seeds that nothing was set by
QUEUES = 50


@dataclass(frozen=True)
class Row:
    """One rule on one series."""

    series: str
    rule: str
    twofold: Score
    half_more: Score

    @property
    def figures(self) -> dict[str, float]:
        return {
            "false_alarms_per_week": round(self.twofold.false_alarms_per_week, 2),
            "twofold_within_20": round(self.twofold.within(20) or 0, 3),
            "half_more_within_45": round(self.half_more.within(45) or 0, 3),
            "flaps": max(self.twofold.flaps, self.half_more.flaps),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one centre of each kind instead of four")
    seeds = range(HOLDOUT, HOLDOUT + (1 if parser.parse_args().quick else 4))
    rows = [*_made_up(seeds), *_real()]
    _show_rows(rows)
    figures = _figures(rows) | _labelled() | _felt() | {"cpu_ms_50_queues": round(_cpu_ms(), 1)}
    _show_targets(rows, figures)
    print(json.dumps(figures))


def _made_up(seeds: range) -> Iterator[Row]:
    for name, centre in (centres.QUIET | centres.RESTLESS).items():
        pasts = [centres.weeks(centre, seed) for seed in seeds]
        for rule, look in LOOKS.items():
            yield Row(name, rule, _scored(pasts, TWOFOLD, look), _scored(pasts, HALF_MORE, look))


def _real() -> Iterator[Row]:
    for name, file, read in (
        ("bank, February 1999", real.BANK, lambda: real.bank(real.bank_callers())),
        ("taxis, 30 min", real.TAXIS, real.taxis),
    ):
        if not file.exists():
            print(f"{file.name} is not at hand: {name} is left out")
            continue
        past = read()
        for rule, look in LOOKS.items():
            yield Row(name, rule, _scored([past], TWOFOLD, look), _scored([past], HALF_MORE, look))


def _scored(pasts: list[History], surge: Surge, look: Look | None) -> Score:
    """Several centres of a kind as one."""
    scores = [replay(past, RULES, surge, seed, lambda _days: None, look) for seed, past in enumerate(pasts)]
    known = [one for one in scores if one]
    return Score(
        weeks=sum(one.weeks for one in known),
        false_alarms=sum(one.false_alarms for one in known),
        surges=sum(one.surges for one in known),
        delays=tuple(delay for one in known for delay in one.delays),
        flaps=max(one.flaps for one in known),
    )


def _labelled() -> dict[str, float]:
    """The taxis as they were: how many of the windows that NAB labels have an alarm in them, and alarms elsewhere."""
    if not real.TAXIS.exists():
        return {}
    alarms: list[datetime] = []

    def look(state: State, interval: Interval, expected: Forecast, now: datetime) -> Watched:
        seen = watch(state, interval, expected, None, RULES, now)
        alarms.extend([now] if seen.decision.is_new else [])
        return seen

    score = replay(real.taxis(), RULES, None, 1, lambda _days: None, look)
    assert score
    windows = real.labelled()
    elsewhere = [at for at in alarms if not any(begins <= at <= ends for begins, ends in windows)]
    return {
        "taxis_windows": len(windows),
        "taxis_windows_noticed": sum(any(begins <= at <= ends for at in alarms) for begins, ends in windows),
        "taxis_false_alarms_per_week_elsewhere": round(len(elsewhere) / score.weeks, 2),
    }


def _felt() -> dict[str, float]:
    """The bank's month with what its callers felt: how often level 2 or more was reached, and how often without
    anything critical at that moment."""
    if not real.BANK.exists():
        return {}
    callers, raised, groundless = real.bank_callers(), 0, 0
    past, state = real.bank(callers), State()
    for row, usual in enumerate(profiles(past, RULES.forecast, range(len(past.counts)))):
        today = past.counts[row].tolist()
        for slot in (one for one, calls in enumerate(today) if calls == calls):
            begins = datetime.combine(usual.day, datetime.min.time(), UTC) + slot * FIVE
            felt = impact(_then(callers, begins + FIVE), None, RULES.impact, begins + FIVE)
            expected = forecast(usual, today, slot, RULES.forecast)
            state, decision = watch(
                state, Interval(begins, begins + FIVE, today[slot]), expected, felt, RULES, begins + FIVE
            )
            if decision.level > max(decision.was, 1):
                level = felt.service_level
                is_critical = felt.oldest_wait_s >= 180 or (level is not None and level < RULES.impact.critical_below)
                raised, groundless = raised + 1, groundless + (not is_critical)
    return {"bank_raised_to_2_or_3": raised, "bank_raised_without_critical_impact": groundless}


def _then(callers: list[Waited], now: datetime) -> list[Waited]:
    """What was known at that moment: whoever was still waiting had not been answered yet."""
    known = [one for one in callers if now - HOUR < one.arrived_at <= now]
    return [_still_waiting(one) if one.arrived_at + timedelta(seconds=one.wait_s or 0) > now else one for one in known]


def _still_waiting(caller: Waited) -> Waited:
    return caller._replace(wait_s=None, answered=False)


def _cpu_ms() -> float:
    """Fifty queues looked at once: forecast, impact with a projection, and decision, with the day's curve at hand."""
    usual = profile(centres.weeks(centres.QUIET["20 in 5 min, day and night"], HOLDOUT), RULES.forecast)
    now = datetime.combine(usual.day, datetime.min.time(), UTC) + timedelta(hours=12)
    callers = [Waited(now - timedelta(seconds=12 * n), 15.0, True) for n in range(75)]
    crew, today = Crew(16, Traffic(0.08, 180, 120)), [20.0] * 144
    begins = time.process_time()
    for _ in range(QUEUES):
        expected = forecast(usual, today, 144, RULES.forecast)
        felt = impact(callers, crew, RULES.impact, now)
        watch(State(), Interval(now - FIVE, now, 30), expected, felt, RULES, now)
    return 1000 * (time.process_time() - begins)


def _figures(rows: list[Row]) -> dict[str, object]:
    return {rule: {row.series: row.figures for row in rows if row.rule == rule} for rule in LOOKS}


def _show_rows(rows: list[Row]) -> None:
    table = Table("series", "rule", "false alarms a week", "x2 in 20 min", "x1.5 in 45 min", "flaps", title="surges")
    for row in rows:
        figures = row.figures
        shares = (f"{100 * figures[name]:.1f} %" for name in ("twofold_within_20", "half_more_within_45"))
        table.add_row(row.series, row.rule, f"{figures['false_alarms_per_week']:.2f}", *shares, str(figures["flaps"]))
    Console(width=120).print(table)


def _show_targets(rows: list[Row], figures: Mapping[str, object]) -> None:
    table = Table("what", "figure", "", title="targets")
    for target in _targets(rows, figures):
        table.add_row(target.what, target.shown, target.verdict)
    Console(width=120).print(table)


def _targets(rows: list[Row], figures: Mapping[str, object]) -> Iterator[Target]:
    for row in (one for one in rows if one.rule == OURS):
        found = row.figures
        if row.series in centres.QUIET:
            yield at_most(f"{row.series}: false alarms a week", found["false_alarms_per_week"], 1.5)
        if min(row.twofold.delays, default=0) <= 20:  # else the interval alone is longer
            yield at_least(f"{row.series}: x2 within 20 min", found["twofold_within_20"], 0.95)
        yield at_least(f"{row.series}: x1.5 within 45 min", found["half_more_within_45"], 0.75)
        yield at_most(f"{row.series}: flaps in one surge", found["flaps"], 1)
    if "bank_raised_without_critical_impact" in figures:
        yield exactly(
            "level 2 or 3 without critical impact", int(str(figures["bank_raised_without_critical_impact"])), 0
        )
    yield at_most("50 queues looked at (CPU)", float(str(figures["cpu_ms_50_queues"])), 100, " ms")


if __name__ == "__main__":
    main()
