"""What does a queue log say, whatever version wrote it and whatever went wrong (domain.md 2.2 to 2.4)?"""

import io
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some
from support.queue_logs import HASH, at, hear, hear_rows

from feeds.callers import hasher
from feeds.queue_log import QueueLog
from feeds.queue_log_rows import Table, events, pieces
from rules.calls import Call, Flag, Outcome, State

KNOWN = QueueLog(HASH)._on
ENTER = "100|99.1|support|NONE|ENTERQUEUE||15551234567|1\n"
CONNECT = "112|99.1|support|Anna|CONNECT|12|99.2|4\n"
COMPLETE = "172|99.1|support|Anna|COMPLETEAGENT|12|60|1\n"


def only(log: str) -> Call:
    (call,) = hear(log).calls
    return call


def test_an_ordinary_call_is_told_whole() -> None:
    call = only(ENTER + CONNECT + COMPLETE)
    assert (call.key, call.outcome) == ("99.1|support|100|0", Outcome.ANSWERED)
    assert (call.arrived_at, call.answered_at, call.ended_at) == (at(100), at(112), at(172))
    assert (call.wait_s, call.ring_s, call.talk_s, call.agent, call.transferred) == (12, 4, 60, "Anna", False)
    assert call.flags == ()


@pytest.mark.parametrize(
    ("line", "outcome", "wait", "agent"),
    [
        ("131|99.1|support|NONE|ABANDON|1|1|30", Outcome.ABANDONED, 30, None),
        ("131|99.1|support|Anna|ABANDON|1|1|30", Outcome.ABANDONED, 30, "Anna"),  # P16: during the announcement
        ("131|99.1|support|NONE|EXITWITHTIMEOUT|1|1|29", Outcome.TIMEOUT, 29, None),
        ("131|99.1|support|NONE|EXITWITHKEY|9|1|1|28", Outcome.OVERFLOW, 28, None),  # P22: the wait is the fourth
        ("131|99.1|support|NONE|EXITEMPTY|1|1|27", Outcome.OVERFLOW, 27, None),
        ("131|99.1|support|NONE|WITHDRAW|1|1|26|moved", Outcome.OVERFLOW, 26, None),
        ("131|99.1|support|NONE|LEAVEEMPTY|", Outcome.OVERFLOW, 31, None),
        ("131|99.1|support|Anna|SYSCOMPAT|", Outcome.ABANDONED, 31, "Anna"),
        ("131|99.1|support|NONE|ABANDON|1|1|", Outcome.ABANDONED, 31, None),
    ],
)
def test_whoever_leaves_unanswered_is_told_apart(line: str, outcome: Outcome, wait: int, agent: str | None) -> None:
    """P16: abandoned, timed out, sent elsewhere are not one thing."""
    call = only(f"{ENTER}{line}\n")
    assert (call.outcome, call.wait_s, call.agent) == (outcome, wait, agent)
    assert (call.ended_at, call.answered_at, call.talk_s, call.transferred) == (at(131), None, None, None)


@pytest.mark.parametrize(
    ("event", "outcome"),
    [
        ("JOINEMPTY", Outcome.BLOCKED),
        ("FULL", Outcome.BLOCKED),
        ("CLOSED", Outcome.BLOCKED),
        ("DIVERT_CA_RATIO", Outcome.OVERFLOW),
        ("DIVERT_HOLDTIME", Outcome.OVERFLOW),
    ],
)
def test_whoever_never_got_in_is_counted_too(event: str, outcome: Outcome) -> None:
    call = only(f"100|99.1|support|NONE|{event}|\n")
    assert (call.outcome, call.arrived_at, call.ended_at, call.wait_s) == (outcome, at(100), at(100), 0)


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("172|99.1|support|Anna|BLINDTRANSFER|200|default|12|59|1", 59),
        ("172|99.1|support|Anna|TRANSFER|200|default|12|58", 58),
        ("172|99.1|support|Anna|TRANSFER|200|default", 60),  # 1.4 and older: nothing but the goal
        ("172|99.1|support|Anna|ATTENDEDTRANSFER|BRIDGE|b-1|12|57|1", 57),
        ("172|99.1|support|Anna|ATTENDEDTRANSFER|APP|Queue|12|56|1", 56),
        ("172|99.1|support|Anna|ATTENDEDTRANSFER|LINK|SIP/1|SIP/2|12|55|1", 55),
    ],
)
def test_a_transfer_tells_how_long_the_talk_was(line: str, talk: int) -> None:
    """P19, P22: the fields shift from kind to kind and from version to version."""
    call = only(f"{ENTER}{CONNECT}{line}\n")
    assert (call.outcome, call.transferred, call.talk_s, call.wait_s) == (Outcome.ANSWERED, True, talk, 12)


