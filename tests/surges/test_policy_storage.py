"""Breaks at level 2, on real databases: what holds, who is told, and that everything is afterwards as it was."""

from random import Random

import pytest
from sqlalchemy import event, select
from support import cast
from support.cast import ARUN, BO, HAO, LIN, MEI, OLGA
from support.clock import HandClock
from support.counter import Counter, minute_of
from support.house import SITE
from support.surges_policy import floors, ids, relax, site, tighten, told

from rules.breaks import MINUTE, Cap, State
from rules.surges_policy import HALF, NONE, Ration
from storage.audit import audit
from storage.breaks_tables import adherence_exceptions, break_caps
from storage.database import Database
from storage.outbox import outbox


@pytest.fixture
def counter(floor: Database, clock: HandClock) -> Counter:
    return Counter(floor, clock)


def test_level_2_begins_once_and_ends_once(counter: Counter) -> None:
    assert [tighten(counter), tighten(counter), relax(counter), relax(counter)] == [True, False, True, False]
    assert tighten(counter), "the same incident may rise again"
    assert (counter.audited("surges.tightened"), counter.audited("surges.relaxed")) == (2, 1)


def test_half_of_the_teams_keep_a_token_of_five_minutes(counter: Counter) -> None:
    tighten(counter, by=site(HALF))
    left = {team: one.ration for team, one in floors(counter).items()}
    assert sorted(left.values(), key=str) == [Ration(0, 5 * MINUTE), Ration(1, 5 * MINUTE)]


@pytest.mark.parametrize("first", [1, 2])
def test_of_two_incidents_the_stricter_holds_until_the_last_is_over(counter: Counter, first: int) -> None:
    tighten(counter, 1, site(NONE, 10 * MINUTE))
    tighten(counter, 2, site(HALF, 3 * MINUTE))
    assert {one.ration for one in floors(counter).values()} == {Ration(0, 3 * MINUTE)}

    relax(counter, first)
    left = {one.ration for one in floors(counter).values()}
    assert left == ({Ration(0, 10 * MINUTE)} if first == 2 else {Ration(0, 3 * MINUTE), Ration(1, 3 * MINUTE)})
    relax(counter, 3 - first)
    assert {one.ration for one in floors(counter).values()} == {None}


def test_what_a_leader_has_set_stays_and_is_there_afterwards(counter: Counter) -> None:
    counter.command(LIN, "cap A1 0 until 15:00 because calls are piling up")
    before = floors(counter)["A1"].cap
    tighten(counter)
    assert floors(counter)["A1"].cap == before
    counter.command(HAO, "cap B1 1 until 16:00 because of a visit")  # set meanwhile
    relax(counter)

    assert floors(counter)["A1"].cap == before == Cap(0, cast.at("15:00"), "calls are piling up")
    assert floors(counter)["B1"].cap == Cap(1, cast.at("16:00"), "of a visit")
    assert counter.rows(break_caps) == 2


def test_whoever_waits_or_is_out_is_told_once_and_hears_that_it_is_over(counter: Counter) -> None:
    counter.command(MEI)
    counter.command(ARUN)
    counter.command(OLGA)
    tighten(counter, 1)
    tighten(counter, 2)
    counter.command(BO)  # in line since then: told by the answer
    assert told(counter, "surges.tightened") == ids(MEI, ARUN, OLGA)
    assert told(counter, "surges.relaxed") == []

    relax(counter, 1)
    assert told(counter, "surges.relaxed") == [], "another queue is still in trouble"
    relax(counter, 2)
    assert told(counter, "surges.relaxed") == ids(MEI, ARUN, OLGA)


def test_the_word_to_those_who_wait_is_urgent_and_the_word_that_it_is_over_is_not(counter: Counter) -> None:
    counter.command(MEI)
    tighten(counter)
    relax(counter)
    with counter.database.reading() as session:
        found = session.execute(select(outbox.c.slot, outbox.c.urgent).where(outbox.c.slot.startswith("surges."))).all()
    assert {slot.split(":")[0]: urgent for slot, urgent in found} == {"surges.tightened": True, "surges.relaxed": False}


def test_the_next_surge_is_told_anew(counter: Counter) -> None:
    counter.command(MEI)
    for _ in range(2):
        tighten(counter)
        relax(counter)
    assert told(counter, "surges.tightened") == ids(MEI, MEI)
    assert told(counter, "surges.relaxed") == ids(MEI, MEI)


def test_nobody_at_lunch_in_a_hurry_or_already_late_is_asked_back(counter: Counter) -> None:
    counter.command(OLGA)
    counter.clock.forward(minutes=15)  # Olga's time is up: she is reminded as always
    counter.command(MEI, "lunch")
    counter.command(ARUN, "urgent")
    tighten(counter)
    assert told(counter, "surges.tightened") == []


