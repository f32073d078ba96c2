"""How does a replay of the surge watch read: a table for people, an object for programs?"""

import json
from collections.abc import Iterator

from rules.surges_replay import MARKS, Score, Surge
from views.words import Reader


def rows(t: Reader, score: Score) -> Iterator[tuple[str, str]]:
    """Each figure with its name; without surges put in there is nothing to be noticed."""
    yield t.plain("surges-backtest-weeks"), f"{score.weeks:.1f}"
    yield t.plain("surges-backtest-false-alarms"), f"{score.false_alarms_per_week:.2f}"
    if not score.surges:
        return
    yield t.plain("surges-backtest-surges"), str(score.surges)
    yield t.plain("surges-backtest-detection"), _percent(score.within(MARKS[-1]))
    for minutes in MARKS:
        yield t.plain("surges-backtest-within", minutes=minutes), _percent(score.within(minutes))
    yield t.plain("surges-backtest-median"), _minutes(t, score.median_delay)
    yield t.plain("surges-backtest-p90"), _minutes(t, score.p90_delay)
    yield t.plain("surges-backtest-flaps"), str(score.flaps)


def title(t: Reader, surge: Surge | None, seed: int) -> str:
    if not surge:
        return t.plain("surges-backtest-as-it-was")
    minutes = round(surge.lasts.total_seconds() / 60)
    return t.plain("surges-backtest-with-surges", factor=f"{surge.factor:g}", minutes=minutes, seed=str(seed))


def as_json(score: Score) -> str:
    """Shares of 1 and minutes; null for what nobody could measure."""
    return json.dumps(
        {
            "false_alarms_per_week": round(score.false_alarms_per_week, 4),
            "detection_rate": score.within(MARKS[-1]),
            "detected_within": {str(minutes): score.within(minutes) for minutes in MARKS},
            "median_delay_min": score.median_delay,
            "p90_delay_min": score.p90_delay,
            "flaps": score.flaps,
        }
    )


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"


def _minutes(t: Reader, minutes: float | None) -> str:
    return t.plain("surges-backtest-never") if minutes is None else t.plain("surges-backtest-minutes", minutes=minutes)
