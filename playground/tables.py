"""Would Slack show this table?"""

from . import rich_text
from .elements import Report
from .wire import Json

ROWS = 100
COLUMNS = 20
CHARACTERS = 10_000
CELLS = ("raw_text", "raw_number", "rich_text")


def table(report: Report, block: Json, at: str) -> None:
    before = report.characters
    for number, row in enumerate(report.items(block.get("rows"), ROWS, f"{at}/rows")):
        _row(report, row, f"{at}/rows/{number}", CELLS)
    _columns(report, block, at)
    _all_words(report, before, at)


def data_table(report: Report, block: Json, at: str) -> None:
    """The first row is the header, which takes no rich text; all rows are of one length."""
    before = report.characters
    report.length(block.get("caption"), CHARACTERS, f"{at}/caption", least=1)
    rows = report.items(block.get("rows"), ROWS + 1, f"{at}/rows", least=2)
    header = rows[0] if rows else None
    for number, row in enumerate(rows):
        _row(report, row, f"{at}/rows/{number}", CELLS if number else CELLS[:2])
        if isinstance(row, list) and isinstance(header, list) and len(row) != len(header):
            report.say("must have as many cells as the first row", f"{at}/rows/{number}")
    page_size = block.get("page_size", 5)
    if not isinstance(page_size, int) or not 1 <= page_size <= ROWS:
        report.say(f"must be between 1 and {ROWS}", f"{at}/page_size")
    _all_words(report, before, at)


def _row(report: Report, row: object, at: str, kinds: tuple[str, ...]) -> None:
    for number, cell in enumerate(report.items(row, COLUMNS, at)):
        _cell(report, cell, f"{at}/{number}", kinds)


def _cell(report: Report, cell: object, at: str, kinds: tuple[str, ...]) -> None:
    kind = cell.get("type") if isinstance(cell, dict) else None
    if not isinstance(cell, dict) or kind not in kinds:
        report.say(f"unsupported type: {kind}", f"{at}/type")
    elif kind == "rich_text":
        rich_text.check(report, cell, at)
    else:
        _plain_cell(report, cell, at)


def _plain_cell(report: Report, cell: Json, at: str) -> None:
    report.length(cell.get("text"), CHARACTERS, f"{at}/text", least=1)
    report.characters += len(str(cell.get("text") or ""))
    value = cell.get("value")
    if cell["type"] == "raw_number" and (isinstance(value, bool) or not isinstance(value, int | float)):
        report.say("must be a number", f"{at}/value")


def _columns(report: Report, block: Json, at: str) -> None:
    """A column without a setting is written as null."""
    settings = report.items(block.get("column_settings", []), COLUMNS, f"{at}/column_settings", least=0)
    for number, one in enumerate(settings):
        if isinstance(one, dict) and "align" in one:
            report.one_of(one["align"], ("left", "center", "right"), f"{at}/column_settings/{number}/align")


def _all_words(report: Report, before: int, at: str) -> None:
    """A table has its own limit, and does not count towards that of the message's words."""
    if report.characters - before > CHARACTERS:
        report.say(f"must be less than {CHARACTERS + 1} characters", at)
    report.characters = before