def test_rings_are_milliseconds_where_nobody_answered_and_seconds_where_somebody_did() -> None:
    """P1, P2."""
    rings = "104|99.1|support|Bo|RINGNOANSWER|3500\n105|99.1|support|Cy|RINGNOANSWER|0\n"
    call = only(f"{ENTER}{rings}107|99.1|support|Bo|RINGCANCELED|1500\n{CONNECT}{COMPLETE}")
    assert (call.missed_rings, call.missed_ring_s, call.ring_s) == (2, 5.0, 4)


def test_one_caller_in_several_queues_and_in_one_twice_is_a_leg_each() -> None:
    log = (
        f"{ENTER}110|99.1|support|NONE|EXITWITHTIMEOUT|1|1|10\n110|99.1|sales|NONE|ENTERQUEUE||1|1\n"
        "120|99.1|sales|NONE|EXITWITHKEY|1|1|1|10\n121|99.1|support|NONE|ENTERQUEUE||1|1\n"
        "130|99.1|support|NONE|ABANDON|1|1|9\n"
    )
    assert [one.key for one in hear(log).calls] == ["99.1|support|100|0", "99.1|sales|110|0", "99.1|support|121|0"]


def test_two_legs_within_one_second_have_keys_of_their_own() -> None:
    """P17: equal lines within a second are two things that happened."""
    log = "100|99.1|q|NONE|ENTERQUEUE||1|1\n100|99.1|q|NONE|EXITEMPTY|1|1|0\n" * 2 + ENTER
    assert [one.key for one in hear(log).calls] == ["99.1|q|100|0", "99.1|q|100|1", "99.1|support|100|0"]


def test_the_same_log_twice_has_the_same_keys() -> None:
    log = ENTER + CONNECT + COMPLETE
    assert {one.key for one in hear(log + log).calls} == {"99.1|support|100|0"}


def test_a_transfer_that_was_not_logged_is_not_invented() -> None:
    """P4: with Local channels the first agent's talk holds the rest; the log says no more, and neither do we."""
    call = only(f"{ENTER}{CONNECT}900|99.1|support|Anna|COMPLETECALLER|12|788|1\n")
    assert (call.talk_s, call.transferred) == (788, False)


def test_a_completion_that_comes_late_does_not_prolong_the_talk() -> None:
    """P5: an agent who left by `*`."""
    call = only(f"{ENTER}{CONNECT}400|99.1|support|Anna|COMPLETECALLER|12|60|1\n")
    assert (call.talk_s, call.ended_at) == (60, at(172))


def test_a_completion_told_twice_counts_once() -> None:
    """P5, P21."""
    heard = hear(ENTER + CONNECT + COMPLETE + COMPLETE.replace("172", "173"))
    assert [one.talk_s for one in heard.calls] == [60]
    assert heard.log.odd()["COMPLETEAGENT ?"].times == 1


def test_a_call_that_never_left_is_open_and_not_abandoned() -> None:
    """P6."""
    call = only(ENTER)
    assert (call.outcome, call.ended_at, call.wait_s) == (Outcome.OPEN, None, None)
    assert call.flags == (Flag.NO_EXIT, Flag.OPEN_END)
    first, second = hear(f"{ENTER}500|99.1|support|NONE|ENTERQUEUE||1|1\n510|99.1|support|NONE|ABANDON|1|1|10\n").calls
    assert (first.outcome, first.flags, second.wait_s) == (Outcome.OPEN, (Flag.NO_EXIT,), 10)


def test_a_talk_without_an_end_has_no_length() -> None:
    """P6, P21."""
    call = only(ENTER + CONNECT)
    assert (call.outcome, call.wait_s, call.talk_s, call.ended_at) == (Outcome.ANSWERED, 12, None, None)
    assert call.flags == (Flag.NO_COMPLETE, Flag.OPEN_END)


