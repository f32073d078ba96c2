"""Many people press at the same moment, on two replicas: the database keeps the promises."""

from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import select
from support import cast
from support.cast import ARUN, BO, LIN, MEI, ZHAO
from support.clock import HandClock
from support.counter import Counter, crowd, states
from support.meeting import Meeting, at_once

from rules.breaks import HOLDS_TOKEN, State
from storage import breaks as storage
from storage import breaks_watch
from storage.breaks_tables import adherence_exceptions, break_caps
from storage.database import Database, open_database


@pytest.fixture
def replicas(floor: Database, database_url: str, clock: HandClock) -> Iterator[tuple[Counter, Counter]]:
    """Two bots on one database, each with connections of its own."""
    other = open_database(database_url)
    yield Counter(floor, clock), Counter(other, clock)
    other.close()


Replicas = tuple[Counter, Counter]


def test_of_twenty_who_press_at_once_exactly_one_goes_out(replicas: Replicas, monkeypatch: pytest.MonkeyPatch) -> None:
    agents = crowd(20)
    with replicas[0].database.changing() as session:
        cast.settle(session, members=agents)
    Meeting(8).before(monkeypatch, storage, "record")

    answers = at_once(*(partial(replicas[n % 2].command, one) for n, one in enumerate(agents)))

    assert sum("The token is yours" in answer for answer in answers) == 1
    assert sum("You are in line" in answer for answer in answers) == 19
    assert states(replicas[0].all_breaks()) == ["out", *["waiting"] * 19]


def test_one_person_who_presses_eight_times_stands_in_one_place(
    replicas: Replicas, monkeypatch: pytest.MonkeyPatch
) -> None:
    Meeting(8).before(monkeypatch, storage, "record")

    answers = at_once(*(partial(replicas[n % 2].command, ARUN) for n in range(8)))

    assert len(replicas[0].all_breaks()) == 1
    assert all("The token is yours" in answer or "You are out" in answer for answer in answers)
    assert replicas[0].audited("breaks.granted", "breaks.queued") == 1


def test_a_double_press_on_urgent_tells_the_leader_of_one_outing(
    replicas: Replicas, monkeypatch: pytest.MonkeyPatch
) -> None:
    Meeting(2).before(monkeypatch, storage, "record")

    at_once(*(partial(one.command, MEI, "紧急") for one in replicas))

    assert len(replicas[0].all_breaks()) == 1
    assert len(replicas[0].slots("breaks.urgent")) == 1


def test_an_offer_is_accepted_or_runs_out_but_never_both(replicas: Replicas, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = replicas
    in_line(here, (MEI, ARUN, BO))
    here.command(MEI, "back")
    here.sweep()
    here.say_all()
    here.clock.forward(minutes=2, seconds=1)
    Meeting(2).before(monkeypatch, storage, "_move")

    answer, _ = at_once(partial(here.press, ARUN, "breaks.accept"), there.sweep)

    arun = here.standing(ARUN)
    assert "wrong on my side" not in answer
    if "The token is yours" in answer:
        assert (arun.state, arun.token_no, arun.passed) == (State.OUT, 1, False)
    else:
        assert (arun.state, arun.passed) == (State.WAITING, True)
    assert here.audited("breaks.passed") + (arun.state is State.OUT) == 1
    assert len(holders(here)) == 1


def test_a_return_and_a_recall_end_an_outing_once(replicas: Replicas, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = replicas
    here.command(ARUN)
    here.clock.forward(minutes=5)
    Meeting(2).before(monkeypatch, storage, "_move")

    at_once(partial(here.command, ARUN, "back"), partial(there.command, LIN, "收回 Arun"))

    assert states(here.breaks_of(ARUN)) in (["returned"], ["recalled"])
    assert here.audited("breaks.returned", "breaks.recalled") == 1


def test_two_leaders_who_decide_at_once_decide_once(replicas: Replicas, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = replicas
    here.clock.set(cast.at("08:40"))
    here.send(ARUN, "breaks.application", reason="My child is ill.", minutes="10")
    one = here.standing(ARUN)
    Meeting(2).before(monkeypatch, storage, "_move")

    answers = at_once(
        partial(here.press, LIN, "breaks.approve", one.id), partial(there.press, ZHAO, "breaks.decline", one.id)
    )

    assert sum("已经处理过" in answer for answer in answers) == 1
    assert here.audited("breaks.approved", "breaks.declined") == 1
    assert len(here.slots("breaks.approved") + here.slots("breaks.end")) == 1


def test_two_leaders_who_cap_at_once_leave_one_cap_in_force(
    replicas: Replicas, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = replicas
    Meeting(2).before(monkeypatch, breaks_watch, "set_cap")

    answers = at_once(
        partial(here.command, LIN, "限牌 A1 0 到 15:00 因为 忙"),
        partial(there.command, ZHAO, "限牌 A1 1 到 16:00 因为 忙"),
    )

    assert all("15:00" in answer or "16:00" in answer for answer in answers), answers
    with here.database.reading() as session:
        caps = session.execute(select(break_caps.c.ended_at).order_by(break_caps.c.id)).scalars().all()
    assert len(caps) == 2
    assert sum(ended is None for ended in caps) == 1


def test_two_sweeps_at_once_offer_the_token_to_one_person(replicas: Replicas, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = replicas
    in_line(here, (MEI, ARUN, BO))
    here.command(MEI, "back")
    Meeting(2).before(monkeypatch, storage, "offer")

    at_once(here.sweep, there.sweep)

    assert states(here.all_breaks()) == ["offered", "returned", "waiting"]
    assert here.standing(ARUN).offers == 1
    assert here.audited("breaks.offered") == 1
    assert len(here.slots("breaks.offer")) == 1


def test_two_sweeps_at_once_write_one_exception(replicas: Replicas, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = replicas
    here.command(ARUN)
    here.clock.forward(minutes=26)

    at_once(here.sweep, there.sweep, here.sweep, there.sweep)

    assert here.rows(adherence_exceptions) == 1
    assert here.audited("breaks.exception") == 1


def test_a_shift_that_ends_closes_an_outing_once_however_many_sweep(replicas: Replicas) -> None:
    here, there = replicas
    here.command(ARUN)
    here.clock.set(cast.at("17:31"))

    at_once(here.sweep, there.sweep, partial(here.command, ARUN, "back"))

    assert states(here.breaks_of(ARUN)) in (["closed"], ["returned"])
    assert here.audited("breaks.closed", "breaks.returned") == 1


def test_returning_and_taking_again_never_leaves_two_out(replicas: Replicas) -> None:
    """A busy half hour: everybody presses everything, the clock sweeps; after each round the promises hold."""
    here, there = replicas
    people = (MEI, ARUN, BO)
    for _ in range(4):
        acts = [partial(one.command, who) for who in people for one in replicas]
        acts += [partial(there.press, who, verb) for who in people for verb in ("breaks.accept", "breaks.back")]
        at_once(*acts, here.sweep, there.sweep)
        assert len(holders(here)) <= 1
        here.clock.forward(minutes=1)


def in_line(counter: Counter, members: tuple[cast.Member, ...]) -> None:
    """The first has the token, the others wait in this order."""
    for member in members:
        counter.command(member)
        counter.clock.forward(seconds=1)


def holders(counter: Counter) -> list[object]:
    return [one for one in counter.all_breaks() if one.state in HOLDS_TOKEN and one.token_no]
