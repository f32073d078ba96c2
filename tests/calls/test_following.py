"""Is a log that is being written followed without loss, without double, whatever happens to file and bot?"""

import asyncio
import json
import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import Table, select, update
from sqlalchemy.exc import SQLAlchemyError
from support import databases
from support.cast import MORNING
from support.clock import HandClock
from support.queue_logs import HASH, hear

from bot.following import Follower
from feeds.queue_log import QueueLog
from feeds.queue_log_rows import events
from feeds.tailing import Place, Tail
from rules.calls import AgentState, Call
from storage.calls import agent_states, calls, feed_positions
from storage.database import Database

ENTER = "100|9.1|q|NONE|ENTERQUEUE||15551234567|1\n"
CONNECT = "112|9.1|q|Anna|CONNECT|12|9.2|4\n"
COMPLETE = "172|9.1|q|Anna|COMPLETEAGENT|12|60|1\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "queue_log"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Database]:
    database = databases.upgraded(databases.sqlite_url(tmp_path))
    yield database
    database.close()


def add(file: Path, text: str) -> None:
    with file.open("a") as stream:
        stream.write(text)


def everything(tail: Tail) -> str:
    found = b""
    while piece := tail.read():
        found += piece
    return found.decode()


def follower(home: Database, file: Path) -> Follower:
    return Follower(home, file, HASH, HandClock(MORNING).now)


def catch_up(one: Follower) -> None:
    while one.step():
        pass


def rows(home: Database, table: Table = calls) -> list[tuple[object, ...]]:
    wanted = [column for column in table.c if column.name not in ("id", "feed_id", "import_id")]
    with home.reading() as session:
        return sorted((tuple(row) for row in session.execute(select(*wanted))), key=repr)


def test_half_a_line_waits_for_its_other_half(file: Path) -> None:
    file.write_text("one\ntw")
    tail = Tail(file, None)
    assert (everything(tail), everything(tail)) == ("one\n", "")
    add(file, "o\nthree\n")
    assert everything(tail) == "two\nthree\n"


def test_a_rotated_file_is_read_to_its_end_and_the_new_one_from_its_beginning(file: Path) -> None:
    """P18."""
    file.write_text("one\n")
    tail = Tail(file, None)
    assert everything(tail) == "one\n"
    old = file.rename(file.with_name("queue_log.1"))
    add(old, "two\n")
    assert everything(tail) == "two\n"
    file.write_text("")  # logrotate makes it at once; Asterisk still writes into the old one
    add(old, "three\nfo")
    assert everything(tail) == "three\n"
    add(old, "ur")
    file.write_text("five\n")
    assert everything(tail) == "four\nfive\n"


def test_a_truncated_file_is_read_from_its_beginning(file: Path) -> None:
    """P18: copied away and begun anew."""
    file.write_text("one\ntwo\n")
    tail = Tail(file, None)
    assert everything(tail) == "one\ntwo\n"
    os.truncate(file, 0)
    assert everything(tail) == ""
    add(file, "three\n")
    assert everything(tail) == "three\n"


def test_a_restart_goes_on_in_the_file_that_was_rotated_meanwhile(file: Path) -> None:
    file.write_text("one\n")
    tail = Tail(file, None)
    assert everything(tail) == "one\n"
    place = tail.place
    add(file, "two\n")
    os.utime(file.rename(file.with_name("queue_log.2")), (1, 1))
    file.write_text("three\n")
    os.utime(file.rename(file.with_name("queue_log.1")), (2, 2))
    file.write_text("four\n")
    assert everything(Tail(file, place)) == "two\nthree\nfour\n"
    assert everything(Tail(file, Place(place.inode, 0))) == "one\ntwo\nthree\nfour\n"
    assert everything(Tail(file, Place(1, 3))) == "four\n"  # packed or thrown away: what is there is read
    assert everything(Tail(file, Tail(file, None).place)) == "four\n"


def test_a_file_that_is_not_there_yet_is_waited_for(file: Path) -> None:
    tail = Tail(file, None)
    assert everything(tail) == ""
    file.write_text("one\n")
    assert everything(tail) == "one\n"


def test_a_call_is_in_the_tables_while_it_lasts(home: Database, file: Path) -> None:
    one = follower(home, file)
    seen = []
    for text in (ENTER, CONNECT, COMPLETE):
        add(file, text)
        catch_up(one)
        with home.reading() as session:
            seen.append(session.execute(select(calls.c.outcome, calls.c.agent, calls.c.talk_s, calls.c.flags)).one())
    assert [tuple(row) for row in seen] == [
        ("open", None, None, "no_exit open_end"),
        ("answered", "Anna", None, "no_complete open_end"),
        ("answered", "Anna", 60, ""),
    ]


def test_a_crash_loses_nothing_and_doubles_nothing(home: Database, file: Path) -> None:
    add(file, ENTER)
    catch_up(follower(home, file))
    add(file, CONNECT)
    catch_up(follower(home, file))  # the place is kept with the first piece that one reads
    crashed = follower(home, file)
    add(file, COMPLETE)
    catch_up(crashed)
    with home.changing() as session:  # as if its place had not been kept
        session.execute(update(feed_positions).values(offset=len(ENTER), open=_open_after(ENTER)))
    catch_up(follower(home, file))
    assert [row[5] is not None for row in rows(home)] == [True]
    assert rows(home)[0][0] == "9.1|q|100|0"


def _open_after(text: str) -> str:
    log = QueueLog(HASH)
    log.take(events(text.encode()))
    return json.dumps(log.dump())


