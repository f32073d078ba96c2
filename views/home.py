"""What does an App Home show?"""

from collections.abc import Sequence
from datetime import date

from rules.breaks import Break, Floor, Usage
from rules.breaks_report import Board
from rules.digests_days import Measures
from rules.handbook import BreakRules
from rules.shifts import Shift
from views import breaks, breaks_board, digests_asked
from views.message import Home
from views.parts import heading, line
from views.words import Reader

# A Home has room for 100 blocks; the boards may fill what the reader's own part leaves.
BOARD_BLOCKS = 84
BOARD_LETTERS = 60_000


def home(
    t: Reader,
    name: str,
    shift: Shift | None,
    mine: Break | None,
    floor: Floor,
    used: Usage,
    boards: Sequence[Board],
    handbook: BreakRules,
    figures: Sequence[tuple[date, Measures | None]] = (),
) -> Home:
    """My shift, my token or place in line, today's minutes; who takes calls reads their own `figures` of yesterday and
    today; the boards I lead stand below."""
    hours = t("breaks-home-shift", starts=shift.starts_at, ends=shift.ends_at) if shift else t("breaks-home-no-shift")
    led = breaks_board.all_led(t, boards, handbook, BOARD_BLOCKS, BOARD_LETTERS)
    return Home(
        [
            heading(t.plain("floor-home-hello", name=name)),
            line(hours),
            heading(t.plain("breaks-home-title")),
            *breaks.standing(t, mine, floor, used, handbook).blocks,
            *(digests_asked.mine(t, figures) if figures else []),
            *([heading(t.plain("breaks-home-boards")), *led] if led else []),
        ]
    )
