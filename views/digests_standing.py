"""How is it told where the centre, a team or somebody stands?"""

from collections.abc import Sequence

from rules import digests_days as rules
from rules.digests import INDICATORS, Measure, four_rates
from rules.digests_days import Change, Measures, Standing
from rules.digests_facts import Kind, Scope
from rules.digests_slots import Period, Span
from rules.handbook import DigestRules
from views import digests as told
from views.message import Block, Message, Picture
from views.parts import button, buttons, heading, line, lines, message, note, place, select, table
from views.words import Mrkdwn, Reader

BARS = "▁▂▃▄▅▆▇█"
NOTHING = "·"
CHANGES_TOLD = 3
NONE = "none"  # what a sentence leaves out
NAMEABLE = 26  # a scope's name has to fit into what a choice carries, and into the slot of what is asked for


def answer(
    t: Reader, one: Standing, handbook: DigestRules, shows_people: bool = False, name: str = "", hint: str = ""
) -> Message:
    """Where a scope stands: the four rates beside their targets and the last ten days, and the rest as a table.

    Of somebody with their `name`, and with a `hint` what else can be asked.
    """
    return message(
        *body(t, one, handbook, asked(t, one.scope, one.period, name)),
        *foot(t, one, handbook, shows_people),
        note(hint) if hint else None,
    )


def digest(
    t: Reader, one: Standing, handbook: DigestRules, teams: Sequence[Standing], picture: Picture | None
) -> Message:
    """The same for everybody in a channel, where nobody is named; `teams` are searched for those that moved most."""
    below = foot(t, one, handbook, shows_people=one.scope.kind is Kind.TEAM)
    hangs = place(picture) if picture else None
    return message(*body(t, one, handbook, title(t, one), teams), hangs, *below, picture=picture)


def body(t: Reader, one: Standing, handbook: DigestRules, title: str, teams: Sequence[Standing] = ()) -> list[Block]:
    """What a scope came to, what is missing, and what is not as usual."""
    measures = one.totals.measures if one.totals else {}
    otherwise = corrections(t, one, handbook)
    changed = [_changed(t, change, teams) for change in _changes(t, one, handbook)]
    blocks = [
        heading(title),
        note(t("digests-corrected", changes=Mrkdwn(otherwise))) if otherwise else None,
        line(t("digests-silent", feeds=t("floor-and").join(one.silent))) if one.silent else None,
        *(line(_rate(t, key, one)) for key in four_rates(handbook)),
        lines([t("digests-changed"), *changed]) if changed else None,
        table(_rows(t, measures, one)) if any(key in measures for key in rules.TOLD) else None,
    ]
    return [block for block in blocks if block]


def foot(t: Reader, one: Standing, handbook: DigestRules, shows_people: bool) -> list[Block]:
    """What bears on the numbers, when they were counted, and what can be asked about them."""
    measures = one.totals.measures if one.totals else {}
    keys = [key for key in four_rates(handbook) if key in measures]
    notes = dict.fromkeys(said for key in keys for said in told.flags(t, measures[key]))
    at = t("digests-counted", at=one.counted_at) if one.counted_at else t("digests-not-counted")
    about = f"{one.period}|{one.scope}"
    can_ask = measures and len(one.scope.name) <= NAMEABLE
    below = buttons(
        _explain(t, one, handbook, about) if can_ask else None,
        button(t, "digests.people", about) if shows_people else None,
        button(t, "digests.export", about) if can_ask else None,
    )
    return [note("\n".join([*notes, at])), *([below] if below else [])]


def title(t: Reader, one: Standing) -> str:
    span = str(one.period.span)
    return t.plain("digests-title", span=span, scope=told.scope(t, one.scope), when=when(t, one.period))


def asked(t: Reader, scope: Scope, period: Period, name: str = "") -> str:
    """What an answer is about; somebody is called by `name`."""
    named = scope._replace(name=name) if name else scope
    return t.plain("digests-asked", scope=told.scope(t, named), when=when(t, period))


def when(t: Reader, period: Period) -> str:
    """A period in words: "23 Nov, Mon", "16 Nov to 22 Nov", "23 Nov, 09:00 to 10:00"."""
    begins, ends = period.window(t.zone)
    return t.plain(
        "digests-when",
        span=str(period.span),
        day=period.day,
        last=period.days[-1],
        weekday=period.day.isoweekday(),
        begins=t.clock(begins),
        ends=t.clock(ends),
    )


