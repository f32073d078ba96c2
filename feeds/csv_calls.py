"""How does a row of somebody else's call report become a call?"""

from datetime import datetime, timedelta
from typing import NamedTuple

from feeds.csv_cells import CellsOf
from feeds.csv_mapping import CsvMapping
from feeds.queue_log_calls import Hash
from feeds.table import RowError
from rules.calls import Call, Flag, Outcome


class _Times(NamedTuple):
    """When and how long; what the row does not tell follows from what it does."""

    arrived_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    wait_s: float | None
    talk_s: float | None
    hold_s: float | None


def call(cells: CellsOf, mapping: CsvMapping, hash_of: Hash) -> Call:
    """What the row tells; raises RowError for what cannot be."""
    call_id, queue, outcome = cells.needed("call_id"), cells.name("queue"), _outcome(cells, mapping)
    times = _times(cells, outcome)
    unended = outcome is Outcome.OPEN or times.ended_at is None
    return Call(
        key=cells.key(call_id, queue, times.arrived_at.isoformat()),
        call_id=call_id,
        queue=queue,
        outcome=outcome,
        ring_s=cells.seconds("ring_s"),
        acw_s=cells.seconds("acw_s"),
        agent=cells.agent(),
        transferred=cells.yes("transferred") if outcome is Outcome.ANSWERED else None,
        caller=hash_of(cells.text("caller")) if cells.text("caller") else None,
        topic=cells.name("topic") or None,
        flags=(_what_lacks(outcome), Flag.OPEN_END) if unended else (),
        **times._asdict(),
    )


def _times(cells: CellsOf, outcome: Outcome) -> _Times:
    arrived_at, ended_at = cells.began("arrived_at"), cells.moment("ended_at")
    wait_s, hold_s, talk_s = cells.seconds("wait_s"), cells.seconds("hold_s"), cells.seconds("talk_s")
    answered_at = _answered_at(cells, outcome, arrived_at, wait_s)
    if wait_s is None:
        wait_s = _between(arrived_at, answered_at or ended_at)
    if answered_at and ended_at is None and talk_s is not None:
        ended_at = answered_at + timedelta(seconds=talk_s + (hold_s or 0))
    if answered_at and talk_s is None and ended_at:
        talk_s = max((_between(answered_at, ended_at) or 0) - (hold_s or 0), 0)
    _check_order(arrived_at, answered_at, ended_at)
    return _Times(arrived_at, answered_at, ended_at, wait_s, talk_s if answered_at else None, hold_s)


def _outcome(cells: CellsOf, mapping: CsvMapping) -> Outcome:
    if mapping.answered_with and cells.text(mapping.answered_with).strip("0"):
        return Outcome.ANSWERED
    value = cells.text("outcome")
    known = mapping.outcomes or {str(one): one for one in Outcome}
    if value not in known:
        raise RowError("import-outcome", value=value, known=", ".join(known))
    return known[value]


def _answered_at(cells: CellsOf, outcome: Outcome, arrived_at: datetime, wait_s: float | None) -> datetime | None:
    if outcome is not Outcome.ANSWERED:
        return None
    told = cells.moment("answered_at")
    if told is None and wait_s is None:
        raise RowError("import-no-answer-time")
    return told or arrived_at + timedelta(seconds=wait_s or 0)


def _between(start: datetime, end: datetime | None) -> float | None:
    return None if end is None else (end - start).total_seconds()


def _check_order(*moments: datetime | None) -> None:
    there = [moment for moment in moments if moment]
    if there != sorted(there):
        raise RowError("import-order", first=there[0], last=there[-1])


def _what_lacks(outcome: Outcome) -> Flag:
    return Flag.NO_COMPLETE if outcome is Outcome.ANSWERED else Flag.NO_EXIT
