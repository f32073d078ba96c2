"""What do other phone systems report, each with its own mapping file?"""

import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Row, select
from support.cast import MORNING
from support.queue_logs import HASH, at

from feeds import csv_mapping, importing_calls
from feeds.csv_mapping import BadMapping
from feeds.intake import Brought, Origin
from feeds.table import BadFile
from storage.calls import agent_states, calls
from storage.database import Database
from storage.roster import Tally

SHANGHAI = ZoneInfo("Asia/Shanghai")
PLAIN = (
    "call_id,queue,arrived_at,answered_at,ended_at,outcome,wait_s,ring_s,talk_s,hold_s,acw_s,agent,transferred,"
    "caller,topic"
)
CONNECT = (
    "ContactId,Queue.Name,Queue.EnqueueTimestamp,Queue.Duration,Agent.ConnectedToAgentTimestamp,"
    "DisconnectTimestamp,Agent.CustomerHoldDuration,Agent.AfterContactWorkDuration,Agent.Username,DisconnectReason,"
    "LastUpdateTimestamp,TransferCompletedTimestamp"
)
VICIDIAL = "uniqueid,campaign_id,start_epoch,end_epoch,queue_seconds,user,term_reason,phone_number"
AGENT_LOG = "user,event_time,pause_sec,wait_sec,talk_sec,dispo_sec,sub_status"
FREESWITCH = (
    "uuid,cc_queue,cc_queue_joined_epoch,cc_queue_answered_epoch,cc_queue_terminated_epoch,"
    "cc_queue_canceled_epoch,cc_agent,cc_cancel_reason"
)
PBXWARE = "uid,date_time,callid,queue_name,type,event,param1,param2,param3,entpos,expos,htime,ttime,time"


def bring(database: Database, mapping: str, header: str, *rows: str) -> Brought:
    origin = Origin(mapping, mapping, "f.csv", MORNING, SHANGHAI, HASH, lambda _: None)
    content = "\n".join([header, *rows]).encode()
    with database.changing() as session:
        return importing_calls.mapped(session, io.BytesIO(content), csv_mapping.shipped(mapping), origin)


def stored(database: Database) -> list[Row]:
    with database.reading() as session:
        return list(session.execute(select(calls).order_by(calls.c.arrived_at, calls.c.call_id)))


def spans(database: Database) -> list[tuple[object, ...]]:
    columns = agent_states.c
    wanted = select(columns.agent, columns.state, columns.reason, columns.from_at, columns.to_at)
    with database.reading() as session:
        return [tuple(row) for row in session.execute(wanted.order_by(columns.from_at))]


def test_our_own_format_is_taken_as_it_is(database: Database) -> None:
    rows = (
        "1,support,2026-11-20T09:00,2026-11-20T09:00:12,2026-11-20T09:02,answered,,3,,8,20,1001,yes,139 0000,billing",
        "2,support,2026-11-20T01:05:00Z,,2026-11-20T01:06:00Z,abandoned,,,,,,,,,",
        "3,support,2026-11-20T09:10,,,open,,,,,,,,,",
    )
    assert bring(database, "plain", PLAIN, *rows).tally == Tally(3, 0, 0)
    one, two, three = stored(database)
    assert (one.wait_s, one.talk_s, one.hold_s, one.acw_s, one.ring_s) == (12, 100, 8, 20, 3)
    assert (one.agent, one.transferred, one.topic) == ("1001", 1, "billing")
    assert one.arrived_at == datetime(2026, 11, 20, 1, tzinfo=UTC)
    assert "0000" not in one.caller
    assert len(one.caller) == 32
    assert (two.outcome, two.wait_s, two.talk_s, two.agent, two.caller) == ("abandoned", 60, None, None, None)
    assert (three.outcome, three.flags) == ("open", "no_exit open_end")


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("1,support,soon,,,abandoned,,,,,,,,,", "import-moment"),
        ("1,support,,,,abandoned,,,,,,,,,", "import-empty"),
        (",support,2026-11-20T09:00,,,abandoned,,,,,,,,,", "import-empty"),
        ("1,support,2026-11-20T09:00,,,vanished,,,,,,,,,", "import-outcome"),
        ("1,support,2026-11-20T09:00,,2026-11-20T08:00,abandoned,,,,,,,,,", "import-order"),
        ("1,support,2026-11-20T09:00,,,abandoned,-5,,,,,,,,", "import-not-seconds"),
        ("1,support,2026-11-20T09:00,,,abandoned,nan,,,,,,,,", "import-not-seconds"),
        ("1,support,2026-11-20T09:00,,,answered,,,,,,,,,", "import-no-answer-time"),
        (f"1,{'s' * 121},2026-11-20T09:00,,,abandoned,,,,,,,,,", "import-too-long"),
    ],
)
def test_a_row_that_cannot_be_is_named(database: Database, row: str, key: str) -> None:
    brought = bring(database, "plain", PLAIN, "9,support,2026-11-20T09:00,,,abandoned,5,,,,,,,,", row)
    assert [(one.problem.line, one.problem.key, one.raw[:3]) for one in brought.refused] == [(3, key, row[:3])]


def test_a_file_without_the_needed_columns_is_refused(database: Database) -> None:
    with pytest.raises(BadFile) as bad:
        bring(database, "vicidial", PLAIN)
    assert "start_epoch" in str(bad.value.problems[0].facts["columns"])


