"""Many press at once: they share a commit, and nobody pays for another one's no, repeat or bug."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, event, text
from support.cast import ARUN, BO, LIN, MEI, Member
from support.clock import HandClock
from support.counter import Counter, said

from bot.crowd import Crowd
from bot.desk import Outcome, Request
from handlers import ROUTES
from handlers.asking import Answer, Ask, Button, Command
from rules.refusals import Refusal
from storage import inbox, outbox
from storage.database import Database, Session

GRANTED = ("*The token is yours", "*小休牌给你了")


def bug(ask: Ask, session: Session) -> Answer:
    outbox.say(session, "breaks.due:1", "U0MEI", ask.now)
    raise KeyError("nobody thought of this")


def no(ask: Ask, session: Session) -> Answer:
    outbox.say(session, "breaks.due:2", "U0MEI", ask.now)
    raise Refusal("breaks-no-team")


@pytest.fixture
def counter(floor: Database, clock: HandClock) -> Counter:
    return Counter(floor, clock, routes=(*ROUTES, Button("breaks.bug", bug), Button("breaks.no", no)))


@pytest.fixture
def commits(floor: Database) -> Iterator[list[Connection]]:
    """Every commit that the desk makes."""
    seen: list[Connection] = []
    note = seen.append
    event.listen(floor.engine, "commit", note)
    yield seen
    event.remove(floor.engine, "commit", note)


def wish(member: Member, key: str) -> Request:
    return Request(Command, "/break", member.slack_id, key)


def press(member: Member, action_id: str, key: str) -> Request:
    return Request(Button, action_id, member.slack_id, key)


async def test_whoever_waits_together_is_answered_in_order(counter: Counter, commits: list[Connection]) -> None:
    crowd = Crowd(counter.desk, counter.database.workers, counter.database.together)
    members = (ARUN, MEI, LIN, BO)
    outcomes = await asyncio.gather(*(crowd.serve(wish(one, f"k{one.slack_id}")) for one in members))
    crowd.close()
    answers = [said(outcome) for outcome in outcomes]
    assert len(counter.all_breaks()) == len(members)
    for member, answer in zip(members, answers, strict=True):
        assert (counter.standing(member).state == "out") == answer.startswith(GRANTED), answer
    shared = counter.database.together > 1
    assert len(commits) == (1 if shared else len(members))


async def test_whoever_comes_in_the_moment_an_answer_leaves_is_served_too(counter: Counter) -> None:
    crowd = Crowd(counter.desk, 1, counter.database.together)
    next_one: asyncio.Future[asyncio.Future[Outcome]] = asyncio.get_running_loop().create_future()
    crowd.serve(wish(ARUN, "k1")).add_done_callback(lambda _: next_one.set_result(crowd.serve(wish(MEI, "k2"))))
    outcome = await asyncio.wait_for(await next_one, 5)
    crowd.close()
    assert "1" in said(outcome)


async def test_whoever_does_not_wait_any_more_keeps_nobody_waiting(counter: Counter) -> None:
    crowd = Crowd(counter.desk, 1, counter.database.together)
    gone = crowd.serve(wish(ARUN, "k1"))
    gone.cancel()
    waiting = crowd.serve(wish(MEI, "k2"))
    assert said(await asyncio.wait_for(waiting, 5))
    crowd.close()


async def test_a_desk_that_falls_over_is_told_and_stands_up_again(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = Crowd(counter.desk, 1, counter.database.together)
    with monkeypatch.context() as fallen:
        fallen.setattr(counter.desk, "serve_together", _fall_over)
        with pytest.raises(MemoryError):
            await asyncio.wait_for(crowd.serve(wish(ARUN, "k1")), 5)
    assert said(await asyncio.wait_for(crowd.serve(wish(ARUN, "k1")), 5)).startswith(GRANTED)
    crowd.close()


def _fall_over(_requests: object) -> list[Outcome]:
    raise MemoryError


def test_a_no_a_bug_and_a_repeat_undo_only_themselves(counter: Counter) -> None:
    if counter.database.together == 1:
        pytest.skip("on PostgreSQL nobody shares a transaction")
    requests = [
        wish(ARUN, "k1"),
        press(MEI, "breaks.no", "k2"),
        press(MEI, "breaks.bug", "k3"),
        wish(ARUN, "k1"),
        wish(MEI, "k4"),
    ]
    granted, refused, broken, again, queued = counter.desk.serve_together(requests)
    assert said(again) == said(granted)
    assert said(granted).startswith(GRANTED)
    assert "班组" in said(refused)
    assert broken.stays
    assert "1" in said(queued)
    assert [one.state.value for one in counter.all_breaks()] == ["out", "waiting"]
    assert counter.slots("breaks.due") == []
    assert counter.rows(inbox.inbox) == 3, "a no is remembered as well"


def test_a_full_disk_is_told_to_everybody_and_keeps_nothing(counter: Counter) -> None:
    if counter.database.together == 1:
        pytest.skip("on PostgreSQL nobody shares a transaction")
    crowd = [wish(ARUN, "k1"), *(press(MEI, "breaks.status", f"s{number}") for number in range(60))]
    with counter.database.changing() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
    outcomes = counter.desk.serve_together(crowd)
    with counter.database.changing() as session:
        session.execute(text(f"PRAGMA max_page_count = {pages * 100}"))
    assert all(outcome.stays for outcome in outcomes)
    assert counter.all_breaks() == []
    assert counter.rows(inbox.inbox) == 0
    assert said(counter.desk.serve_together(crowd)[0]).startswith(GRANTED)
