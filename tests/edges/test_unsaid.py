"""What cannot be said is kept, and told to those who can mend it: once a day, in a sentence that says how."""

from datetime import timedelta

import pytest
from sqlalchemy import insert
from support.cast import SUN, ZHAO, Member
from support.clock import HandClock
from support.counter import Counter
from support.house import SITE, WORDS

from jobs import house
from jobs.asking import Tick, sheet
from rules.roles import Role
from storage import outbox, unsaid
from storage.database import Database
from storage.people import person_roles
from views.message import Message


@pytest.fixture
def counter(floor: Database, clock: HandClock) -> Counter:
    return Counter(floor, clock)


def fail(counter: Counter, conversation: str) -> None:
    """Something is wanted there, and Slack says that it never will be."""
    with counter.database.changing() as session:
        outbox.say(session, f"test:{conversation}", conversation, counter.clock.now(), urgent=True)
        (line,) = (
            one
            for one in outbox.claim(session, "us", counter.clock.now(), timedelta(), 20)
            if one.conversation == conversation
        )
        outbox.not_said(session, line, "is_archived", counter.clock.now(), sure=True, for_good=True)


def sweep(counter: Counter) -> list[str]:
    """What was promised by a sweep, as slots."""
    before = set(counter.slots("house.unsaid"))
    with counter.database.changing() as session:
        house.tell_unsaid(Tick(counter.clock.now(), SITE), session)
    return [slot for slot in counter.slots("house.unsaid") if slot not in before]


def read(counter: Counter, slot: str, reader: Member) -> Message | None:
    with counter.database.reading() as session:
        return house.draw_unsaid(sheet(session, slot, reader.slack_id, counter.clock.now(), SITE, WORDS), session)


def test_the_site_manager_reads_once_what_is_wrong_and_what_to_do(counter: Counter) -> None:
    fail(counter, "C0A1")
    (slot,) = sweep(counter)
    notice = read(counter, slot, ZHAO)
    assert notice is not None
    assert "<#C0A1>" in notice.text
    assert "is_archived" in notice.text
    assert "请把我邀请进频道" in notice.text
    counter.say_all()
    assert sweep(counter) == []
    with counter.database.reading() as session:
        assert unsaid.backlog(session).pending == 0, "nor is it said again"
    counter.clock.forward(hours=24)
    assert len(sweep(counter)) == 1, "a day later it is still so"


def test_operations_are_told_where_the_roster_has_any(counter: Counter) -> None:
    with counter.database.changing() as session:
        session.execute(insert(person_roles).values(person_id=counter.id_of(SUN), role=Role.OPS))
    fail(counter, "C0A1")
    assert [slot.split(":")[-1] for slot in sweep(counter)] == [str(counter.id_of(SUN))]


def test_nobody_is_told_in_the_conversation_that_fails(counter: Counter) -> None:
    fail(counter, ZHAO.slack_id)
    assert sweep(counter) == []


def test_a_board_that_changes_meanwhile_is_still_told_of(counter: Counter) -> None:
    """Each change has it tried once more; until Slack refuses again it does not count as given up."""
    fail(counter, "C0A1")
    (slot,) = sweep(counter)
    with counter.database.changing() as session:
        outbox.say(session, "test:C0A1", "C0A1", counter.clock.now())
    notice = read(counter, slot, ZHAO)
    assert notice is not None
    assert "is_archived" in notice.text


def test_once_it_could_be_said_there_is_nothing_to_tell(counter: Counter) -> None:
    fail(counter, "C0A1")
    (slot,) = sweep(counter)
    with counter.database.changing() as session:
        outbox.say(session, "test:C0A1", "C0A1", counter.clock.now())
        for line in outbox.claim(session, "us", counter.clock.now(), timedelta(), 20):
            outbox.said(session, line, counter.clock.now())
    assert read(counter, slot, ZHAO) is None