def test_a_break_that_was_promised_keeps_its_time_and_is_no_exception(counter: Counter) -> None:
    counter.command(MEI)
    before = counter.standing(MEI)
    tighten(counter)
    counter.clock.forward(minutes=14)
    counter.sweep()

    assert counter.standing(MEI) == before
    counter.command(MEI, "back")
    assert counter.rows(adherence_exceptions) == 0
    assert counter.audited("breaks.recalled", "breaks.exception") == 0


def test_tokens_rest_until_it_is_over_and_then_go_to_the_line(counter: Counter) -> None:
    counter.command(MEI)
    counter.command(ARUN)
    tighten(counter)
    counter.command(MEI, "back")
    counter.sweep()
    assert counter.standing(ARUN).state is State.WAITING
    assert "已为你排队：第 2 位" in counter.command(BO)
    assert counter.standing(BO).state is State.WAITING

    relax(counter)
    counter.sweep()
    assert counter.standing(ARUN).state is State.OFFERED
    counter.press(ARUN, "breaks.accept", counter.standing(ARUN).id)
    assert counter.standing(ARUN).length == SITE.handbook.breaks.default.length


def test_an_offer_of_before_is_kept_and_the_outing_is_short(counter: Counter) -> None:
    counter.command(MEI)
    counter.command(ARUN)
    counter.command(MEI, "back")
    counter.sweep()
    tighten(counter)
    assert "The token is yours" in counter.press(ARUN, "breaks.accept", counter.standing(ARUN).id)

    one = counter.standing(ARUN)
    assert (one.length, one.counted, minute_of(one.due_at)) == (5 * MINUTE, 5 * MINUTE, "10:05")


def test_urgent_goes_at_once_as_ever(counter: Counter) -> None:
    tighten(counter)
    assert "Go." in counter.command(ARUN, "urgent")
    assert counter.standing(ARUN).length == SITE.handbook.breaks.kinds["urgent"].length


def test_a_restart_in_the_middle_changes_nothing(counter: Counter) -> None:
    counter.command(MEI)
    tighten(counter)
    again = Counter(counter.database, counter.clock)
    assert not tighten(again)
    again.command(ARUN)
    assert counter.standing(ARUN).state is State.WAITING
    assert relax(again)
    assert told(counter, "surges.relaxed") == ids(MEI)


def test_a_break_is_read_with_as_many_statements_as_without_a_surge(counter: Counter) -> None:
    asked: list[str] = []
    event.listen(counter.database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counter.command(ARUN)
    usual = list(asked)
    counter.command(ARUN, "back")
    tighten(counter)
    asked.clear()
    assert "number 1" in counter.command(ARUN)
    assert len(asked) == len(usual)


def test_who_raised_it_stands_in_the_record(counter: Counter) -> None:
    tighten(counter)
    with counter.database.reading() as session:
        row = session.execute(select(audit).where(audit.c.action == "surges.tightened")).one()
    assert (row.actor, row.subject) == ("clock", "surge:1")
    assert '"mode": "none"' in row.after


ACTS = ("tighten 1", "relax 1", "tighten 2", "relax 2", "break", "back", "urgent", "cap", "sweep")


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_the_breaks_are_afterwards_as_they_were(counter: Counter, seed: int) -> None:
    """A floor with surges beside the same floor without: once all are over, both work by the same rules."""
    chance = Random(seed)
    caps = 0
    for act in chance.choices(ACTS, k=30):
        counter.clock.forward(seconds=chance.randrange(60))
        verb, _, number = act.partition(" ")
        if verb in ("tighten", "relax"):
            (tighten if verb == "tighten" else relax)(counter, int(number))
        elif verb == "cap":
            caps += 1
            counter.command(LIN, f"cap A1 {chance.randrange(2)} until 16:00 because it is busy")
        elif verb == "sweep":
            counter.sweep()
        else:
            counter.command(chance.choice((MEI, ARUN, BO)), "" if verb == "break" else verb)
    standing = floors(counter)["A1"]
    relax(counter, 1)
    relax(counter, 2)

    after = floors(counter)["A1"]
    assert (after.cap, after.ration, list(after.breaks)) == (standing.cap, None, list(standing.breaks))
    assert counter.rows(break_caps) == caps
    assert len(told(counter, "surges.tightened")) == len(told(counter, "surges.relaxed"))
    waiting = [one for one in after.breaks if one.state in (State.WAITING, State.OFFERED)]
    assert {one.length for one in waiting} <= {SITE.handbook.breaks.default.length}
