"""What is read about a surge, with sample facts, in each of its moods."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from rules.surges import Reason, Why
from rules.surges_callin import Standing
from rules.surges_incident import CLOCK, Act, Change, Did, Figures, Incident, Needed, Request, Shown
from rules.surges_report import Answered, Course, Report
from support.cast import MORNING
from views import surges, surges_report
from views.message import Message
from views.words import Reader

MINUTE = timedelta(minutes=1)
NASTY = "<!channel> & *<@U0MEI>* {$name} "
LONG = ("&<>" * 90)[:256]
ONE = Incident(7, "support", False, 1, MORNING, MORNING - 10 * MINUTE, None, "{}", None)
DRILL = replace(ONE, is_drill=True)
OVER = replace(ONE, ended_at=MORNING)
NEEDED = Needed(6, 15, 0.8, 20, 1300, 181.4, 92.3)
FIGURES = Figures(MORNING, 5, 42, 20.4, 0.55, 75, 8, 12, NEEDED)
UNKNOWN = Figures(MORNING, 5, 42, None, None, 0, 0, None, None)
ENOUGH = replace(FIGURES, needed=replace(NEEDED, more=0, patience_s=None))
FOUND = tuple(Reason(why, 0.42, 20, 5 * MINUTE) for why in Why)
CHANGES = [
    Change(MORNING, Did.OPENED, 1, Act(CLOCK, found=FOUND)),
    Change(MORNING, Did.RAISED, 2, Act("3001", NASTY * 6)),
    Change(MORNING, Did.LOWERED, 1, Act("3001", "calm")),
    Change(MORNING, Did.ENDED, 1, Act(CLOCK)),
]
ASKED = Request(1, MORNING - 6 * MINUTE, MORNING - MINUTE, shown_at=MORNING)
DONE = ASKED._replace(person_id=2, acknowledged_at=MORNING)
SEEN = ASKED._replace(person_id=3, seen_at=MORNING)
PEOPLE = {1: NASTY, 2: "Lin", 3: "Hao", **dict.fromkeys(range(100, 180), (NASTY * 4)[:80])}


def shown(one: Incident = ONE, *called: Request, figures: Figures | None = FIGURES) -> Shown:
    return Shown(one, CHANGES, called, figures, {"3001": NASTY}, PEOPLE)


FULL = Shown(
    replace(ONE, queue=LONG, level=3),
    [change for change in CHANGES for _ in range(20)],
    [ASKED._replace(person_id=number) for number in range(100, 180)],
    FIGURES,
    {"3001": (NASTY * 4)[:80]},
    PEOPLE,
    Standing(6, 18, 4, 3, 11, 2),
)
MOODS = (
    *(shown(replace(ONE, level=level)) for level in range(4)),
    shown(ONE, ASKED, DONE, SEEN, figures=UNKNOWN),
    shown(DRILL, ASKED),
    shown(OVER, DONE, figures=ENOUGH),
    shown(ONE, figures=ENOUGH),
    shown(replace(DRILL, ended_at=MORNING), DONE),
    FULL,
)

COURSE = Course(
    MORNING - 120 * MINUTE, 5, tuple(range(8, 32)), (None, None, *(12 + number / 2 for number in range(22)))
)
EMPTY = Course(MORNING, 5, (), ())
FOUND_LATER = Report(Answered(80, 100), Answered(40, 100), Answered(0, 0), COURSE)
ENDED = replace(FULL, incident=replace(FULL.incident, ended_at=MORNING))

SCREENS: Mapping[str, Sequence[Callable[[Reader], Message]]] = {
    "surges.incident": [lambda t, one=one: surges.incident(t, one) for one in MOODS],
    "surges.request": [
        lambda t, one=one, called=called: surges.request(t, one, called)
        for one in (ONE, DRILL, OVER)
        for called in (ASKED, DONE)
    ],
    "surges.late": [lambda t, one=one: surges.late(t, one) for one in (*MOODS, shown(OVER, ASKED), shown(ONE, ASKED))],
    "surges.silence": [lambda t, end=end: surges.silence(t, NASTY, MORNING, end) for end in (None, MORNING)],
    "surges.state": [
        lambda t, some=some, silent=silent: surges.state(t, some, silent, 5)
        for some in ([], MOODS, [FULL] * 40)
        for silent in ([], [LONG[:80]] * 30)
    ],
    "surges.said": [lambda t: surges.said(t, "surges-acknowledged")],
    "surges_report.opening": [
        lambda t, course=course: surges_report.opening(t, LONG, course) for course in (COURSE, EMPTY)
    ],
    "surges_report.report": [
        lambda t, one=one: surges_report.report(t, one, FOUND_LATER)
        for one in (shown(OVER, ASKED, DONE), shown(replace(DRILL, ended_at=MORNING), DONE), ENDED)
    ],
    "surges.help_for": [surges.help_for],
}