def test_what_is_lost_is_not_remembered_for_ever() -> None:
    log = QueueLog(HASH)
    log.take(events("".join(f"{100 + n}|{n}.1|q|NONE|ENTERQUEUE||1|1\n" for n in range(50)).encode()))
    assert len(log.rest()[0]) == 50
    log.take(events(b"200000|7.7|q|NONE|ENTERQUEUE||1|1\n"))
    assert len(log.rest()[0]) == 1
    assert [one.flags for one in log.calls()] == [(Flag.NO_EXIT,)] * 50


def test_a_call_from_before_the_log_is_told_as_far_as_it_tells_itself() -> None:
    call = hear(f"150|50.1|q|NONE|ENTERQUEUE||1|1\n{COMPLETE}").call("99.1")
    assert (call.arrived_at, call.answered_at, call.wait_s, call.talk_s) == (at(100), at(112), 12, 60)
    assert call.flags == (Flag.INFERRED,)


def test_the_uniqueid_is_no_time_of_arrival() -> None:
    """P14: the channel was there before the queue."""
    call = only("1266833911|1266833905.2|9000|NONE|ENTERQUEUE||1\n1266833912|1266833905.2|9000|NONE|ABANDON|1|1|1\n")
    assert call.arrived_at == at(1266833911)


def test_the_agent_who_hangs_up_in_the_announcement_loses_no_call() -> None:
    """P20: AGENTDUMP is no abandon, the caller still waits."""
    call = only(f"{ENTER}105|99.1|support|Bo|AGENTDUMP|\n{CONNECT}{COMPLETE}")
    assert (call.outcome, call.agent) == (Outcome.ANSWERED, "Anna")


@pytest.mark.parametrize(
    "log",
    [
        ENTER.replace("|", " | ") + CONNECT.replace("|", "| ") + COMPLETE.replace("|", " |"),
        (ENTER + CONNECT + COMPLETE).replace("\n", "\r\n"),
        "\n" + ENTER + "\n" + CONNECT + COMPLETE.rstrip("\n"),
        ENTER.replace("|1\n", "|1|Jane Doe\n") + CONNECT + COMPLETE,
    ],
)
def test_blanks_line_ends_and_more_fields_do_no_harm(log: str) -> None:
    """P19."""
    heard = hear(log)
    assert (heard.calls[0].talk_s, heard.calls[0].wait_s, heard.log.bad) == (60, 12, [])


def test_old_versions_tell_less_and_are_understood() -> None:
    """P19: Asterisk 1.4 and 1.6 have no position and no ring time."""
    call = only(f"100|99.1|support|NONE|ENTERQUEUE||1555\n112|99.1|support|Anna|CONNECT|12|99.2\n{COMPLETE}")
    assert (call.wait_s, call.ring_s, call.talk_s) == (12, None, 60)


def test_a_file_read_in_pieces_has_every_line_once() -> None:
    content = "".join(f"{100 + n}|{n}.1|q|NONE|ENTERQUEUE||1|1\n" for n in range(5000)) + "its end is still to come"
    read = list(pieces(io.BytesIO(content.encode())))
    assert len(read) > 1
    assert [fields for piece in read for fields in events(piece)] == [line.split("|") for line in content.splitlines()]


def test_a_name_that_is_no_utf8_loses_no_call() -> None:
    call = hear(b"100|99.1|q|NONE|ENTERQUEUE||1|1|M\xfcller\n105|99.1|q|NONE|ABANDON|1|1|5\n").calls[0]
    assert call.wait_s == 5


def test_unknown_events_are_kept_counted_and_shown_without_numbers() -> None:
    heard = hear(
        f"{ENTER}101|99.1|support|NONE|DID|15559990000\n102|99.1|support|NONE|DID|15559990000\n{CONNECT}{COMPLETE}"
    )
    assert heard.log.odd()["DID"] == (2, "101|99.1|support|NONE|DID|#")
    assert len(heard.calls) == 1


@pytest.mark.parametrize(
    "line", ["nonsense", "x|99.1|q|NONE|ENTERQUEUE||1|1", "100|99.1|q|Anna|CONNECT|soon|1", "1|2|3"]
)
def test_a_line_that_is_no_event_is_named(line: str) -> None:
    log = QueueLog(HASH)
    assert log.take(events(f"{ENTER}{line}\n{CONNECT}".encode())) == 4
    assert [bad.line for bad in log.bad] == [2]