def test_what_the_database_did_not_take_is_offered_again(home: Database, file: Path) -> None:
    one = follower(home, file)
    one.step()
    add(file, ENTER)
    with home.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE calls RENAME TO away")
    with pytest.raises(SQLAlchemyError):
        one.step()
    with home.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO calls")
    catch_up(one)
    assert len(rows(home)) == 1


class Slow(Follower):
    """Tells how many looked at the same time; each takes its time."""

    looking = most = 0

    def step(self) -> bool:
        self.looking += 1
        self.most = max(self.most, self.looking)
        time.sleep(0.02)
        found = super().step()
        self.looking -= 1
        return found


async def test_whoever_cannot_wait_for_the_next_look_has_all_that_was_written(home: Database, file: Path) -> None:
    """Also while it is followed already; but one looks at a time."""
    one, stop = Slow(home, file, HASH, HandClock(MORNING).now), asyncio.Event()
    running = asyncio.create_task(one.run(stop))
    for number in range(6):
        add(file, ENTER.replace("9.1", f"9.{number}"))
        await asyncio.gather(one.catch_up(), one.catch_up())
        assert len(rows(home)) == number + 1
    assert one.most == 1
    stop.set()
    await running


def test_two_replicas_may_follow_one_file(home: Database, file: Path) -> None:
    two = [follower(home, file) for _ in range(2)]
    for text in (ENTER, CONNECT, COMPLETE):
        add(file, text)
        for one in two:
            catch_up(one)
    assert len(rows(home)) == 1


def test_lines_that_are_no_events_do_not_stop_it(home: Database, file: Path) -> None:
    add(file, f"{ENTER}nonsense\n{CONNECT}{COMPLETE}")
    catch_up(follower(home, file))
    assert len(rows(home)) == 1


async def test_it_runs_beside_the_house_and_keeps_its_place_when_it_leaves(home: Database, file: Path) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(follower(home, file).run(stop))
    add(file, ENTER)
    async with asyncio.timeout(10):
        while not rows(home):
            await asyncio.sleep(0.05)
    stop.set()
    await running
    assert [row[2] for row in rows(home, feed_positions)] == [len(ENTER)]


def a_log(seed: int, length: int) -> str:
    """A random log with everything that overlaps: calls, transfers, sessions, pauses, restarts, dirt."""
    chance = random.Random(seed)
    at, lines = 1_700_003_600, ["1700000000|c.9|a|NONE|ENTERQUEUE||1|1"]
    for number in range(length):
        at += chance.choice((0, 0, 1, 7, 60, 2000))
        call, queue, agent = f"c.{chance.randrange(6)}", chance.choice("ab"), chance.choice(("Anna", "Bo"))
        lines.append(
            chance.choice(
                (
                    f"{call}|{queue}|NONE|ENTERQUEUE||{number}|1",
                    f"{call}|{queue}|NONE|ENTERQUEUE||{number}|1",
                    f"{call}|{queue}|{agent}|CONNECT|{chance.randrange(9)}|x|2",
                    f"{call}|{queue}|{agent}|COMPLETECALLER|3|{chance.randrange(99)}|1",
                    f"{call}|{queue}|NONE|ABANDON|1|1|{chance.randrange(9)}",
                    f"{call}|{queue}|{agent}|ATTENDEDTRANSFER|BRIDGE|b|3|9|1",
                    f"{call}|{queue}|{agent}|RINGNOANSWER|{chance.randrange(3)}000",
                    f"NONE|NONE|{agent}|AGENTLOGIN|x",
                    f"NONE|NONE|{agent}|AGENTLOGOFF|x|{chance.randrange(9000)}",
                    f"NONE|{queue}|{agent}|ADDMEMBER|",
                    f"NONE|{queue}|{agent}|REMOVEMEMBER|",
                    f"NONE|{queue}|{agent}|PAUSE|{chance.choice(('tea', 'acw'))}",
                    f"NONE|{queue}|{agent}|UNPAUSE|",
                    "NONE|NONE|NONE|QUEUESTART|",
                    "né|q|x|DID|1",
                )
            )
        )
        lines[-1] = f"{at}|{lines[-1]}"
    return "".join(f"{line}\n" for line in lines)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded database to copy; to upgrade one for each example would take too long."""
    folder = tmp_path_factory.mktemp("template")
    databases.upgraded(databases.sqlite_url(folder)).close()
    return folder / "test.db"


@settings(max_examples=60, deadline=None)
@given(seed=some.integers(0, 10_000), cuts=some.lists(some.floats(0, 1), max_size=6), restarts=some.booleans())
def test_a_log_followed_in_pieces_is_the_log_read_at_once(
    template: Path, seed: int, cuts: list[float], restarts: bool
) -> None:
    """Cut at any byte, with a new process after each piece or the same one."""
    content = a_log(seed, 80).encode()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(template, folder / "test.db")
        file, home = folder / "queue_log", databases.open_database(databases.sqlite_url(folder))
        one, before = follower(home, file), 0
        for cut in [*sorted(int(cut * len(content)) for cut in cuts), len(content)]:
            with file.open("ab") as stream:
                stream.write(content[before:cut])
            before = cut
            catch_up(one)
            if restarts:
                one._leave()
                one = follower(home, file)
        whole = hear(content)
        assert kept(home, calls, Call) == {call.key: call for call in whole.calls}
        assert kept(home, agent_states, AgentState) == {state.key: state for state in whole.states}
        home.close()


def kept(home: Database, table: Table, kind: type[Call] | type[AgentState]) -> dict[str, Call | AgentState]:
    """The rows as they were told."""
    with home.reading() as session:
        found = session.execute(select(*(table.c[name] for name in kind._fields))).all()
    return {row.key: kind(**{**row._asdict(), "flags": tuple(row.flags.split())}) for row in found}
