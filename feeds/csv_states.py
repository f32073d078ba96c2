"""How does a row of somebody else's agent report become the states of an agent?"""

from collections.abc import Iterator

from feeds.csv_cells import CellsOf
from feeds.csv_mapping import CsvMapping
from feeds.table import RowError
from rules.calls import AgentState, Flag, State


def states(cells: CellsOf, mapping: CsvMapping) -> Iterator[AgentState]:
    """One stretch, or where the mapping says so the several stretches of a row; raises RowError for what cannot be."""
    if mapping.kind == "stretches":
        yield from _stretches(cells, mapping)
        return
    from_at, to_at = cells.began("from_at"), cells.moment("to_at")
    if to_at is not None and to_at < from_at:
        raise RowError("import-order", first=from_at, last=to_at)
    agent, state = cells.agent(), _state(cells, mapping)
    if agent is None:
        raise RowError("import-empty", column="agent")
    flags = () if to_at else (Flag.OPEN_END,)
    key = cells.key(agent, cells.name("queue"), state, from_at.isoformat())
    yield AgentState(key, agent, cells.name("queue"), state, cells.name("reason"), from_at, to_at, flags)


def _state(cells: CellsOf, mapping: CsvMapping) -> State:
    value = cells.text("state")
    known = mapping.states or {str(one): one for one in State}
    if value not in known:
        raise RowError("import-state", value=value, known=", ".join(known))
    return known[value]


def _stretches(cells: CellsOf, mapping: CsvMapping) -> Iterator[AgentState]:
    """Vicidial's agent log: a pause, then waiting, then talking, then what is left to do, each in its own column."""
    agent, at = cells.agent(), cells.began("from_at")
    key = cells.key(agent, at.isoformat())
    if agent is None:
        raise RowError("import-empty", column="agent")
    for one in mapping.stretches:
        lasts = cells.part(one.seconds)
        if lasts:
            reason = cells.cell(one.reason) if one.reason else ""
            yield AgentState(f"{key}|{one.state}", agent, "", one.state, reason, at, at + lasts)
        at += lasts
