"""How does a file of agents' names come in: whole, or not at all? (P15)"""

from zoneinfo import ZoneInfo

from feeds.table import Cells, RowError, read_all, rows
from storage import calls_names, digests_marks, roster
from storage.database import Session
from storage.roster import Progress, Tally

COLUMNS = ("name", "employee_no")


def bring_in(session: Session, content: bytes, zone: ZoneInfo, progress: Progress) -> Tally:
    """Raises BadFile with every bad row: nobody's number, no name, or a name that stands there for somebody else."""
    known = roster.employees(session)
    found: dict[str, tuple[str, int]] = {}

    def file(cells: Cells) -> None:
        name, number = cells.needed("name", 120), cells.needed("employee_no", 40)
        if number not in known:
            raise RowError("import-unknown-employee", employee_no=number)
        before, first = found.setdefault(name, (number, cells.line))
        if before != number:
            raise RowError("import-repeated", column="name", value=name, first=first)

    read_all(rows(content, COLUMNS), file)
    tally = calls_names.put(session, {name: number for name, (number, _) in found.items()}, progress)
    if tally.new or tally.changed:
        digests_marks.mark_counted(session, zone)
    return tally
