"""How is one number taken apart, so that an auditor can follow it?"""

from collections.abc import Iterator, Sequence
from datetime import date

from rules.digests import SIGNS, Measure
from rules.digests_adherence import Deviation
from rules.digests_days import together
from rules.digests_explain import Explanation, Input
from rules.digests_facts import Import, Scope
from rules.digests_slots import Period, a_day, a_week
from rules.handbook import DigestRules
from views import digests as told
from views import digests_standing as standing
from views.message import Message
from views.parts import heading, in_sections, line, message
from views.words import Reader, escaped

SHOWN = 20


def explanation(t: Reader, one: Explanation, date: str, imports: Sequence[Import], whose: str = "") -> list[str]:
    """One number, line by line: the formula, what went in, what did not and why, and where it came from."""
    m = one.measure
    name = told.name(t, one.key)
    scope = told.scope(t, one.scope._replace(name=whose) if whose else one.scope)
    return [
        t.plain("digests-explain-title", name=name, indicator=one.key, scope=scope, date=date),
        t.plain("digests-explain-value", value=told.value(t, one.key, m), ratio=told.ratio(m)),
        t.plain("digests-explain-formula", formula=told.formula(t, one.key, one.rules)),
        t.plain("digests-explain-counting", kind=str(one.scope.kind)),
        t.plain("digests-explain-source", source=one.indicator.source, verified=str(one.indicator.verified).lower()),
        t.plain("digests-explain-good", good=str(one.indicator.good)),
        "",
        *_inputs(t, one),
        *_deviations(t, one.deviations),
        "",
        t.plain("digests-explain-flags"),
        *_listed(told.flags(t, m), t.plain("digests-explain-no-flags")),
        "",
        t.plain("digests-explain-imports"),
        *_listed([_import(t, some) for some in imports], t.plain("digests-explain-no-imports")),
    ]


def message_of(t: Reader, one: Explanation, period: Period, imports: Sequence[Import], whose: str = "") -> Message:
    """The same as a message: its first line as the heading, the rest in as many sections as it takes."""
    title, *rest = explanation(t, one, standing.when(t, period), imports, whose)
    return message(heading(title), *(line(escaped(text)) for text in in_sections(rest)))


def week_of(
    t: Reader,
    key: str,
    scope: Scope,
    days: Sequence[tuple[date, Measure | None]],
    handbook: DigestRules,
    whose: str = "",
) -> Message:
    """A week as its days, added up: numerators by themselves, and denominators (domain.md 1.5)."""
    m = together([{key: one} for _, one in days if one]).get(key)
    shown = scope._replace(name=whose) if whose else scope
    title = t.plain(
        "digests-explain-title",
        name=told.name(t, key),
        indicator=key,
        scope=told.scope(t, shown),
        date=standing.when(t, a_week(days[0][0])),
    )
    value, ratio = standing.shown(t, key, m), told.ratio(m) if m else "–"
    lines = [
        t.plain("digests-explain-value", value=value, ratio=ratio),
        t.plain("digests-explain-formula", formula=told.formula(t, key, handbook)),
        "",
        t.plain("digests-explain-days"),
        *(_day(t, key, day, one) for day, one in days),
    ]
    return message(heading(title), *(line(escaped(text)) for text in in_sections(lines)))


def _day(t: Reader, key: str, day: date, m: Measure | None) -> str:
    when = standing.when(t, a_day(day))
    value, ratio = standing.shown(t, key, m), told.ratio(m) if m else "–"
    return "- " + t.plain("digests-explain-day", day=when, value=value, ratio=ratio)


def _inputs(t: Reader, one: Explanation) -> Iterator[str]:
    """What stands above and below the line; a plain count has no line."""
    by_term = {given.term: given for given in one.inputs}
    indicator = one.indicator
    yield t.plain("digests-explain-above" if indicator.denominator else "digests-explain-inputs")
    for term in indicator.numerator:
        yield from _input(t, by_term[term])
    if indicator.denominator:
        yield t.plain("digests-explain-below")
    for term in indicator.denominator:
        yield from _input(t, by_term[term])


def _input(t: Reader, given: Input) -> Iterator[str]:
    name = t.plain(f"digests-amount-{given.term.lstrip(SIGNS)}")
    sign = "−" if given.term.startswith("-") else "+"
    if given.value is None:
        yield f"{sign} {t.plain('digests-explain-untold', name=name)}"
    else:
        value = told.figure(given.value)
        yield f"{sign} " + t.plain(
            "digests-explain-input", name=name, value=value, over=str(given.over), rows=given.rows
        )
    for left in given.left_out:
        why = t.plain(f"digests-why-{left.why}")
        some = ", ".join(left.examples) or standing.NONE
        yield "    " + t.plain("digests-explain-left", why=why, over=str(given.over), rows=left.rows, examples=some)


def _deviations(t: Reader, some: Sequence[tuple[str, Deviation]]) -> Iterator[str]:
    if not some:
        return
    yield ""
    yield t.plain("digests-explain-deviations", shown=min(SHOWN, len(some)), count=len(some))
    for agent, one in some[:SHOWN]:
        yield "- " + t.plain(
            "digests-explain-deviation",
            agent=agent,
            wrong=t.plain(f"digests-wrong-{one.wrong}"),
            begins=one.from_at,
            ends=one.to_at,
            minutes=f"{one.seconds / 60:.1f}",
        )


def _import(t: Reader, one: Import) -> str:
    return t.plain(
        "digests-explain-import",
        feed=one.feed,
        format=one.format,
        source=one.source,
        at=one.at,
        rows=one.rows,
        unknown=one.unknown,
        bad=one.bad,
    )


def _listed(some: Sequence[str], otherwise: str) -> list[str]:
    return [f"- {one}" for one in some or [otherwise]]
