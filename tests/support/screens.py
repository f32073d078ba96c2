"""Every screen there is, with sample facts: what a view is called, and how it looks in each of its moods."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from rules.breaks import MINUTE, Break, Cap, Floor, State, Usage
from rules.breaks_report import Board, Outing
from rules.refusals import Refusal
from rules.roles import LEADERS
from rules.shifts import Shift
from rules.surges_callin import Call
from rules.surges_callin import State as Called
from rules.surges_policy import Ration
from support import digests_asked_screens, digests_screens, surges_screens
from support.breaks import a_break
from support.cast import MORNING, SHIFT, ZONE
from support.house import SITE, WORDS
from views import breaks, breaks_board, breaks_report, floor, home, surges_callin, surges_policy
from views.message import Home, Message, Modal
from views.words import LANGUAGES, Reader

Shown = Message | Modal | Home
Draw = Callable[[Reader], Shown]

RULES = SITE.handbook.breaks
TODAY = MORNING.date()
NASTY = "<!channel> & *<@U0MEI>* {$name} "
LONG_NAME = (NASTY * 4)[:80]
LONGEST_NAME = ("&<>" * 27)[:80]  # four or five letters each, once they are escaped
LONGEST_REASON = ("&" + "长话短说 " * 400)[:2000]

ONE = a_break(7, person_id=1, asked_at=MORNING - 5 * MINUTE)
OUT = ONE._replace(
    state=State.OUT, token_no=1, out_at=MORNING - 5 * MINUTE, due_at=MORNING + 10 * MINUTE, counted=15 * MINUTE
)
LATE = OUT._replace(id=8, out_at=MORNING - 30 * MINUTE, due_at=MORNING - 15 * MINUTE)
LUNCH = OUT._replace(id=9, kind="lunch", token_no=None)
URGENT = OUT._replace(id=10, kind="urgent", token_no=None)
OFFERED = ONE._replace(id=11, state=State.OFFERED, token_no=1, offers=1, offer_ends_at=MORNING + 2 * MINUTE)
APPLIED = ONE._replace(id=12, state=State.APPLIED, reason=NASTY)
SECOND = ONE._replace(id=13, person_id=2, asked_at=MORNING)
PAUSED = Cap(0, MORNING + 60 * MINUTE, NASTY)
RATIONS = (Ration(0, 5 * MINUTE), Ration(1, 5 * MINUTE), Ration(2, 5 * MINUTE))
CALL = Call(7, 1, 1, Called.ASKED, MORNING, MORNING + 10 * MINUTE, MORNING + 90 * MINUTE)
USED = Usage(2, 25 * MINUTE, MORNING - 60 * MINUTE)
DAY = Shift(*SHIFT, "day")


def over(one: Break, state: State) -> Break:
    return one._replace(state=state, ended_at=MORNING)


def floor_of(*some: Break, cap: Cap | None = None) -> Floor:
    return Floor([one._replace(person_id=number) for number, one in enumerate(some, start=1)], cap)


def board_of(*some: Break, team: str = "A1", cap: Cap | None = None, name: str = "Mei") -> Board:
    names = {number: f"{number} {name}"[:80] for number in range(1, len(some) + 1)}
    return Board(team, floor_of(*some, cap=cap), names, 12, 130 * MINUTE)


def full_board(team: str) -> Board:
    """As bad as it gets: forty in line, forty at lunch, every name and the reason as long as they may be."""
    waiting = [ONE._replace(id=number) for number in range(100, 140)]
    lunches = [LUNCH._replace(id=number) for number in range(200, 240)]
    cap = Cap(1, SHIFT[1], LONGEST_REASON)
    return board_of(OUT, LATE, OFFERED, *waiting, *lunches, team=team, cap=cap, name=LONGEST_NAME)


FULL = [full_board(f"{number} {LONG_NAME}"[:80]) for number in range(1, 13)]
OUTING = Outing(1, "Mei", "1001", "short", 4 * MINUTE, 15 * MINUTE, timedelta())
FULL_DAY = {
    f"{team} {LONG_NAME}"[:80]: [
        replace(OUTING, person_id=number, employee_no=str(number), name=LONG_NAME, late_by=5 * MINUTE)
        for number in range(60)
    ]
    for team in range(12)
}
REFUSALS = (
    Refusal("breaks-off-shift"),
    Refusal("breaks-off-shift-next", starts=SHIFT[1]),
    Refusal("breaks-protected-start", until=MORNING, minutes=30),
    Refusal("breaks-protected-end", until=SHIFT[1], minutes=30),
    Refusal("breaks-allowance-outings", outings=4),
    Refusal("breaks-allowance-minutes", left=5, limit=40),
    Refusal("breaks-allowance-minutes", left=0, limit=40),
    Refusal("breaks-capped", until=SHIFT[1], reason=LONGEST_REASON),
    Refusal("breaks-length", kind="short", limit=15),
    Refusal("breaks-no-team"),
)
UNDONE = (over(APPLIED, State.DECLINED), over(APPLIED, State.LAPSED))

FIGURES = [(TODAY - timedelta(days=1), None), (TODAY, digests_screens.measures(50))]

SCREENS: Mapping[str, Sequence[Draw]] = {
    **digests_screens.SCREENS,
    **digests_asked_screens.SCREENS,
    **surges_screens.SCREENS,
    "breaks.granted": [
        lambda t, one=one, ration=ration: breaks.granted(t, one, ration)
        for one in (OUT, LUNCH, URGENT)
        for ration in (None, RATIONS[1])
    ],
    "breaks.queued": [
        lambda t, cap=cap, ration=ration: breaks.queued(t, SECOND, Floor([OUT, ONE, SECOND], cap, ration), RULES)
        for cap in (None, PAUSED)
        for ration in (None, *RATIONS)
    ],
    "breaks.standing": [
        lambda t, one=one, ration=ration: breaks.standing(
            t, one, Floor([one] if one else [], None, ration), USED, RULES
        )
        for one in (None, OUT, LATE, LUNCH, URGENT, ONE, OFFERED, APPLIED)
        for ration in (None, *RATIONS)
    ],
    "breaks.offered": [lambda t: breaks.offered(t, OFFERED)],
    "breaks.ended": [
        lambda t, state=state: breaks.ended(t, over(OUT, state))
        for state in State
        if state not in (State.APPLIED, State.WAITING, State.OFFERED, State.OUT)
    ],
    "breaks.back": [lambda t, one=one: breaks.back(t, one, MORNING) for one in (OUT, LATE)],
    "breaks.said": [
        lambda t: breaks.said(t, "breaks-left"),
        lambda t: breaks.said(t, "breaks-not-out", breaks.offered(t, OFFERED)),
    ],
    "breaks.refused": [lambda t, no=no: breaks.refused(t, no, 10) for no in REFUSALS],
    "breaks.application_form": [lambda t: breaks.application_form(t, 15, 10, 2000)],
    "breaks.unknown": [
        lambda t, near=near, leader=leader: breaks.unknown(t, NASTY, near, leader)
        for near in (None, "back")
        for leader in (True, False)
    ],
    "breaks.help_for": [lambda t, leader=leader: breaks.help_for(t, leader) for leader in (True, False)],
    "breaks.due": [lambda t, one=one: breaks.due(t, one) for one in (OUT, LATE)],
    "breaks.over": [
        lambda t, one=one, offers=offers: breaks.over(t, one, "Lin", offers)
        for one in (
            *(over(OUT, state) for state in (State.RECALLED, State.CLOSED, State.DECLINED, State.LAPSED)),
            over(APPLIED, State.LAPSED),
        )
        for offers in (True, False)
    ],
    "breaks.approved": [lambda t: breaks.approved(t, NASTY)],
    "breaks_board.board": [
        lambda t, shown=shown: breaks_board.board(t, shown, RULES)
        for shown in (
            board_of(),
            board_of(OUT, ONE, OFFERED),
            board_of(LATE, URGENT, cap=PAUSED, name=NASTY),
            board_of(cap=Cap(0, SHIFT[1], "")),
            *(
                replace(shown, floor=replace(shown.floor, ration=one))
                for shown in (board_of(), FULL[0])
                for one in RATIONS
            ),
            FULL[0],
        )
    ],
    "breaks_board.boards": [
        lambda t, shown=shown: breaks_board.boards(t, shown, RULES)
        for shown in ([], [board_of(OUT, ONE)], [board_of(team=f"T{n}") for n in range(40)], FULL)
    ],
    "breaks_board.recalled": [lambda t: breaks_board.recalled(t, NASTY)],
    "breaks_board.cap_set": [lambda t: breaks_board.cap_set(t, LONG_NAME, Cap(1, SHIFT[1], LONGEST_REASON))],
    "breaks_board.application": [
        lambda t, one=one: breaks_board.application(t, one._replace(reason=LONGEST_REASON), LONG_NAME, "A1", "Lin")
        for one in (APPLIED, over(APPLIED, State.WAITING)._replace(approved=True), *UNDONE)
    ],
    "breaks_board.decided": [lambda t, yes=yes: breaks_board.decided(t, yes, NASTY) for yes in (True, False)],
    "breaks_board.urgent": [
        lambda t, one=one: breaks_board.urgent(t, one, NASTY) for one in (URGENT, over(URGENT, State.RETURNED))
    ],
    "breaks_board.late": [
        lambda t, one=one, exception=exception: breaks_board.late(t, one, NASTY, exception)
        for one in (LATE, over(LATE, State.RETURNED), over(LATE, State.CLOSED))
        for exception in (True, False)
    ],
    "breaks_report.report": [
        lambda t, day=day: breaks_report.report(t, TODAY, day)
        for day in ({"A1": []}, {"A1": [OUTING, replace(OUTING, late_by=MINUTE)], "B1": []}, FULL_DAY)
    ],
    "breaks_report.file": [lambda t: breaks_report.file(t, TODAY, FULL_DAY)],
    "floor.help_for": [lambda t: floor.help_for(t, [("/break", "breaks"), ("/floor", "floor")], leader=True)],
    "floor.how_to_choose": [floor.how_to_choose],
    "floor.chosen": [floor.chosen],
    "floor.stranger": [lambda t: floor.stranger(t, "U0STRANGER")],
    "floor.denied": [lambda t: floor.denied(t, LEADERS)],
    "floor.refused": [lambda t: floor.refused(t, "floor-too-long", limit=3000, letters=3001)],
    "floor.working": [floor.working],
    "floor.bug": [lambda t: floor.bug(t, "0a1b2c3d")],
    "floor.busy": [floor.busy],
    "floor.form_not_shown": [floor.form_not_shown],
    "floor.old_button": [floor.old_button],
    "floor.unsaid": [
        lambda t, where=where, count=count: floor.unsaid(t, where, count, "is_archived")
        for where in ("C0A1", "U0BO")
        for count in (1, 1200)
    ],
    "floor.slips": [lambda t: floor.slips({"minutes": t.plain("breaks-form-minutes-bad", limit=15)})],
    "floor.note_in_modal": [
        lambda t, title=title: floor.note_in_modal(t, title, breaks.granted(t, OUT).payload())
        for title in (None, "特殊申请外出")
    ],
    "surges_callin.called": [
        lambda t, state=state: surges_callin.called(t, CALL._replace(state=state)) for state in Called
    ],
    "surges_callin.released": [surges_callin.released],
    "surges_policy.asked_back": [lambda t: surges_policy.asked_back(t, OUT)],
    "surges_policy.over": [lambda t: surges_policy.over(t, MORNING)],
    "home.home": [
        lambda t, shift=shift, one=one, boards=boards: home.home(
            t, LONG_NAME, shift, one, Floor([one] if one else []), USED, boards, RULES, FIGURES
        )
        for shift, one, boards in ((None, None, []), (DAY, OUT, [board_of(OUT, ONE)]), (DAY, ONE, FULL))
    ],
}


def readers() -> list[Reader]:
    return [WORDS.reader(language, ZONE, MORNING) for language in LANGUAGES]


def drawn() -> Iterator[tuple[str, Reader, Shown]]:
    """Every screen in every mood and language, drawn."""
    for name, moods in SCREENS.items():
        for draw in moods:
            for t in readers():
                yield name, t, draw(t)
