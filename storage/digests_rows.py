"""How are measures kept as text? Their two sums; the value follows from them."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from rules.digests import Measure
from rules.digests_days import Hour, Measures, measured

DIGITS = 6

as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def written(measures: Measures) -> str:
    """`{"calls_offered": [812, null, {}], ...}`, always in one order, so that equal measures are equal texts."""
    return as_json({key: _sums(measures[key]) for key in sorted(measures)})


def read(text: str) -> dict[str, Measure]:
    return _measures(json.loads(text))


def written_hours(hours: Sequence[Hour]) -> str:
    return as_json(
        [[hour.begins_at.isoformat(), {key: _sums(m) for key, m in hour.measures.items()}] for hour in hours]
    )


def read_hours(text: str) -> list[Hour]:
    return [Hour(datetime.fromisoformat(at).astimezone(UTC), _measures(sums)) for at, sums in json.loads(text)]


def _measures(sums: Mapping[str, tuple[float, float | None, dict[str, int]]]) -> dict[str, Measure]:
    return {key: measured(key, *one) for key, one in sums.items()}


def _sums(m: Measure) -> list[object]:
    below = None if m.denominator is None else round(m.denominator, DIGITS)
    return [round(m.numerator or 0, DIGITS), below, {str(flag): rows for flag, rows in sorted(m.flags.items())}]
