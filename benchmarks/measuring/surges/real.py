"""What did a real bank's callers and a real city's taxis do? Read where the data lie, never copied."""

import csv
import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rules.surges import Counted
from rules.surges_forecast import History, history
from rules.surges_impact import Waited

DATA = Path(__file__).parents[4] / "shared" / "data"
BANK = DATA / "technion_anonymousbank_1999-02.txt.gz"
TAXIS, LABELS = DATA / "nab_nyc_taxi.csv", DATA / "nab_combined_windows.json"
FIVE, HALF_HOUR = timedelta(minutes=5), timedelta(minutes=30)


def bank_callers() -> list[Waited]:
    """Everybody who was offered to the queue in February 1999; the wall's clock is taken for UTC."""
    with gzip.open(BANK, "rt", encoding="latin-1") as file:
        return sorted(_offered(csv.DictReader(file, delimiter="\t")), key=lambda one: one.arrived_at)


def bank(callers: list[Waited]) -> History:
    """Calls in five minutes, from 7 to midnight; an interval without any counts none while the bank is open."""
    begins = callers[0].arrived_at.replace(hour=0, minute=0, second=0)
    came: dict[datetime, int] = {}
    for one in callers:
        slot = begins + (one.arrived_at - begins) // FIVE * FIVE
        came[slot] = came.get(slot, 0) + 1
    by_day: dict[object, list[datetime]] = {}
    for slot in came:
        by_day.setdefault(slot.date(), []).append(slot)
    slots = [first + n * FIVE for first, last in _ends(by_day) for n in range((last - first) // FIVE + 1)]
    return history([Counted(slot, came.get(slot, 0)) for slot in slots], FIVE)


def taxis() -> History:
    with TAXIS.open(encoding="utf-8") as file:
        rows = [
            Counted(datetime.fromisoformat(row["timestamp"]).replace(tzinfo=UTC), float(row["value"]))
            for row in csv.DictReader(file)
        ]
    return history(rows, HALF_HOUR)


def labelled() -> list[tuple[datetime, datetime]]:
    """The windows in which NAB says that something was out of the ordinary; three of the five are days with fewer
    people about."""
    spans = json.loads(LABELS.read_text("utf-8"))["realKnownCause/nyc_taxi.csv"]
    return [tuple(datetime.fromisoformat(one).replace(tzinfo=UTC) for one in span) for span in spans]


def _offered(rows: csv.DictReader) -> Iterator[Waited]:
    for row in rows:
        wait_s = int(row["q_time"])
        if row["outcome"] == "AGENT" or (row["outcome"] == "HANG" and wait_s > 0):
            at = row["q_start"] if wait_s > 0 else row["vru_exit"]
            arrived_at = datetime.strptime(f"{row['date']} {at}", "%y%m%d %H:%M:%S").replace(tzinfo=UTC)
            yield Waited(arrived_at, wait_s, row["outcome"] == "AGENT")


def _ends(by_day: dict[object, list[datetime]]) -> Iterator[tuple[datetime, datetime]]:
    for slots in by_day.values():
        yield min(slots), max(slots)