def test_vicidials_calls_come_with_who_hung_up(database: Database) -> None:
    rows = (
        "5.1,IN,1700001000,1700001100,20,6001,CALLER,1555",
        "5.2,IN,1700001000,1700001030,30,VDCL,ABANDON,1555",
        "5.3,IN,1700001000,1700001090,90,VDCL,QUEUETIMEOUT,1555",
        "5.4,IN,1700001000,1700001000,0,VDCL,AFTERHOURS,1555",
    )
    bring(database, "vicidial", VICIDIAL, *rows)
    found = [(one.outcome, one.wait_s, one.talk_s, one.agent, one.answered_at) for one in stored(database)]
    assert found == [
        ("answered", 20, 80, "6001", at(1_700_001_020)),
        ("abandoned", 30, None, None, None),
        ("timeout", 90, None, None, None),
        ("blocked", 0, None, None, None),
    ]


def test_vicidials_agent_log_is_a_chain_of_states(database: Database) -> None:
    row = "6001,2026-11-20 09:00:00,60,30,120,15,LUNCH"
    assert bring(database, "vicidial_states", AGENT_LOG, row, row.replace("09:00", "09:10")).tally.new == 8
    start = datetime(2026, 11, 20, 1, tzinfo=UTC)
    first = spans(database)[:4]
    assert [(state, reason) for _, state, reason, _, _ in first] == [
        ("not_ready", "LUNCH"),
        ("ready", ""),
        ("talking", ""),
        ("acw", ""),
    ]
    assert [(to_at - start).total_seconds() for *_, to_at in first] == [60, 90, 210, 225]


def test_of_a_contact_record_delivered_twice_the_newest_counts(database: Database) -> None:
    base = "c1,support,2026-11-20T01:00:00Z,10,{answered},2026-11-20T01:02:00Z,5,30,mei,CUSTOMER_DISCONNECT,{updated},"
    answered = base.format(answered="2026-11-20T01:00:10Z", updated="2026-11-20T01:03:00Z")
    early = base.format(answered="", updated="2026-11-20T01:02:00Z")
    never_queued = "c2,,,,,2026-11-20T01:02:00Z,,,,CUSTOMER_DISCONNECT,2026-11-20T01:03:00Z,"
    brought = bring(database, "amazon_connect", CONNECT, answered, early, never_queued)
    (one,) = stored(database)
    assert (brought.refused, one.outcome, one.wait_s, one.talk_s, one.acw_s) == ([], "answered", 10, 105, 30)
    assert (one.agent, one.transferred) == ("mei", 0)


def test_a_freeswitch_member_was_answered_cancelled_or_timed_out(database: Database) -> None:
    rows = (
        "u1,q,1700001000,1700001010,1700001100,0,a@x,",
        "u2,q,1700001000,0,0,1700001020,,BREAK_OUT",
        "u3,q,1700001000,,,1700001060,,TIMEOUT",
        "u4,,0,,,,,",
    )
    bring(database, "freeswitch", FREESWITCH, *rows)
    found = [(one.outcome, one.wait_s, one.talk_s) for one in stored(database)]
    assert found == [("answered", 10, 90), ("abandoned", 20, None), ("timeout", 60, None)]


def test_pbxwares_rows_go_through_the_same_machine_as_asterisks(database: Database) -> None:
    rows = (
        "1,1543527289,9.1,support,NONE,ENTERQUEUE,,15551234567,,1,,,,16:34:49",
        "2,1543527292,9.1,support,Agent/8,RINGNOANSWER,,,,,,3000,,16:34:52",
        "3,1543527299,9.1,support,Agent/7,CONNECT,,9.2,,,,10,,16:34:59",
        "4,1543527360,9.1,support,Agent/7,COMPLETECALLER,,,,1,,10,61,16:36:00",
        "5,1543527300,9.3,support,NONE,ENTERQUEUE,,1555,,1,,,,16:35:00",
        "6,1543527345,9.3,support,NONE,ABANDON,,,,1,1,45,,16:35:45",
        "7,1543598990,NONE,NONE,Agent/7,AGENTCALLBACKLOGIN,7@x,,,,,,,",
        "8,1543626734,NONE,NONE,Agent/7,AGENTCALLBACKLOGOFF,7@x,27744,,,,,,",
        "9,soon,9.3,support,NONE,ABANDON,,,,1,1,45,,",
    )
    brought = bring(database, "pbxware", PBXWARE, *rows)
    assert [(one.problem.line, one.problem.key) for one in brought.refused] == [(10, "import-moment")]
    first, second = stored(database)
    assert (first.wait_s, first.talk_s, first.missed_ring_s, first.arrived_at) == (10, 61, 3, at(1543527289))
    assert (second.outcome, second.wait_s) == ("abandoned", 45)
    assert spans(database)[-1][3:] == (at(1543598990), at(1543626734))


@pytest.mark.parametrize("name", ["plain", "vicidial", "amazon_connect", "freeswitch"])
def test_a_mapping_of_ones_own_is_read_or_its_bad_key_named(name: str) -> None:
    text = (csv_mapping.SHIPPED / f"{name}.toml").read_text("utf-8")
    assert csv_mapping.read(text) == csv_mapping.shipped(name)
    for bad, key in ((f'colour = "red"\n{text}', "colour"), (text.replace("kind =", "# kind ="), "kind"), ("[", "")):
        with pytest.raises(BadMapping) as raised:
            csv_mapping.read(bad)
        assert key in raised.value.key


def test_a_mapping_names_a_zone_that_exists() -> None:
    with pytest.raises(BadMapping, match="zone"):
        csv_mapping.read('kind = "calls"\nzone = "Mars"\n[columns]\n')
