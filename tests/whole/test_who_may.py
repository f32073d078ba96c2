"""Does every route refuse everybody who may not use it, and say who can help?"""

import itertools
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from support import cast, databases
from support.cast import Member
from support.clock import HandClock
from support.house import SITE, WORDS

from bot.desk import Desk, Outcome, Request
from handlers import ROUTES
from handlers.asking import Command, Route, Routes
from rules.roles import LEADERS, Role
from storage.audit import audit
from storage.database import Database
from views.words import LANGUAGES

PEOPLE = {
    (role, language): Member(f"9{number}", f"N{number}", f"U9{number}", "A1", role.value, language)
    for number, (role, language) in enumerate(itertools.product(Role, LANGUAGES))
}
SAYS_WHO_CAN_HELP = {"zh-CN": "这件事归", "en": "This is for"}
_presses = itertools.count(1)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One person for each role and language, each with that role only; the refused change nothing, so one is enough."""
    database = databases.upgraded(databases.sqlite_url(tmp_path_factory.mktemp("roles")))
    with database.changing() as session:
        cast.settle(session, members=tuple(PEOPLE.values()))
    yield database
    database.close()


@pytest.fixture(scope="module")
def desk(house: Database) -> Desk:
    return Desk(house, SITE, Routes(ROUTES, WORDS), HandClock(cast.MORNING))


def ask(desk: Desk, route: Route, who: Member) -> Outcome:
    key = f"press-{next(_presses)}"
    if isinstance(route, Command):
        verb = "" if route.plain else WORDS.spellings(route.verb_key)[0]
        return desk.serve(Request(Command, route.command, who.slack_id, key, text=verb))
    return desk.serve(Request(type(route), route.id, who.slack_id, key, value=VALUES.get(route.id, "1")))


def said(outcome: Outcome) -> str:
    return str((outcome.message or {}).get("text", ""))


def name_of(route: Route) -> str:
    return f"{type(route).__name__}-{route.id}"


@pytest.mark.parametrize("route", [one for one in ROUTES if set(Role) - one.may], ids=name_of)
@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_may_not_is_told_who_can_help(desk: Desk, house: Database, route: Route, language: str) -> None:
    with house.reading() as session:
        before = session.execute(select(func.count()).select_from(audit)).scalar_one()
    for role in sorted(set(Role) - route.may):
        answer = said(ask(desk, route, PEOPLE[role, language]))
        assert answer.startswith(SAYS_WHO_CAN_HELP[language]), f"{role}: {answer}"
        for helper in route.may:
            reader = WORDS.reader(language, cast.ZONE, cast.MORNING)
            assert reader.plain("floor-role", role=helper.value) in answer
    with house.reading() as session:
        assert session.execute(select(func.count()).select_from(audit)).scalar_one() == before


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_whoever_may_is_not_sent_away(desk: Desk, route: Route) -> None:
    """Whatever the answer is, it is not that of somebody without the right, and not a bug."""
    for role, language in itertools.product(sorted(route.may), LANGUAGES):
        if route.id in CARRIES_A_REAL_ID:
            continue
        answer = said(ask(desk, route, PEOPLE[role, language]))
        assert not answer.startswith(SAYS_WHO_CAN_HELP[language]), f"{role}: {answer}"
        assert "0x" not in answer
        assert WORDS.reader(language, cast.ZONE, cast.MORNING).plain("floor-bug", reference="") not in answer


# These buttons stand on messages about one outing, or one call to come in; without it there is nothing to press.
CARRIES_A_REAL_ID = {
    *("breaks.approve", "breaks.decline", "breaks.recall"),
    *("surges.accept", "surges.decline", "surges.arrive"),
}
# What the others carry, where it is not a number.
VALUES = {
    "digests.explain": "day/2026-11-22|team:A1|adherence",
    "digests.export": "day/2026-11-22|team:A1",
    "digests.people": "day/2026-11-22|team:A1",
}


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
@pytest.mark.parametrize(("locale", "roster"), [("zh-CN", "花名册里还没有你"), ("en-GB", "not find you on the roster")])
def test_a_stranger_is_told_what_to_do(desk: Desk, route: Route, locale: str, roster: str) -> None:
    request = Request(type(route), route.id, f"U0STRANGER{locale[:2].upper()}", f"s-{next(_presses)}", locale=locale)
    if isinstance(route, Command):
        request = Request(Command, route.command, request.user, request.key, locale=locale)
    answer = said(desk.serve(request))
    assert roster in answer
    assert request.user in answer


def test_leaders_lead_and_agents_do_not() -> None:
    """The list itself: what may not slip is that an agent decides about others."""
    for_leaders = {name_of(route) for route in ROUTES if route.may == LEADERS}
    pressed = {f"Button-breaks.{verb}" for verb in ("approve", "decline", "recall")}
    assert for_leaders == pressed | {f"Command-breaks.{verb}" for verb in ("board", "cap", "recall", "report")}
    assert {Role.AGENT, Role.QA, Role.TECH}.isdisjoint(LEADERS)
