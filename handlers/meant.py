"""Which day, which person, which team is meant by what somebody typed?"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from handlers.asking import Ask, as_typed
from rules.refusals import Refusal
from storage import people
from storage.database import Session
from storage.people import Person

_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
_DATE = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")


def is_mention(typed: str) -> bool:
    """Whether a person is meant for sure: `@Mei`, or as Slack writes it."""
    return typed.startswith("@") or _MENTION.fullmatch(typed) is not None


def day(ask: Ask, typed: str) -> date | None:
    """`yesterday`, `昨天`, `2026-11-20`, `11-20`, `11月20日`; None for what is no day at all.

    Today is the shift day: at two in the morning of a night shift, the day on which it began. Without a year the
    nearest such day is meant. Raises Refusal for a date that no calendar has.
    """
    word = typed.casefold()
    if word in ask.spelled("floor-word-today"):
        return ask.day
    if word in ask.spelled("floor-word-yesterday"):
        return ask.day - timedelta(days=1)
    found = _DATE.fullmatch(word)
    return _date(ask, typed, *found.groups()) if found else None


def bad_day(typed: str) -> Refusal:
    return Refusal("floor-day-bad", typed=as_typed(typed))


def person(ask: Ask, session: Session, typed: str) -> Person:
    """The one who is mentioned, or has this employee number or name; raises Refusal where nobody or several do."""
    return only(typed, persons(ask, session, typed))


def only(typed: str, found: Sequence[Person]) -> Person:
    if len(found) > 1:
        raise Refusal("floor-person-several", typed=as_typed(typed), count=len(found))
    if not found:
        raise Refusal("floor-person-unknown", typed=as_typed(typed))
    return found[0]


def persons(ask: Ask, session: Session, typed: str) -> list[Person]:
    if mentioned := _MENTION.fullmatch(typed):
        one = people.by_slack_id(session, mentioned[1], ask.now)
        return [one] if one else []
    name = as_typed(typed).removeprefix("@")
    one = people.by_employee_no(session, name, ask.now)
    return [one] if one else people.by_name(session, name, ask.now)


def _date(ask: Ask, typed: str, year: str | None, month: str, day: str) -> date:
    this_year = ask.day.year
    years = [int(year)] if year else [this_year - 1, this_year, this_year + 1]
    found = [one for some in years if (one := _in_calendar(some, int(month), int(day)))]
    if not found:
        raise bad_day(typed)
    return min(found, key=lambda one: abs(one - ask.day))


def _in_calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