def test_a_time_that_no_calendar_knows_takes_no_call_with_it() -> None:
    gone = "131|99.1|support|NONE|ABANDON|1|1|30\n"
    heard = hear(ENTER + gone.replace("131", "9" * 14) + gone.replace("131", "-131") + gone)
    assert [one.ended_at for one in heard.calls] == [at(131)]
    assert [bad.line for bad in heard.log.bad] == [2, 3]


def test_a_caller_is_known_again_and_nothing_else_is_known_of_them() -> None:
    numbers = ["+1 555 123 4567", "15551234567", "15551234568", "anonymous", ""]
    log = "".join(f"{100 + n}|{n}.1|q|NONE|ENTERQUEUE||{number}|1|Jane Doe\n" for n, number in enumerate(numbers))
    heard = hear(log)
    callers = [one.caller for one in heard.calls]
    assert callers[0] == callers[1] != callers[2]
    assert callers[3:] == [None, None]
    assert "5551234567" not in repr(heard.calls) + repr(heard.log.dump())
    assert "Jane" not in repr(heard.calls) + repr(heard.log.dump())
    assert hasher("another key")("15551234567") not in callers
    assert hasher(None)("15551234567") is None


def test_the_table_has_the_hour_twice_when_clocks_go_back() -> None:
    """P13: local times without a zone, on a day of 25 hours."""
    table = Table(ZoneInfo("Europe/Berlin"))
    times = [
        "2026-10-25 01:59:50",
        "2026-10-25 02:59:59",
        "2026-10-25 02:00:01",
        "2026-10-25 02:59:00",
        "2026-10-25 03:00:00",
    ]
    rows = [{"time": one, "callid": "1", "queuename": "q", "agent": "NONE", "event": "X", "data": ""} for one in times]
    epochs = [int(table.fields(row)[0]) for row in rows]
    assert [after - before for before, after in pairwise(epochs)] == [3609, 2, 3539, 60]


def test_the_old_table_with_one_column_of_data_is_read() -> None:
    """2.1, P22: what has more parts than columns stays joined."""
    base = {"callid": "99.1", "queuename": "q"}
    rows = [
        {**base, "time": "1970-01-01 00:01:40.000000", "agent": "NONE", "event": "ENTERQUEUE", "data": "|1555|1"},
        {**base, "time": "1970-01-01 00:01:52.5", "agent": "A", "event": "CONNECT", "data": "12|1.2|4"},
        {**base, "time": "1970-01-01 00:02:52", "agent": "A", "event": "ATTENDEDTRANSFER"}
        | {"data1": "LINK", "data2": "a", "data3": "b", "data4": "12", "data5": "60|1"},
    ]
    table = Table(ZoneInfo("UTC"))
    (call,) = hear_rows(table.fields(row) for row in rows).calls
    assert (call.arrived_at, call.wait_s, call.talk_s, call.transferred) == (at(100), 12, 60, True)


def test_states_and_calls_do_not_mix() -> None:
    assert [one.state for one in hear(ENTER + CONNECT + COMPLETE).states] == [State.LOGGED_IN]


FIELD = some.sampled_from(
    (
        "",
        "x",
        "-5",
        "9" * 30,
        "99999999999",
        "1700000000",
        "1700000005",
        "5",
        "c.1",
        "a",
        "NONE",
        "Anna",
        "LINK",
        "nan",
        "é\0",
    )
)


@given(
    some.lists(
        some.tuples(FIELD, FIELD, FIELD, FIELD, some.sampled_from(sorted(KNOWN)), some.lists(FIELD, max_size=6)),
        max_size=30,
    )
)
def test_no_line_can_break_the_reading_of_the_others(lines: list[tuple[str, str, str, str, str, list[str]]]) -> None:
    """P21: real feeds are dirty; what follows a bad line is read all the same."""
    dirt = "".join("|".join([*fields, *data]) + "\n" for *fields, data in lines)
    heard = hear(f"{dirt}1700100000|77.7|good|NONE|ENTERQUEUE||1|1\n1700100009|77.7|good|NONE|ABANDON|1|1|9\n")
    assert heard.call("77.7").wait_s == 9
