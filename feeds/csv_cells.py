"""What does one row say, by the names of our own model? Times, durations, names, and what is wrong with them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from feeds.csv_mapping import CsvMapping
from feeds.table import RowError

LONGEST = 120
LONGEST_KEY = 390
NO = {"", "0", "false", "no", "n", "否"}
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
EPOCHS = {"epoch": 1.0, "epoch_ms": 0.001}


class CellsOf:
    """One row, read through a mapping; every method raises RowError for what cannot be read."""

    def __init__(self, mapping: CsvMapping, zone: ZoneInfo, row: Mapping[str, str]) -> None:
        self._mapping = mapping
        self._zone = mapping.zone or zone
        self._row = row

    def text(self, fact: str) -> str:
        return next((self._row[one] for one in self._mapping.columns.get(fact, ()) if self._row.get(one)), "")

    def name(self, fact: str) -> str:
        value = self.text(fact)
        if len(value) > LONGEST:
            raise RowError("import-too-long", column=self._column(fact), limit=LONGEST, letters=len(value))
        return value

    def needed(self, fact: str) -> str:
        value = self.name(fact)
        if not value:
            raise RowError("import-empty", column=self._column(fact))
        return value

    def agent(self) -> str | None:
        value = self.name("agent")
        return None if not value or value in self._mapping.nobody else value

    def key(self, *facts: object) -> str:
        """What the feed itself knows the row by; where the mapping names nothing, these facts together."""
        names = self._mapping.key
        key = "|".join(self._row.get(one, "") for one in names) if names else "|".join(map(str, facts))
        if not key.strip("|"):
            raise RowError("import-empty", column=names[0])
        if len(key) > LONGEST_KEY:
            raise RowError("import-too-long", column=names[0] if names else "key", limit=LONGEST_KEY, letters=len(key))
        return key

    def moment(self, fact: str) -> datetime | None:
        """The first moment that is told; an epoch of 0 tells none."""
        form = self._mapping.time
        told = (self._row.get(one, "") for one in self._mapping.columns.get(fact, ()))
        value = next((one for one in told if one and not (form in EPOCHS and float_or(one, 1.0) == 0)), "")
        if not value:
            return None
        try:
            moment = self._moment(value, form)
        except (ValueError, OverflowError, OSError) as error:
            raise RowError("import-moment", column=self._column(fact), value=value) from error
        if not EARLIEST <= moment <= LATEST:
            raise RowError("import-moment", column=self._column(fact), value=value)
        return moment

    def began(self, fact: str) -> datetime:
        moment = self.moment(fact)
        if moment is None:
            raise RowError("import-empty", column=self._column(fact))
        return moment

    def seconds(self, fact: str) -> float | None:
        return self.duration(self.text(fact), self._column(fact))

    def part(self, column: str) -> timedelta:
        return timedelta(seconds=self.duration(self._row.get(column, ""), column) or 0)

    def cell(self, column: str) -> str:
        return self._row.get(column, "")[:LONGEST]

    def yes(self, fact: str) -> bool | None:
        """None where the feed has no such column."""
        return self.text(fact).casefold() not in NO if fact in self._mapping.columns else None

    def duration(self, value: str, column: str) -> float | None:
        if not value:
            return None
        seconds = float_or(value, -1.0) * self._mapping.unit
        if not 0 <= seconds < 366 * 86400:
            raise RowError("import-not-seconds", column=column, value=value)
        return seconds

    def _moment(self, value: str, form: str) -> datetime:
        if form in EPOCHS:
            return datetime.fromtimestamp(float(value) * EPOCHS[form], UTC)
        found = datetime.fromisoformat(value) if form == "iso" else datetime.strptime(value, form)  # noqa: DTZ007
        return (found if found.tzinfo else found.replace(tzinfo=self._zone)).astimezone(UTC)

    def _column(self, fact: str) -> str:
        return next(iter(self._mapping.columns.get(fact, ())), fact)


def float_or(value: str, otherwise: float) -> float:
    try:
        return float(value)
    except ValueError:
        return otherwise
