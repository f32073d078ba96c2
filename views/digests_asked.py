"""What is answered to who asks for numbers: those of a team's people, one's own on the Home, or what can be asked?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from rules.digests import four_rates
from rules.digests_days import Measures
from rules.digests_facts import Kind, Scope
from rules.digests_slots import Period
from rules.handbook import DigestRules
from views import digests as told
from views import digests_standing as standing
from views.message import Block, Message
from views.parts import heading, line, message, note, short, table
from views.words import Mrkdwn, Reader

OF_PEOPLE = ("calls_answered", "calls_per_hour", "adherence")
OF_MINE = ("calls_answered", "average_handle_time", "not_ready_rate", "utilisation", "adherence")
PEOPLE_SHOWN = 60  # Slack takes a table of a hundred rows and ten thousand letters


def on_its_way(t: Reader, key: str) -> Message:
    """An explanation or a file follows as a private message; what was pressed stays."""
    return replace(message(line(t(key))), beside=True)


def people(
    t: Reader,
    team: str,
    period: Period,
    members: Sequence[tuple[str, str]],
    measures: Mapping[str, Measures],
    handbook: DigestRules,
    counted_at: datetime | None,
) -> Message:
    """Everybody of a team (number and name) in the order of the roster: nobody is ranked, nobody is marked."""
    keys = tuple(dict.fromkeys((*four_rates(handbook), *OF_PEOPLE)))
    named = names(t, members)
    rows = [
        [short(named[number]), *(standing.shown(t, key, measures.get(number, {}).get(key)) for key in keys)]
        for number, _ in members[:PEOPLE_SHOWN]
    ]
    columns = [t.plain("digests-column-person"), *(told.name(t, key) for key in keys)]
    more = len(members) - len(rows)
    at = t("digests-counted", at=counted_at) if counted_at else t("digests-not-counted")
    shown = message(
        heading(standing.asked(t, Scope(Kind.TEAM, team), period)),
        table([columns, *rows]),
        note(t("digests-people-more", count=more)) if more > 0 else None,
        note(at),
    )
    return replace(shown, beside=True)


def names(t: Reader, members: Sequence[tuple[str, str]]) -> dict[str, str]:
    """By employee number what to call each: the name, and the number with it where two have the same."""
    known = Counter(name for _, name in members)
    return {number: person(t, name, number) if known[name] > 1 else name for number, name in members}


def person(t: Reader, name: str, number: str) -> str:
    return t.plain("digests-person", name=name, number=number)


def mine(t: Reader, days: Sequence[tuple[date, Measures | None]]) -> list[Block]:
    """One's own figures on the Home, of yesterday and of today."""
    (yesterday, before), (today, now) = days
    return [
        heading(t.plain("digests-home-title")),
        line(t("digests-home-yesterday", day=yesterday, figures=_figures(t, before))),
        line(t("digests-home-today", day=today, figures=_figures(t, now))),
        note(t("digests-home-more")),
    ]


def hint(t: Reader, team: str) -> str:
    """For an agent who reads their own: how to see the team's."""
    return t("digests-hint-team", team=team)


def help_for(t: Reader, manager: bool) -> Message:
    return message(line(t("digests-help")), line(t("digests-help-managers")) if manager else None)


def _figures(t: Reader, some: Measures | None) -> Mrkdwn:
    """Nothing at all is said once; a single one without data is said beside the others."""
    if not some:
        return Mrkdwn(t("digests-no-data"))
    shown = [(told.name(t, key), standing.shown(t, key, some.get(key))) for key in OF_MINE]
    said = [t("digests-home-figure", name=name, value=value) for name, value in shown]
    return Mrkdwn(t("digests-home-and").join(said))
