"""What is read once a surge is over, and what picture stands at its beginning?"""

from rules.surges_incident import MINUTE, Shown
from rules.surges_report import Answered, Course, Report, highest
from views import surges as told
from views import surges_chart as chart
from views.message import Block, Message, Picture
from views.parts import heading, in_sections, line, lines, message, place, short
from views.words import Reader

SHOWN_CHANGES = 30
SHOWN_ANSWERS = 60


def opening(t: Reader, queue: str, course: Course) -> Message:
    """The calls of the last two hours, below the message of the incident."""
    shown = picture(t, queue, course)
    said = t("surges-chart-said", queue=short(queue), to=t.clock(course.to_at))
    return message(line(said), place(shown), picture=shown)


def report(t: Reader, shown: Shown, found: Report) -> Message:
    one = shown.incident
    assert one.ended_at is not None
    drill = "yes" if one.is_drill else "no"
    minutes = str((one.ended_at - one.started_at) // MINUTE)
    level = highest(shown.changes)
    levels = {
        name: _level(t, some)
        for name, some in (("before", found.before), ("during", found.during), ("after", found.after))
    }
    drawn = picture(t, one.queue, found.course)
    return message(
        heading(t.plain("surges-report-title", drill=drill, queue=short(one.queue))),
        lines(
            [
                t("surges-report-span", **{"from": one.started_at, "to": one.ended_at}, minutes=minutes, level=level),
                t("surges-report-levels", **levels),
            ]
        ),
        place(drawn),
        *_answers(t, shown),
        *told.timeline(t, shown, SHOWN_CHANGES),
        picture=drawn,
    )


def picture(t: Reader, queue: str, course: Course) -> Picture:
    known = [one for one in course.expected if one is not None]
    drawn = chart.Chart(
        title=t.plain("surges-chart-title", queue=short(queue), minutes=str(course.minutes)),
        labels=[t.clock(course.at(number)) for number in range(len(course.came))],
        came=course.came,
        expected=course.expected,
        came_label=t.plain("surges-chart-came"),
        expected_label=t.plain("surges-chart-expected") if known else t.plain("surges-chart-not-expected"),
    )
    words = t.plain(
        "surges-chart-alt",
        queue=short(queue),
        minutes=str(course.minutes),
        to=t.clock(course.to_at),
        calls=str(sum(course.came)),
        expected=str(round(sum(known))) if known else t.plain("surges-unknown"),
    )
    return Picture(f"surge-{course.to_at:%Y%m%d-%H%M}.png", chart.png(drawn), words)


def _level(t: Reader, some: Answered) -> str:
    if not some.decided:
        return t.plain("surges-unknown")
    percent = str(round(100 * some.in_time / some.decided))
    return t.plain("surges-report-level", percent=percent, calls=str(some.decided))


def _answers(t: Reader, shown: Shown) -> list[Block]:
    """How long everybody took, in the order in which they were called; nobody is ranked."""
    if not shown.requests:
        return []
    said = [t("surges-report-answers")]
    for one in shown.requests[:SHOWN_ANSWERS]:
        name = short(shown.people.get(one.person_id, str(one.person_id)))
        if one.answered_at is None:
            said.append(t("surges-report-unanswered", name=name))
        else:
            seconds = str(round((one.answered_at - one.asked_at).total_seconds()))
            said.append(t("surges-report-answer", name=name, seconds=seconds))
    return [line(text) for text in in_sections(said)]
