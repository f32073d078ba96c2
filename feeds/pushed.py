"""What did a phone system that calls out tell us? Lines of JSON, one call or one state each."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

from feeds import csv_calls, csv_mapping, csv_states
from feeds.csv_cells import CellsOf
from feeds.csv_mapping import CsvMapping
from feeds.csv_rows import Row
from feeds.intake import Brought, Intake, Origin
from feeds.table import RowError
from storage.database import Session

KEY = "key"
FORM = "pushed"

_CALLS = csv_mapping.shipped("plain")
_STATES = csv_mapping.shipped("plain_states")


def calls(session: Session, body: bytes, origin: Origin) -> Brought:
    """Calls, with the names of our plain format and, if the system has one, a key."""

    def take(intake: Intake, row: Row) -> None:
        mapping = _with_key(_CALLS, row)
        intake.take([csv_calls.call(CellsOf(mapping, origin.zone, row), mapping, origin.hash_of)])

    return _each(session, body, origin, take)


def states(session: Session, body: bytes, origin: Origin) -> Brought:
    """Agents' states, likewise."""

    def take(intake: Intake, row: Row) -> None:
        mapping = _with_key(_STATES, row)
        intake.take(states=list(csv_states.states(CellsOf(mapping, origin.zone, row), mapping)))

    return _each(session, body, origin, take)


def _each(session: Session, body: bytes, origin: Origin, take: Callable[[Intake, Row], None]) -> Brought:
    intake = Intake(session, origin, bit_by_bit=True)
    for line, text in _lines(body):
        try:
            take(intake, _row(text))
        except RowError as error:
            intake.refuse(line, error.key, error.facts, "")
    return intake.done()


def _lines(body: bytes) -> Iterator[tuple[int, bytes]]:
    return ((line, text) for line, text in enumerate(body.split(b"\n"), 1) if text.strip())


def _row(text: bytes) -> Row:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):  # neither JSON nor UTF-8, or nested beyond all measure
        raise RowError("import-not-json") from None
    if not isinstance(found, dict) or any(isinstance(value, dict | list) for value in found.values()):
        raise RowError("import-not-json")
    row = {name: _cell(value) for name, value in found.items()}
    if not all(value.isprintable() for value in row.values()):  # halves of characters, and what no database takes
        raise RowError("import-not-json")
    return row


def _cell(value: object) -> str:
    if value is None or value is False:
        return ""
    return "yes" if value is True else str(value).strip()


def _with_key(mapping: CsvMapping, row: Row) -> CsvMapping:
    return replace(mapping, key=(KEY,)) if row.get(KEY) else mapping
