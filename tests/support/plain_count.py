"""The indicators of calls, counted a second time: plain Python over plain rows, with nothing of the product in it."""

import csv
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parents[3] / "shared/data"
RINGALL = DATA / "queue_log_1_6_ringall.txt"
TECHNION = DATA / "technion_anonymousbank_1999-02.txt.gz"
DAILY = DATA / "daily_kpi.csv"
GIVEN_UP = "abandoned"


@dataclass
class Leg:
    """One caller in one queue, as a person would write it down."""

    call: str
    queue: str
    arrived: int
    ended: str = "open"
    wait: float | None = None
    ring: float | None = None
    missed: int = 0
    missed_ring: float = 0.0
    talk: float | None = None
    hold: float | None = None
    acw: float | None = None
    moved_on: bool | None = None
    agent: str | None = None


def legs_of_queue_log(file: Path) -> list[Leg]:
    """Enough of Asterisk to read the sample: who entered, who was answered, who gave up."""
    legs: list[Leg] = []
    open_legs: dict[tuple[str, str], Leg] = {}
    for line in file.read_text("utf-8", "replace").splitlines():
        parts = line.strip().split("|")
        if len(parts) < 5:
            continue
        at, call, queue, agent, event, *data = parts
        here = (call, queue)
        if event == "ENTERQUEUE":
            open_legs[here] = Leg(call, queue, int(at))
            legs.append(open_legs[here])
        if here not in open_legs:
            continue
        leg = open_legs[here]
        if event == "CONNECT":
            leg.ended, leg.wait, leg.agent = "answered", int(data[0]), agent
            leg.ring = int(data[2]) if len(data) > 2 else None
        elif event in ("COMPLETEAGENT", "COMPLETECALLER"):
            leg.talk = int(data[1])
        elif event == "ABANDON":
            leg.ended, leg.wait = GIVEN_UP, int(data[2])
        elif event == "RINGNOANSWER" and int(data[0]) > 0:
            leg.missed, leg.missed_ring = leg.missed + 1, leg.missed_ring + int(data[0]) / 1000
    return legs


def legs_of_technion(file: Path) -> list[Leg]:
    """AGENT is answered; HANG that waited gave up; whatever else never asked for an agent."""
    legs: list[Leg] = []
    with gzip.open(file, "rt", encoding="latin-1", newline="") as text:
        for number, row in enumerate(csv.DictReader(text, delimiter="\t")):
            wait, outcome = int(row["q_time"]), row["outcome"].strip()
            if outcome == "AGENT":
                talk = float(row["ser_time"])
                legs.append(Leg(str(number), "bank", _at(row), "answered", wait, talk=talk, agent=row["server"]))
            elif outcome == "HANG" and wait > 0:
                legs.append(Leg(str(number), "bank", _at(row), GIVEN_UP, wait))
    return legs


def _at(row: dict[str, str]) -> int:
    """Seconds into the month; which month does not matter here."""
    hours, minutes, seconds = (int(part) for part in row["vru_entry"].split(":"))
    return (int(row["date"][-2:]) - 1) * 86400 + hours * 3600 + minutes * 60 + seconds


def count(legs: Iterable[Leg], within: float = 20, short: float = 5, cycle: float = 5) -> dict[str, tuple]:
    """Numerator and denominator by indicator; a numerator of None where nobody tells it."""
    legs = list(legs)
    answered = [leg for leg in legs if leg.ended == "answered"]
    gave_up = [leg for leg in legs if leg.ended == GIVEN_UP]
    a = [leg.wait for leg in answered if leg.wait is not None]
    b = [leg.wait for leg in gave_up if leg.wait is not None]
    waits = [leg.wait for leg in legs if leg.wait is not None]
    queued = [wait for wait in waits if wait > 0]
    a_t, b_t, b_s = (len([w for w in some if w <= most]) for some, most in ((a, within), (b, within), (b, short)))
    talks = [leg.talk for leg in answered if leg.talk is not None]
    holds = [leg.hold for leg in answered if leg.hold is not None]
    acws = [leg.acw for leg in answered if leg.acw is not None]
    rang = [leg for leg in legs if leg.ring is not None or leg.missed]
    rings = sum(leg.missed + (leg.ring is not None) for leg in rang)
    mine = [leg.ring for leg in answered if leg.ring is not None]
    moves = [leg.moved_on for leg in answered if leg.moved_on is not None]
    return {
        "calls_offered": (len(legs), None),
        "calls_answered": (len(answered), None),
        "calls_abandoned": (len(gave_up), None),
        "service_level_sl1": (a_t + b_t, len(a) + len(b)),
        "service_level_sl2": (a_t, len(a)),
        "service_level_sl3": (a_t, len(a) + len(b)),
        "service_level_sl4": (a_t, len(a) + len(b) - b_t),
        "service_level_sl5": (a_t, len(a) + len(b) - b_s),
        "average_speed_of_answer": (sum(a), len(a)),
        "average_speed_of_answer_total": (sum(waits), len(answered)),
        "average_abandonment_time": (sum(b), len(b)),
        "average_queue_time": (sum(waits), len(queued)),
        "percent_abandoned": (len(gave_up), len(answered) + len(gave_up)),
        "percent_abandoned_without_short": (len(b) - b_s, len(answered) + len(b) - b_s),
        "percent_answered": (len(answered), len(legs)),
        "percent_queued": (len(queued), len(legs)),
        "percent_transferred": (sum(moves), len(moves)),
        "average_talk_time": (sum(talks), len(talks)),
        "average_handle_time": (
            sum(leg.talk + (leg.hold or 0) + (leg.acw or 0) for leg in answered if leg.talk is not None),
            len(talks),
        ),
        "average_hold_time": (sum(holds), len(holds)),
        "after_call_work_time": (sum(acws), len(acws)),
        "average_ring_time": (sum((leg.ring or 0) + leg.missed_ring for leg in rang), rings),
        "average_number_of_rings": (sum(mine) / cycle, len(mine)),
    }
