"""What does somebody at home read when a surge asks them to come in? (SG-05)"""

from rules.surges_callin import ARRIVALS, UNANSWERED, Call, State
from views.message import Message
from views.parts import button, buttons, line, message, note
from views.words import Reader


def called(t: Reader, one: Call) -> Message:
    """The private request, and later what became of it."""
    if one.state in UNANSWERED:
        return message(
            line(t("surges-call", until=one.answer_by)),
            note(t("surges-call-free")),
            # A row for each: two buttons of one action may not stand in the same row.
            *(buttons(button(t, "surges.accept", f"{one.id}:{minutes}", minutes=minutes)) for minutes in ARRIVALS),
            buttons(button(t, "surges.decline", one.id)),
        )
    if one.state is State.ACCEPTED:
        return message(
            line(t("surges-call-accepted", arrives=one.arrives_at)),
            buttons(button(t, "surges.arrive", one.id, "primary"), button(t, "surges.decline", one.id)),
        )
    return message(line(t(f"surges-call-{one.state}")))


def released(t: Reader) -> Message:
    """For whoever was on the way."""
    return message(line(t("surges-call-turn-back")))