def corrections(t: Reader, one: Standing, handbook: DigestRules) -> str:
    """What was posted otherwise: "Calls answered 812 → 815"."""
    if one.posted is None:
        return ""
    now = one.totals.measures if one.totals else {}
    found = [
        t("digests-correction", name=told.name(t, key), was=was, is_now=is_now)
        for key in rules.told_keys(handbook)
        if (was := shown(t, key, one.posted.get(key))) != (is_now := shown(t, key, now.get(key)))
    ]
    return t("digests-and").join(found)


def shown(t: Reader, key: str, m: Measure | None) -> str:
    return told.value(t, key, m) if m else t.plain("digests-no-data")


def target(t: Reader, key: str, wanted: float | None) -> str:
    """What is wanted, in words, and nothing where nothing is."""
    if wanted is None:
        return ""
    return told.wanted(t, key, wanted)


def trend(one: Standing, key: str) -> str:
    """The last ten days as little bars, from the least to the most of them; a dot where there is no data."""
    values = [m.value if measures and (m := measures.get(key)) else None for _, measures in one.days]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    least, width = min(known), max(known) - min(known)
    place = lambda value: round((value - least) / width * (len(BARS) - 1)) if width else len(BARS) // 2  # noqa: E731
    return "".join(NOTHING if value is None else BARS[place(value)] for value in values)


def _rate(t: Reader, key: str, one: Standing) -> str:
    m = one.totals.measures.get(key) if one.totals else None
    value = m.value if m else None
    wanted = one.targets.get(key)
    said = t(
        "digests-rate",
        name=told.name(t, key),
        value=shown(t, key, m),
        target=target(t, key, wanted) or NONE,
        met={True: "yes", False: "no", None: "open"}[rules.is_met(key, value, wanted)],
        usual=_usual(t, key, one) or NONE,
    )
    bars = trend(one, key) if one.period.span is not Span.HOUR else ""
    return f"{said}\n{t('digests-trend', bars=bars)}" if bars else said


def _changes(t: Reader, one: Standing, handbook: DigestRules) -> list[Change]:
    """Nobody is told that they got worse: a few calls of one agent are no trend."""
    if one.totals is None or one.scope.kind is Kind.AGENT:
        return []
    keys = [key for key in rules.told_keys(handbook) if _compares(t, key, one)]
    return rules.changes(one.totals.measures, one.before, keys)[:CHANGES_TOLD]


def _compares(t: Reader, key: str, one: Standing) -> bool:
    """Half a day of calls is not compared with whole ones; its rates are."""
    is_over = one.counted_at is not None and one.counted_at >= one.period.window(t.zone).to_at
    return is_over or INDICATORS[key].denominator != ()


def _changed(t: Reader, change: Change, teams: Sequence[Standing]) -> str:
    whose = rules.moved_most(change, teams)
    value = lambda amount: told.value(t, change.key, _plain(change.key, amount))  # noqa: E731
    whom = {"scope": told.scope(t, whose[0]), "most": value(whose[1].value)} if whose else {"scope": NONE, "most": NONE}
    return t(
        "digests-change",
        name=told.name(t, change.key),
        value=value(change.value),
        usual=value(change.usual),
        better={True: "yes", False: "no", None: "neither"}[change.better],
        **whom,
    )


def _plain(key: str, amount: float) -> Measure:
    """A value as it is told; of counts whole ones, even where they are a mean."""
    if INDICATORS[key].denominator == ():
        return Measure(round(amount), None, None, INDICATORS[key].unit, {})
    return Measure(amount, None, 1, INDICATORS[key].unit, {})


def _rows(t: Reader, measures: Measures, one: Standing) -> list[list[str]]:
    rows = [
        [
            told.name(t, key),
            shown(t, key, measures[key]),
            target(t, key, one.targets.get(key)),
            _usual(t, key, one),
        ]
        for key in rules.TOLD
        if key in measures
    ]
    columns = [t.plain(f"digests-column-{column}") for column in ("name", "value", "target", "usual")]
    return [columns, *rows]


def _usual(t: Reader, key: str, one: Standing) -> str:
    usual = rules.usual(key, one.before)
    return told.value(t, key, _plain(key, usual)) if usual is not None and _compares(t, key, one) else ""


def _explain(t: Reader, one: Standing, handbook: DigestRules, about: str) -> Block:
    measures = one.totals.measures if one.totals else {}
    keys = [key for key in rules.told_keys(handbook) if key in measures]
    return select(t, "digests.explain", [(f"{about}|{key}", told.name(t, key)) for key in keys])
