"""How is a CSV file read, whoever saved it, and how are its bad rows named?"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

Read = TypeVar("Read")


@dataclass(frozen=True)
class BadRow:
    """One thing wrong in a file: the line as an editor counts it, and the sentence that says what is expected."""

    line: int
    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


class BadFile(Exception):
    """Everything that is wrong with a file; nothing of it was imported."""

    def __init__(self, problems: Sequence[BadRow]) -> None:
        super().__init__(f"{len(problems)} bad rows")
        self.problems = problems


class RowError(Exception):
    """A cell that cannot be read; the reader of the table adds the line."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


@dataclass(frozen=True)
class Cells:
    """One row: its line, and its cells by column, stripped of white space."""

    line: int
    values: Mapping[str, str]

    def text(self, column: str, most: int = 80) -> str:
        value = self.values[column]
        if len(value) > most:
            raise RowError("import-too-long", column=column, limit=most, letters=len(value))
        return value

    def needed(self, column: str, most: int = 80) -> str:
        if not self.values[column]:
            raise RowError("import-empty", column=column)
        return self.text(column, most)


def rows(content: bytes, columns: Sequence[str], optional: Sequence[str] = ()) -> list[Cells]:
    """The rows of a CSV file in UTF-8, with or without its mark, or in GB18030 as Excel in China saves it.

    Raises BadFile when the encoding or the header cannot be read. Empty lines are passed over. Optional columns are
    read where the header names them.
    """
    table = csv.reader(io.StringIO(_text(content), newline=""))
    header = [name.strip().casefold() for name in next(table, [])]
    missing = [column for column in columns if column not in header]
    if missing:
        raise BadFile([BadRow(1, "import-missing-columns", {"columns": ", ".join(missing)})])
    where = {column: header.index(column) for column in (*columns, *optional) if column in header}
    found: list[Cells] = []
    begins = table.line_num + 1
    for cells in table:
        if any(cell.strip() for cell in cells):
            found.append(Cells(begins, {column: _cell(cells, index) for column, index in where.items()}))
        begins = table.line_num + 1
    return found


def read_all(table: Sequence[Cells], read: Callable[[Cells], Read]) -> list[Read]:
    """Every row read, or BadFile with every row that could not be."""
    found: list[Read] = []
    problems: list[BadRow] = []
    for cells in table:
        try:
            found.append(read(cells))
        except RowError as error:
            problems.append(BadRow(cells.line, error.key, error.facts))
    if problems:
        raise BadFile(problems)
    return found


def _cell(cells: Sequence[str], index: int) -> str:
    return cells[index].strip() if index < len(cells) else ""


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFile([BadRow(1, "import-encoding")])
