"""How are indicators told: as a table, as CSV, as JSON?"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rules.digests import INDICATORS, Measure, Note
from rules.digests_facts import Kind, Scope, Window
from rules.digests_targets import SUGGESTIONS, Suggestion, Target
from rules.handbook import DigestRules
from views.parts import cell
from views.words import Reader

COLUMNS = ("date", "scope", "indicator", "name", "value", "unit", "numerator", "denominator", "flags")
DIGITS = 6
# Shown up to 100, kept and handed on as it is (AD-03, Q12).
CAPPED = ("adherence_monet",)


class Told(NamedTuple):
    """The indicators of one scope on one date, or in one interval of it."""

    date: str
    scope: Scope
    measures: Mapping[str, Measure]
    interval: Window | None = None


def as_json(t: Reader, told: Sequence[Told], many: bool) -> str:
    """One object, or a list of them where there may be many scopes."""
    objects = [
        {"date": one.date, "scope": _scope(t, one), "indicators": {key: _object(m) for key, m in one.measures.items()}}
        for one in told
    ]
    return json.dumps(objects if many else objects[0], ensure_ascii=False, indent=2)


def as_csv(t: Reader, told: Sequence[Told]) -> str:
    """One line for each scope and indicator."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in told:
        for key, m in one.measures.items():
            told_as = _object(m)
            figures = [told_as[column] for column in COLUMNS[4:8]]  # None becomes an empty cell
            writer.writerow([one.date, cell(_scope(t, one)), key, name(t, key), *figures, " ".join(sorted(m.flags))])
    return table.getvalue()


def rows(t: Reader, told: Told) -> list[list[str]]:
    """Every indicator of one scope: name, value, how it comes about, and the numbers of the notes that bear on it."""
    numbers = {note: str(number) for number, note in enumerate(notes(t, told), start=1)}
    return [
        [name(t, key), value(t, key, m), ratio(m), " ".join(numbers[note] for note in flags(t, m))]
        for key, m in told.measures.items()
    ]


def notes(t: Reader, told: Told) -> list[str]:
    """Everything that bears on some number of a scope, each once."""
    return list(dict.fromkeys(note for m in told.measures.values() for note in flags(t, m)))


def title(t: Reader, told: Told) -> str:
    begins = told.interval.from_at.astimezone(t.zone).isoformat(" ", "minutes") if told.interval else told.date
    return t.plain("digests-table", scope=scope(t, told.scope), date=begins)


def scope(t: Reader, of: Scope) -> str:
    return t.plain(f"digests-scope-{of.kind}", name=of.name)


def name(t: Reader, key: str) -> str:
    return t.plain(f"digests-name-{key}")


def formula(t: Reader, key: str, rules: DigestRules) -> str:
    """How an indicator is counted, in words, with the site's own numbers."""
    return t.plain(
        f"digests-formula-{key}",
        within=rules.answer_within_s,
        short=rules.short_abandon_s,
        cycle=rules.ring_cycle_s,
        grace=rules.adherence_grace_s,
    )


def value(t: Reader, key: str, m: Measure) -> str:
    """A value with its unit; no data is said, never shown as 0."""
    if m.value is None:
        return t.plain("digests-no-data" if Note.NO_DATA in m.flags else "digests-undefined")
    shown = min(m.value, 100) if key in CAPPED else m.value
    digits = figure(shown) if m.denominator is None else f"{shown:.2f}"
    return t.plain(f"digests-unit-{m.unit.name.lower()}", value=digits)


def wanted(t: Reader, key: str, amount: float) -> str:
    """A target in words: "at least 92 %"."""
    indicator = INDICATORS[key]
    value = t.plain(f"digests-unit-{indicator.unit.name.lower()}", value=figure(amount))
    return t.plain("digests-wanted", good=str(indicator.good), value=value)


def unit(t: Reader, key: str) -> str:
    return t.plain(f"digests-unit-name-{INDICATORS[key].unit.name.lower()}")


def ratio(m: Measure) -> str:
    """Numerator over denominator; a dash for what nobody tells."""
    above = "–" if m.numerator is None else figure(m.numerator)
    if m.denominator is None:
        return above
    return f"{above} / {figure(m.denominator)}"


def flags(t: Reader, m: Measure) -> list[str]:
    """What bears on a value, in words."""
    said = [flag for flag in sorted(m.flags) if flag not in (Note.NO_DATA, Note.UNDEFINED)]
    return [t.plain(f"digests-flag-{flag}", rows=m.flags[flag]) for flag in said]


def figure(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def suggestions(t: Reader) -> list[str]:
    """Targets of the handbook's time, to look at; none of them is in force unless somebody sets it."""
    return [_suggestion(t, one) for one in SUGGESTIONS]


def targets(t: Reader, some: Sequence[Target]) -> list[str]:
    """The targets that were set, with the day from which each counts."""
    return [
        t.plain(
            "digests-target",
            name=name(t, one.indicator),
            about=one.about or str(Kind.CENTRE),
            value=figure(one.value),
            unit=unit(t, one.indicator),
            since=one.effective_from.astimezone(t.zone).date().isoformat(),
        )
        for one in some
    ]


def _suggestion(t: Reader, one: Suggestion) -> str:
    bounds = [("≥ ", one.at_least)] if one.at_most is None else [("≤ ", one.at_most)]
    if one.at_least is not None and one.at_most is not None:
        bounds = [("", one.at_least), ("", one.at_most)]
    return t.plain(
        "digests-suggestion",
        name=name(t, one.indicator),
        indicator=one.indicator,
        value="–".join(f"{sign}{figure(bound)}" for sign, bound in bounds if bound is not None),
        unit=unit(t, one.indicator),
        verified=str(one.verified).lower(),
    )


def _scope(t: Reader, told: Told) -> str:
    """As machines read it: `centre`, `team:A1`, `interval:2026-11-20T08:00+08:00`, `queue:support interval:...`."""
    if told.interval is None:
        return str(told.scope)
    begins = f"interval:{told.interval.from_at.astimezone(t.zone).isoformat(timespec='minutes')}"
    return begins if told.scope.kind is Kind.CENTRE else f"{told.scope} {begins}"


def _object(m: Measure) -> dict[str, object]:
    return {
        "value": _rounded(m.value),
        "numerator": _rounded(m.numerator),
        "denominator": _rounded(m.denominator),
        "unit": str(m.unit),
        "flags": sorted(m.flags),
    }


def _rounded(value: float | None) -> float | int | None:
    """Six digits after the point, and none where there are none."""
    if value is None:
        return None
    rounded = round(value, DIGITS)
    return int(rounded) if rounded == int(rounded) else rounded
