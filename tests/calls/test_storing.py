"""Do calls get into the tables once, whatever is imported how often, on both databases?"""

import io
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Table, select
from support.cast import MORNING
from support.queue_logs import HASH

from feeds import importing_calls
from feeds.intake import Brought, Origin
from rules.calls import Figure
from storage import calls_put
from storage.calls import agent_states, calls, feed_imports, figures, unknown_events
from storage.database import Database
from storage.roster import Tally

LOG = (
    "90|NONE|NONE|Agent/7|AGENTLOGIN|SIP/7\n"
    "100|99.1|support|NONE|ENTERQUEUE||15551234567|1\n"
    "105|99.1|support|NONE|DID|15550001111\n"
    "110|99.2|sales|NONE|ENTERQUEUE||15551234568|1\n"
    "112|99.1|support|Agent/7|CONNECT|12|99.3|4\n"
    "130|99.2|sales|NONE|ABANDON|1|1|20\n"
    "172|99.1|support|Agent/7|COMPLETEAGENT|12|60|1\n"
    "200|NONE|NONE|Agent/7|AGENTLOGOFF|SIP/7|110\n"
)


def bring(database: Database, log: str, feed: str = "pbx") -> Brought:
    origin = Origin(feed, "queue_log", "queue_log", MORNING, ZoneInfo("UTC"), HASH, lambda _: None)
    with database.changing() as session:
        return importing_calls.queue_log(session, io.BytesIO(log.encode()), origin)


def table(database: Database, which: Table, *names: str) -> list[tuple[object, ...]]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(select(*(which.c[name] for name in names or which.c.keys())))]


def everything(database: Database) -> Sequence[object]:
    return [table(database, which) for which in (calls, agent_states, unknown_events)]


def test_a_log_comes_in_with_its_import_and_what_was_not_used(database: Database) -> None:
    brought = bring(database, LOG)
    assert (brought.tally, brought.odd["DID"].times) == (Tally(3, 0, 0), 1)
    found = table(database, calls, "call_id", "outcome", "wait_s", "talk_s", "transferred", "flags")
    assert sorted(found) == [("99.1", "answered", 12.0, 60.0, 0, ""), ("99.2", "abandoned", 20.0, None, None, "")]
    assert table(database, agent_states, "agent", "state", "flags") == [("Agent/7", "logged_in", "")]
    assert table(database, feed_imports, "source", "rows", "unknown", "bad") == [("queue_log", 3, 1, 0)]
    assert table(database, unknown_events, "event", "count", "sample") == [("DID", 1, "105|99.1|support|NONE|DID|#")]


def test_importing_twice_changes_nothing(database: Database) -> None:
    bring(database, LOG)
    before = everything(database)
    assert bring(database, LOG).tally == Tally(0, 0, 3)
    assert everything(database) == before


def test_overlapping_files_come_to_the_same_as_the_whole(database: Database) -> None:
    lines = LOG.splitlines(keepends=True)
    bring(database, "".join(lines[:5]))
    assert bring(database, "".join(lines)).tally == Tally(0, 3, 0)
    whole = everything(database)
    assert bring(database, "".join(lines[:6])).tally.changed == 0  # an older file opens nothing again
    assert everything(database) == whole


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_call_across_two_files_is_one_call(database: Database, newest_first: bool) -> None:
    """Rotated in the middle of it; what the second half tells of its arrival is a second off."""
    lines = (
        LOG.replace("|CONNECT|12|", "|CONNECT|11|").replace("|COMPLETEAGENT|12|", "|COMPLETEAGENT|11|").splitlines(True)
    )
    halves = ["".join(lines[:4]), "".join(lines[4:])]
    for half in reversed(halves) if newest_first else halves:
        bring(database, half)
    found = sorted(table(database, calls, "call_id", "outcome", "wait_s", "talk_s", "flags"))
    assert found == [("99.1", "answered", 11.0, 60.0, "inferred"), ("99.2", "abandoned", 20.0, None, "inferred")]


def test_two_feeds_do_not_mix(database: Database) -> None:
    bring(database, LOG)
    assert bring(database, LOG, feed="other").tally == Tally(3, 0, 0)


def test_names_beyond_all_measure_are_cut_and_not_refused(database: Database) -> None:
    assert bring(database, LOG.replace("support", "s" * 300).replace("Agent/7", "a" * 300)).tally == Tally(3, 0, 0)


def test_a_figure_replaces_the_one_it_corrects(database: Database) -> None:
    one = Figure("cost", "team:A1", MORNING, MORNING.replace(hour=23), 100.0)
    with database.changing() as session:
        import_id = calls_put.new_import(session, calls_put.feed(session, "figures", "figures"), "f.csv", MORNING)
        told = [calls_put.put_figures(session, import_id, [each]) for each in (one, one, one._replace(value=120.0))]
    assert told == [Tally(1, 0, 0), Tally(0, 0, 1), Tally(0, 1, 0)]
    assert table(database, figures, "kind", "value") == [("cost", 120.0)]


@pytest.mark.parametrize("times", [1, 2])
def test_what_comes_bit_by_bit_has_one_import_a_day(database: Database, times: int) -> None:
    with database.changing() as session:
        feed_id = calls_put.feed(session, "live", "queue_log")
        found = {calls_put.of_the_day(session, feed_id, "queue_log", MORNING.replace(hour=hour)) for hour in range(5)}
        assert len(found) == 1
        later = MORNING.replace(day=MORNING.day + times)
        assert calls_put.of_the_day(session, feed_id, "queue_log", later) not in found
