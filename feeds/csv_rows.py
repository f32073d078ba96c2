"""How are the rows of a large CSV file read one after the other, whoever saved it?"""

import codecs
import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO

from feeds.table import BadFile, BadRow

PIECE = 1 << 20
ENCODINGS = ("utf-8-sig", "gb18030")

Row = Mapping[str, str]
Step = Callable[[int], None]


def rows(stream: BinaryIO, needed: Sequence[str], step: Step) -> Iterator[tuple[int, Row]]:
    """Each row with its line, cells by column in small letters; raises BadFile where header or encoding cannot be read.

    UTF-8, with or without its mark, or GB18030. `step` is told how many bytes were read.
    """
    table = csv.reader(_lines(stream, step, _encoding(stream)))
    try:
        header = [name.strip().casefold() for name in next(table, [])]
        missing = [name for name in needed if name.casefold() not in header]
        if missing:
            raise BadFile([BadRow(1, "import-missing-columns", {"columns": ", ".join(missing)})])
        begins = table.line_num + 1
        for cells in table:
            if any(cells):
                yield begins, _row(header, cells)
            begins = table.line_num + 1
    except csv.Error as error:
        raise BadFile([BadRow(table.line_num, "import-not-csv", {"why": str(error)})]) from None


def _row(header: Sequence[str], cells: Sequence[str]) -> Row:
    found = dict.fromkeys(header, "")
    found.update(zip(header, (cell.strip() for cell in cells), strict=False))
    return found


def _encoding(stream: BinaryIO) -> str:
    """The first one that fits the whole file; the file is read twice for it, and never held."""
    for name in ENCODINGS:
        stream.seek(0)
        decoder = codecs.getincrementaldecoder(name)()
        try:
            while piece := stream.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        stream.seek(0)
        return name
    raise BadFile([BadRow(1, "import-encoding")])


def _lines(stream: BinaryIO, step: Step, encoding: str) -> Iterator[str]:
    """In neither encoding is a line feed part of another character."""
    for raw in stream:
        step(len(raw))
        yield raw.decode(encoding).replace("\0", "")
