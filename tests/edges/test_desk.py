"""One request, one transaction, one answer: repeated, refused, broken, locked out."""

from collections.abc import Iterator
from functools import partial

import pytest
import structlog
from sqlalchemy import text
from support.cast import ARUN, LIN, MEI
from support.clock import HandClock
from support.counter import Counter, said
from support.meeting import Meeting, at_once

from handlers.asking import Answer, Ask, Button, Command, Form, Route
from rules.refusals import FieldError, Refusal
from storage import breaks_tables, inbox, outbox
from storage import database as databases
from storage.database import Database, Session, open_database


def bug(ask: Ask, session: Session) -> Answer:
    _write(ask, session)
    raise KeyError("nobody thought of this")


def no(ask: Ask, session: Session) -> Answer:
    _write(ask, session)
    raise Refusal("breaks-no-team")


def slip(ask: Ask, session: Session) -> Answer:
    _write(ask, session)
    raise FieldError("minutes", "breaks-form-minutes-bad", limit=15)


def _write(ask: Ask, session: Session) -> None:
    outbox.say(session, "breaks.due:1", "U0MEI", ask.now)


BROKEN: tuple[Route, ...] = (
    Command("/break", "breaks.take", bug, plain=True),
    Button("breaks.no", no),
    Form("breaks.slip", slip),
)


@pytest.fixture
def counter(floor: Database, clock: HandClock) -> Counter:
    return Counter(floor, clock)


@pytest.fixture
def replicas(counter: Counter, database_url: str) -> Iterator[tuple[Counter, Counter]]:
    other = open_database(database_url)
    yield counter, Counter(other, counter.clock)
    other.close()


@pytest.fixture
def broken(floor: Database, clock: HandClock) -> Counter:
    return Counter(floor, clock, routes=BROKEN)


def test_a_second_delivery_gets_the_first_answer_and_changes_nothing(counter: Counter) -> None:
    first = counter.command(ARUN, key="trigger-1")
    counter.clock.forward(minutes=3)
    assert counter.command(ARUN, key="trigger-1") == first
    assert "The token is yours" in first
    assert len(counter.all_breaks()) == 1

    back = counter.command(ARUN, "back", key="trigger-2")
    assert counter.command(ARUN, "back", key="trigger-2") == back
    assert counter.audited("breaks.returned") == 1


def test_a_wish_that_is_delivered_eight_times_at_once_is_granted_once(
    replicas: tuple[Counter, Counter], monkeypatch: pytest.MonkeyPatch
) -> None:
    Meeting(8).before(monkeypatch, inbox, "remember")
    answers = at_once(*(partial(replicas[n % 2].command, ARUN, key="trigger-1") for n in range(8)))
    assert len(set(answers)) == 1
    assert "The token is yours" in answers[0]
    assert len(replicas[0].all_breaks()) == 1


def test_a_repeated_recall_does_not_hit_the_next_outing(counter: Counter) -> None:
    """The first answer stands, whatever has happened on the floor since."""
    counter.command(ARUN)
    first = counter.command(LIN, "recall Arun", key="trigger-1")
    counter.command(ARUN)
    assert counter.command(LIN, "recall Arun", key="trigger-1") == first
    assert counter.standing(ARUN).state == "out"


def test_a_repeated_recall_is_not_told_that_there_is_nothing_to_recall(counter: Counter) -> None:
    """The first delivery took the token; the second finds nobody out, and must not say so."""
    counter.command(ARUN)
    first = counter.command(LIN, "recall 1002", key="once")
    assert "收回" in first
    assert counter.command(LIN, "recall 1002", key="once") == first


def test_after_a_no_a_second_delivery_is_no_yes(counter: Counter) -> None:
    first = counter.command(LIN, "recall 1002", key="once")
    counter.command(ARUN)
    assert counter.command(LIN, "recall 1002", key="once") == first
    assert "You are out" in counter.command(ARUN, "status")


def test_a_bug_shows_a_reference_that_is_in_the_log_and_changes_nothing(broken: Counter) -> None:
    with structlog.testing.capture_logs() as logged:
        answer = broken.command(ARUN)
    reference = next(line["reference"] for line in logged if line["event"] == "bug")
    assert answer.endswith(f"give your administrator this reference: {reference}"), "in the reader's own language"
    assert "KeyError" not in answer
    assert broken.slots("breaks.due") == []
    assert broken.rows(inbox.inbox) == 0


def test_a_refusal_changes_nothing(broken: Counter) -> None:
    assert "The roster has no team for you yet" in broken.press(ARUN, "breaks.no")
    assert broken.slots("breaks.due") == []


def test_a_wrong_field_changes_nothing(broken: Counter) -> None:
    assert broken.send(ARUN, "breaks.slip").errors == {"minutes": "Give a number from 1 to 15."}
    assert broken.slots("breaks.due") == []


def test_a_button_of_an_earlier_version_says_what_to_do(broken: Counter) -> None:
    assert "This button is from an earlier version" in broken.press(ARUN, "breaks.long_gone", 1)


def test_a_locked_database_is_told_in_a_sentence(
    floor: Database, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    if floor.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL has no lock on the whole database")
    monkeypatch.setattr(databases, "LOCK_WAIT_S", 0)
    database = open_database(str(floor.engine.url))
    counter = Counter(database, clock)
    with floor.changing() as holder:
        holder.execute(text("DELETE FROM breaks"))
        answer = said(counter.ask(ARUN, Command, "/break"))
    database.close()
    assert answer in (
        "The database is busy and nothing was changed. Please try again in a moment.",
        "数据库正忙，什么都没有改动。请稍后再试。",
    )
    assert "The token is yours" in Counter(floor, clock).command(ARUN)


def test_a_database_that_is_away_is_told_in_a_sentence(clock: HandClock) -> None:
    database = open_database("postgresql+psycopg://nobody@127.0.0.1:1/nothing?connect_timeout=1")
    assert "数据库正忙" in Counter(database, clock).command(ARUN)
    database.close()


def test_what_the_rules_refuse_leaves_no_trace(counter: Counter) -> None:
    counter.command(ARUN, "99")
    counter.command(MEI, "限牌 A1 0 到 15:00 因为 忙")
    assert counter.rows(breaks_tables.breaks) == 0
    assert counter.rows(breaks_tables.break_caps) == 0
