"""What do people read when a surge makes breaks fewer and shorter? (SG-04)"""

from datetime import datetime

from rules.breaks import MINUTE, Break
from rules.surges_policy import Ration
from views.message import Block, Message
from views.parts import button, buttons, line, message, note
from views.words import Reader


def why(t: Reader, ration: Ration, in_line: bool = False) -> Block:
    """Why breaks are not as usual, and what to do about it."""
    if ration.tokens == 0:
        return note(t("surges-paused-in-line" if in_line else "surges-paused"))
    return note(t("surges-shorter", minutes=ration.length // MINUTE))


def on_board(t: Reader, ration: Ration) -> Block:
    if ration.tokens == 0:
        return line(t("surges-board-paused"))
    return line(t("surges-board-shorter", tokens=ration.tokens, minutes=ration.length // MINUTE))


def asked_back(t: Reader, one: Break) -> Message:
    """A question and no order: the break stays what it was promised to be."""
    return message(line(t("surges-asked-back", due=one.due_at)), buttons(button(t, "breaks.back", one.id, "primary")))


def over(t: Reader, over_at: datetime) -> Message:
    return message(line(t("surges-as-usual", at=over_at)))
