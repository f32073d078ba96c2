"""How does a file from a phone system become calls and states: whole, or not at all?"""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from feeds import csv_calls, csv_rows, csv_states
from feeds.csv_cells import CellsOf
from feeds.csv_mapping import CsvMapping
from feeds.csv_rows import Row
from feeds.intake import Brought, Intake, Origin
from feeds.queue_log import QueueLog
from feeds.queue_log_calls import NOBODY, Fields
from feeds.queue_log_rows import Table, events, pieces
from feeds.table import RowError
from rules.calls import Call
from storage.database import Session

TABLE_COLUMNS = ("time", "callid", "queuename", "agent", "event")


def queue_log(session: Session, stream: BinaryIO, origin: Origin) -> Brought:
    """Asterisk's file."""
    intake, log, line = Intake(session, origin), QueueLog(origin.hash_of), 1
    for piece in pieces(stream):
        line = log.take(events(piece), line)
        intake.take(log.calls(), log.states())
        origin.step(len(piece))
    return _finished(intake, log)


def realtime(session: Session, stream: BinaryIO, origin: Origin) -> Brought:
    """Rows of Asterisk's realtime table as CSV; their times are in the origin's zone."""
    table = Table(origin.zone)
    rows = csv_rows.rows(stream, TABLE_COLUMNS, origin.step)
    return _events(Intake(session, origin), rows, table.fields)


def mapped(session: Session, stream: BinaryIO, mapping: CsvMapping, origin: Origin) -> Brought:
    """Any CSV that a mapping file explains."""
    rows = csv_rows.rows(stream, mapping.needed(), origin.step)
    intake = Intake(session, origin)
    if mapping.kind == "events":
        return _events(intake, rows, lambda row: _event(mapping, CellsOf(mapping, origin.zone, row)))
    if mapping.kind == "calls":
        return _calls(intake, rows, mapping)
    return _states(intake, rows, mapping)


def _events(intake: Intake, rows: Iterator[tuple[int, Row]], fields_of: Callable[[Row], Fields]) -> Brought:
    log = QueueLog(intake.origin.hash_of)
    for line, row in rows:
        try:
            fields = fields_of(row)
        except (ValueError, RowError) as error:
            key, facts = (error.key, error.facts) if isinstance(error, RowError) else ("import-not-an-event", {})
            intake.refuse(line, key, facts, _raw(row))
            continue
        log.take([fields], line)
        intake.take(log.calls(), log.states())
    return _finished(intake, log)


def _event(mapping: CsvMapping, cells: CellsOf) -> Fields:
    """The row as Asterisk would have written it."""
    event = cells.needed("event")
    data = [cells.cell(column) for column in mapping.events.get(event, mapping.events.get("default", ()))]
    at = str(int(cells.began("at").timestamp()))
    named = [cells.text(fact) or NOBODY for fact in ("call_id", "queue", "agent")]
    return [at, *named, event, *data]


def _calls(intake: Intake, rows: Iterator[tuple[int, Row]], mapping: CsvMapping) -> Brought:
    newest: dict[str, tuple[str, Call]] = {}
    for line, row in rows:
        if not all(row.get(one, "").strip("0") for one in mapping.only_with):
            continue
        try:
            one = csv_calls.call(CellsOf(mapping, intake.origin.zone, row), mapping, intake.origin.hash_of)
        except RowError as error:
            intake.refuse(line, error.key, error.facts, _raw(row))
            continue
        if not mapping.newest:
            intake.take([one])
        elif row[mapping.newest] >= newest.get(one.key, ("", one))[0]:
            newest[one.key] = row[mapping.newest], one
    intake.take([one for _, one in newest.values()])
    return intake.done()


def _states(intake: Intake, rows: Iterator[tuple[int, Row]], mapping: CsvMapping) -> Brought:
    for line, row in rows:
        try:
            intake.take(states=list(csv_states.states(CellsOf(mapping, intake.origin.zone, row), mapping)))
        except RowError as error:
            intake.refuse(line, error.key, error.facts, _raw(row))
    return intake.done()


def _finished(intake: Intake, log: QueueLog) -> Brought:
    for bad in log.bad:
        intake.refuse(bad.line, "import-not-an-event", {}, "|".join(bad.fields))
    intake.take(*log.rest())
    return intake.done(log.odd())


def _raw(row: Row) -> str:
    return ",".join(row.values())
