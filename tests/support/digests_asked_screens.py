"""Answers to who asks for numbers, with sample facts, in each of their moods."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from rules.digests import INDICATORS
from rules.digests_days import Totals
from rules.digests_facts import CENTRE, Kind, Scope
from rules.digests_targets import Target
from storage.digests_targets import Setting
from support.cast import MORNING
from support.digests_screens import A1, MONDAY, PERIODS, RULES, measures
from views import digests_asked, digests_targets, digests_workbook
from views.message import Message
from views.words import Reader

LONG_NAME = ("<!channel> & *<@U0MEI>* {$name} " * 4)[:80]
MEMBERS = [(str(number), LONG_NAME if number % 2 else f"Agent {number}") for number in range(1000, 1090)]
TARGETS = [
    Setting(Target(key, about, MORNING + ahead, 92.5), LONG_NAME if about else None)
    for key in INDICATORS
    for about in ("", "team:A1", f"team:{LONG_NAME[:40]}")
    for ahead in (timedelta(-1), timedelta(1))
]

SCREENS: Mapping[str, Sequence[Callable[[Reader], Message]]] = {
    "digests_asked.on_its_way": [
        lambda t, key=key: digests_asked.on_its_way(t, key)
        for key in ("digests-explanation-coming", "digests-workbook-coming")
    ],
    "digests_asked.people": [
        lambda t, members=members, period=period: digests_asked.people(
            t, "A1", period, members, {number: measures(50) for number, _ in members[1:]}, RULES, MORNING
        )
        for members in (MEMBERS, MEMBERS[:3])
        for period in PERIODS[:2]
    ],
    "digests_asked.help_for": [
        lambda t, manager=manager: digests_asked.help_for(t, manager) for manager in (True, False)
    ],
    "digests_targets.targets": [
        lambda t, some=some: digests_targets.targets(t, some) for some in ([], TARGETS[:4], TARGETS)
    ],
    "digests_targets.target_set": [
        lambda t, before=before: digests_targets.target_set(t, TARGETS[5].target, before)
        for before in (None, TARGETS[4].target)
    ],
    "digests_workbook.file": [
        lambda t, scope=scope: digests_workbook.file(
            t, MONDAY, scope, [Totals(scope, measures(50))], {"1001": LONG_NAME}, [], RULES
        )
        for scope in (CENTRE, A1, Scope(Kind.AGENT, "1001"))
    ],
}
