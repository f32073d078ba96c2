"""Is exactly that read which the numbers of a window stand on, on both databases?"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert
from support.cast import at
from support.digests import DAY, LATER, RULES, as_call, state
from support.digests_store import keep
from support.files import SHIFTS, bring, file
from support.plain_count import Leg

from rules.calls import AgentState, Call, Figure, Flag, State
from rules.digests_facts import CENTRE, Facts, Kind, Outing, Scope, Window
from rules.digests_scopes import Digest
from storage import digests
from storage.breaks_tables import breaks
from storage.calls import agent_names
from storage.database import Database

SECOND = timedelta(seconds=1)


def read(floor: Database, now: datetime = LATER) -> Facts:
    with floor.reading() as session:
        return digests.facts(session, DAY, now)


def kept(floor: Database, *rows: Call | AgentState | Figure) -> Facts:
    with floor.changing() as session:
        keep(
            session,
            [one for one in rows if isinstance(one, Call)],
            [one for one in rows if isinstance(one, AgentState)],
            [one for one in rows if isinstance(one, Figure)],
        )
    return read(floor)


def call(number: int, arrived_at: datetime, **facts: object) -> Call:
    leg = Leg(f"1.{number}", "support", 0, "answered", 12.5, ring=3, missed=2, missed_ring=20, talk=60, hold=5, acw=9)
    return as_call(leg, arrived_at.astimezone(UTC))._replace(**{"key": str(number), "agent": "PJSIP/1001", **facts})


def test_a_call_comes_back_as_it_was_kept(floor: Database) -> None:
    one = call(1, at("10:00"), transferred=True, caller="a" * 64, topic="bill", flags=(Flag.NO_COMPLETE, Flag.INFERRED))
    plain = call(2, at("10:00"), transferred=None, ended_at=None, wait_s=None, agent=None)
    assert list(kept(floor, one, plain).calls) == [one._replace(agent="1001"), plain]


def test_a_state_comes_back_as_it_was_kept(floor: Database) -> None:
    one = state("Agent/1001", State.NOT_READY, "10:00", "10:30", "coffee")._replace(flags=(Flag.ESTIMATED_END,))
    assert list(kept(floor, one).states) == [one._replace(agent="1001")]


def test_the_calls_of_a_window_are_read_and_those_that_reach_into_it(floor: Database) -> None:
    first, last = DAY
    moments = [first - digests.CALL_REACH - SECOND, first - SECOND, first, last - SECOND, last]
    facts = kept(floor, *(call(number, moment) for number, moment in enumerate(moments)))
    assert sorted(one.key for one in facts.calls) == ["1", "2", "3"]
    found = Digest(facts, RULES).measures(CENTRE)["calls_offered"]
    assert found.value == 2, "half-open: the first moment is in it, the last one is not"


def test_the_states_that_overlap_a_window_are_read(floor: Database) -> None:
    def lasting(key: str, begins: datetime, ends: datetime | None) -> AgentState:
        return AgentState(key, "1001", "", State.LOGGED_IN, "", begins, ends)

    day = timedelta(days=1)
    facts = kept(
        floor,
        lasting("ended before", DAY.from_at - day, DAY.from_at),
        lasting("reaches in", DAY.from_at - day, DAY.from_at + SECOND),
        lasting("reaches out", DAY.to_at - SECOND, DAY.to_at + day),
        lasting("begins after", DAY.to_at, DAY.to_at + day),
        lasting("open for a month", DAY.from_at - 30 * day, None),
        lasting("open afterwards", DAY.to_at + day, None),
    )
    assert {one.key for one in facts.states} == {"reaches in", "reaches out", "open for a month"}


def test_an_open_session_is_not_believed_once_the_phone_system_is_silent(floor: Database) -> None:
    """A log of last week that ends with somebody signed in says nothing of today."""
    week = timedelta(days=7)
    old = AgentState("open", "1001", "", State.LOGGED_IN, "", DAY.from_at - week, None)
    assert list(kept(floor, old).states) == []
    with floor.changing() as session:
        keep(session, [call(1, at("10:00"))], feed="another")
    assert [one.key for one in read(floor).states] == ["open"]


def test_names_filed_for_somebody_are_theirs(floor: Database) -> None:
    with floor.changing() as session:
        session.execute(insert(agent_names).values(name="mei@home", employee_no="1001"))
    facts = kept(floor, call(1, at("10:00"), agent="mei@home"), call(2, at("10:00"), agent="Local/1002@x/n"))
    assert [one.agent for one in facts.calls] == ["1001", "1002"]


def test_the_roster_says_who_takes_calls_and_in_which_team(floor: Database) -> None:
    facts = read(floor)
    assert (facts.workers["1001"].team, facts.workers["1001"].takes_calls) == ("A1", True)
    assert not facts.workers["1004"].takes_calls, "Lin leads"
    assert [(one.starts_at, one.ends_at) for one in facts.shifts["1001"]] == [(at("08:30"), at("17:30"))]


def test_a_granted_break_is_planned_until_it_was_due_or_over(floor: Database) -> None:
    moments = (("12:00", "12:30", "12:40", "lunch"), ("15:00", "15:15", "15:05", "short"))
    with floor.changing() as session:
        for number, (out_at, due_at, ended_at, kind) in enumerate(moments, start=1):
            times = {"out_at": at(out_at), "due_at": at(due_at), "ended_at": at(ended_at), "asked_at": at(out_at)}
            rest = {"rested_since": at(out_at), "closes_at": at("17:30"), "shift_day": at(out_at).date(), "kind": kind}
            counts = dict.fromkeys(("length_s", "counted_s", "used_before_s", "offers", "unanswered", "told_step"), 0)
            row = {"id": number, "person_id": 1, "team_id": 1, "state": "returned", "passed": False, "approved": False}
            session.execute(insert(breaks).values({**row, **times, **rest, **counts}))
    (outings,) = read(floor).outings.values()
    assert outings == [
        Outing(at("12:00").astimezone(UTC), at("12:30").astimezone(UTC), lunch=True),
        Outing(at("15:00").astimezone(UTC), at("15:05").astimezone(UTC), lunch=False),
    ]


def test_a_night_is_read_to_its_end(floor: Database) -> None:
    bring(floor, file(SHIFTS, "1002,2026-11-23T20:00,2026-11-24T08:00,night"))
    begins, ends = at("20:00").astimezone(UTC), at("08:00", "2026-11-24").astimezone(UTC)
    night = AgentState("n", "1002", "", State.LOGGED_IN, "", begins, ends)
    morning = call(9, at("07:00", "2026-11-24"), agent="1002")
    digest = Digest(kept(floor, night, morning), RULES)
    arun = Scope(Kind.AGENT, "1002")
    assert digest.measures(arun)["calls_answered"].value == 1
    assert digest.measures(CENTRE)["calls_answered"].value == 0, "it arrived tomorrow"


def test_figures_and_imports_of_the_days_are_told(floor: Database) -> None:
    inside = Figure("cost", "", DAY.from_at, DAY.to_at, 150.0)
    facts = kept(floor, call(1, at("10:00")), inside, inside._replace(from_at=DAY.to_at, to_at=DAY.to_at + SECOND))
    assert list(facts.figures) == [inside]
    with floor.reading() as session:
        (one,) = digests.imports(session, DAY)
        assert (one.feed, one.source, one.rows, one.unknown, one.bad) == ("queue_log", "queue_log.txt", 1, 2, 0)
        before = Window(DAY.from_at - timedelta(days=9), DAY.from_at - timedelta(days=8))
        assert digests.imports(session, before) == []
