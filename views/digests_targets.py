"""How is it told which targets are in force, and that one was set? (KP-03)"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Protocol

from rules.digests_facts import Scope
from rules.digests_targets import Target
from views import digests as told
from views.message import Message
from views.parts import MESSAGE_BLOCKS, MESSAGE_LETTERS, how_many_fit, in_sections, line, message, note, short
from views.words import Reader

NOBODY = "none"  # a target that came as a file


class Setting(Protocol):
    """A target, and the name of whoever set it."""

    @property
    def target(self) -> Target: ...
    @property
    def set_by(self) -> str | None: ...


def targets(t: Reader, settings: Sequence[Setting]) -> Message:
    """Those that count now and those to come, since when and by whom; then the handbook's, none of them in force."""
    here = [line(text) for text in in_sections(list(_set(t, settings, t.now)))]
    fit = how_many_fit([[one] for one in here], MESSAGE_BLOCKS // 2, MESSAGE_LETTERS // 2)
    suggested = [line(text) for text in in_sections([f"• {one}" for one in told.suggestions(t)])]
    return message(
        line(t("digests-targets-set") if here else t("digests-targets-none")),
        *here[:fit],
        line(t("digests-targets-more")) if fit < len(here) else None,
        line(t("digests-suggestions")),
        *suggested,
        note(t("digests-target-how")),
    )


def target_set(t: Reader, one: Target, before: Target | None) -> Message:
    """What counts from when on, and what counted until then."""
    key = "digests-target-set" if before else "digests-target-set-first"
    was = (
        {"before": told.wanted(t, before.indicator, before.value), "since": _day(t, before.effective_from)}
        if before
        else {}
    )
    facts = {
        "name": told.name(t, one.indicator),
        "scope": _scope(t, one),
        "value": told.wanted(t, one.indicator, one.value),
    }
    return message(line(t(key, **facts, begins=_day(t, one.effective_from), **was)))


def _set(t: Reader, settings: Sequence[Setting], now: datetime) -> Iterator[str]:
    """The newest of each that has begun, and what follows it."""
    last = {(one.target.indicator, one.target.about): one for one in settings if one.target.effective_from <= now}
    for one in settings:
        if one.target.effective_from > now or last[one.target[:2]] is one:
            yield t(
                "digests-target-line",
                name=told.name(t, one.target.indicator),
                scope=_scope(t, one.target),
                value=told.wanted(t, one.target.indicator, one.target.value),
                begins=_day(t, one.target.effective_from),
                coming="yes" if one.target.effective_from > now else "no",
                by=short(one.set_by) if one.set_by else NOBODY,
            )


def _day(t: Reader, moment: datetime) -> date | datetime:
    """A target that counts from midnight counts from that day."""
    local = moment.astimezone(t.zone)
    return local.date() if local.time() == time() else moment


def _scope(t: Reader, one: Target) -> str:
    return short(told.scope(t, Scope.read(one.about)))
