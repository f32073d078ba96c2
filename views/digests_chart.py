"""How does a day look in one picture: the calls by the hour, and the four rates of the last days?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from views import charts
from views.charts import (
    BAD,
    CALM,
    FAINT,
    GOOD,
    INK,
    LARGE,
    LOUD,
    MARGIN,
    NEUTRAL,
    NORMAL,
    QUIET,
    SMALL,
    TINY,
    WIDTH,
    Paper,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

HEAD = 120
HOURS = 700  # with it the picture is square: Slack shows a tall one smaller
PANEL = 390
GUTTER = 56
FEWEST = 6  # hours; a single bar is not as broad as the picture
LABELS = 200  # to the right of a plot: the newest value, the target


@dataclass(frozen=True)
class Words:
    """What is said of every rate, in the reader's language."""

    met: str
    missed: str
    no_target: str
    no_data: str


@dataclass(frozen=True)
class Hours:
    """The calls of one day, hour by hour; `service_levels` are percentages, None where nothing tells one."""

    labels: Sequence[str]
    answered: Sequence[int]
    abandoned: Sequence[int]
    service_levels: Sequence[float | None]
    target: float | None
    answered_label: str
    abandoned_label: str
    service_level_label: str
    target_label: str  # such as "target 80 %"; not read without a target
    no_calls: str


@dataclass(frozen=True)
class Rate:
    """One rate, the oldest day first; None where a day has no data. `unit` follows a value, such as " s".

    `value` is what is judged and shown large: of the newest day, or of the week to which it belongs.
    """

    label: str
    value: float | None
    days: Sequence[str]
    values: Sequence[float | None]
    unit: str
    target: float | None
    target_label: str
    more_is_good: bool


@dataclass(frozen=True)
class Chart:
    """A centre's picture has hours, a team's has only the rates."""

    title: str
    rates: Sequence[Rate]
    words: Words
    hours: Hours | None = None


def png(chart: Chart) -> bytes:
    """The picture, 1600 pixels wide; the same bytes for the same chart."""
    with charts.drawing():
        return drawn(chart).png()


def drawn(chart: Chart) -> Paper:
    """The picture before it is pixels; only while `charts.drawing`."""
    top = HEAD + (HOURS if chart.hours else 0)
    paper = Paper(top + PANEL * math.ceil(len(chart.rates) / 2))
    paper.write_within(MARGIN, HEAD / 2, chart.title, WIDTH - 2 * MARGIN, LARGE)
    if chart.hours:
        _hours(paper, chart.hours)
    for number, rate in enumerate(chart.rates):
        x = MARGIN + number % 2 * (_panel_width() + GUTTER)
        _rate(paper, rate, chart.words, x, top + number // 2 * PANEL)
    return paper


def _panel_width() -> float:
    return (WIDTH - 2 * MARGIN - GUTTER) / 2


def _hours(paper: Paper, hours: Hours) -> None:
    width = WIDTH - 2 * MARGIN - LABELS
    paper.write_within(MARGIN, HEAD + 16, hours.service_level_label, width, NORMAL, QUIET)
    _service_level(paper, hours, paper.plot(MARGIN, HEAD + 52, width, 174))
    _legend(paper, hours, HEAD + 270)
    plot = paper.plot(MARGIN, HEAD + 312, width, 290)
    _bars(paper, hours, plot)
    _below(paper, plot, hours.labels, HEAD + 632)


def _service_level(paper: Paper, hours: Hours, plot: "Axes") -> None:
    plot.set_xlim(-0.5, max(len(hours.labels), FEWEST) - 0.5)
    plot.set_ylim(-4, 104)
    for level in (0, 50, 100):
        plot.axhline(level, color=FAINT, linewidth=2, zorder=0)
    x, top, bottom = WIDTH - MARGIN - LABELS + 12, paper.y_of(plot, 100), paper.y_of(plot, 0)
    if hours.target is not None:
        plot.axhline(hours.target, color=QUIET, linewidth=3, linestyle=(0, (4, 3)))
        height, top = charts.apart([paper.y_of(plot, hours.target), top], SMALL + 6)
        height, bottom = charts.apart([height, bottom], SMALL + 6)
        paper.write_within(x, height, hours.target_label, LABELS - 12, SMALL, QUIET)
    paper.write(x, top, "100 %", SMALL, QUIET)
    paper.write(x, bottom, "0 %", SMALL, QUIET)
    _line(plot, hours.service_levels, hours.target, more_is_good=True)


def _legend(paper: Paper, hours: Hours, y: float) -> None:
    x = float(MARGIN)
    for label, color, hatch in ((hours.answered_label, CALM, ""), (hours.abandoned_label, LOUD, "//")):
        sample = paper.plot(x, y - 16, 32, 32)
        sample.set_xlim(0, 1)
        sample.bar(0.5, 1, 1, color=color, hatch=hatch, edgecolor="white")
        written = paper.write_within(x + 48, y, label, WIDTH / 2 - 160, NORMAL, QUIET)
        x += 48 + paper.width_of(written) + 56


def _bars(paper: Paper, hours: Hours, plot: "Axes") -> None:
    places = range(len(hours.labels))
    totals = [answered + abandoned for answered, abandoned in zip(hours.answered, hours.abandoned, strict=True)]
    most = max(totals, default=0)
    plot.set_xlim(-0.5, max(len(places), FEWEST) - 0.5)
    plot.set_ylim(0, max(most, 1) * 1.14)
    plot.axhline(0, color=QUIET, linewidth=3)
    plot.bar(places, hours.answered, 0.74, color=CALM)
    plot.bar(places, hours.abandoned, 0.74, bottom=hours.answered, color=LOUD, hatch="//", edgecolor="white")
    if not most:
        box = plot.get_window_extent()
        paper.write(
            box.x0 + box.width / 2, paper.height - (box.y0 + box.height / 2), hours.no_calls, LARGE, QUIET, "center"
        )
    _counts(paper, plot, totals)


def _counts(paper: Paper, plot: "Axes", totals: Sequence[int]) -> None:
    """Above every bar, where the bars are broad enough for all; otherwise above the highest only."""
    for size in (SMALL, TINY):
        written = [_count(paper, plot, place, total, size) for place, total in enumerate(totals) if total]
        if all(paper.width_of(one) <= _slot(plot) - 4 for one in written):
            return
        for one in written:
            one.remove()
    _count(paper, plot, max(range(len(totals)), key=lambda place: totals[place]), max(totals), SMALL)


def _count(paper: Paper, plot: "Axes", place: int, total: int, size: int) -> "Text":
    x, _ = plot.transData.transform((place, 0))
    return paper.write(x, paper.y_of(plot, total) - 22, str(total), size, INK, "center")


def _slot(plot: "Axes") -> float:
    """How broad the place of one hour is."""
    begins, ends = plot.get_xlim()
    return plot.get_window_extent().width / (ends - begins)


def _below(paper: Paper, plot: "Axes", labels: Sequence[str], y: float) -> None:
    """As many labels as have room, always from the first on."""
    written = [
        paper.write(plot.transData.transform((place, 0))[0], y, label, SMALL, QUIET, "center")
        for place, label in enumerate(labels)
    ]
    widest = max((paper.width_of(one) for one in written), default=0)
    step = max(math.ceil((widest + 14) / _slot(plot)), 1)
    for place, one in enumerate(written):
        if place % step:
            one.remove()


def _rate(paper: Paper, rate: Rate, words: Words, x: float, y: float) -> None:
    """One small panel: its name and the verdict, the line of days, the newest value and the target beside it."""
    width = _panel_width()
    mark, color, word = _verdict(rate.value, rate.target, rate.more_is_good, words)
    said = paper.write(x + width, y + 24, f"{mark} {word}".strip(), NORMAL, color, "right")
    paper.write_within(x, y + 24, rate.label, width - paper.width_of(said) - 24, NORMAL)
    plot = paper.plot(x, y + 64, width - LABELS, PANEL - 170)
    known = [value for value in (*rate.values, rate.value, rate.target) if value is not None]
    past = max(len(rate.days) - 1, 1)  # the newest day stands at the right, also where it is the first
    plot.set_xlim(len(rate.days) - 1 - past * 1.05, len(rate.days) - 1 + past * 0.05)
    plot.set_ylim(*charts.reach(known or [0.0]))
    plot.axhline(plot.get_ylim()[0], color=FAINT, linewidth=3)
    if rate.target is not None:
        plot.axhline(rate.target, color=QUIET, linewidth=3, linestyle=(0, (4, 3)))
    _line(plot, rate.values, rate.target, rate.more_is_good, only_newest=True)
    _beside(paper, rate, plot, rate.value, color, x + width - LABELS + 12)
    _first_and_last(paper, plot, rate.days, y + PANEL - 76)


def _beside(paper: Paper, rate: Rate, plot: "Axes", newest: float | None, color: str, x: float) -> None:
    if newest is None:
        if rate.target is not None:
            paper.write_within(x, paper.y_of(plot, rate.target), rate.target_label, LABELS - 12, SMALL, QUIET)
        return
    heights = [paper.y_of(plot, newest)]
    if rate.target is not None:
        heights = charts.apart([heights[0], paper.y_of(plot, rate.target)], LARGE)
        paper.write_within(x, heights[1], rate.target_label, LABELS - 12, SMALL, QUIET)
    paper.write_within(x, heights[0], f"{_figure(newest)}{rate.unit}", LABELS - 12, LARGE, color)


def _first_and_last(paper: Paper, plot: "Axes", days: Sequence[str], y: float) -> None:
    if not days:
        return
    box = plot.get_window_extent()
    if len(days) > 1:
        paper.write(box.x0, y, days[0], SMALL, QUIET)
    paper.write(box.x1, y, days[-1], SMALL, QUIET, "right")


def _line(
    plot: "Axes", values: Sequence[float | None], target: float | None, more_is_good: bool, only_newest: bool = False
) -> None:
    """The days or hours in a line, small dots where they stand alone, and marks that tell good from bad."""
    plot.plot(range(len(values)), charts.gaps(list(values)), color=NEUTRAL, linewidth=5, marker="o", markersize=9)
    for place, value in enumerate(values):
        if value is None or (only_newest and place < len(values) - 1):
            continue
        good = _is_good(value, target, more_is_good)
        shape, color = {None: ("o", NEUTRAL), True: ("o", GOOD), False: ("D", BAD)}[good]
        size = 24 if only_newest else 17
        plot.plot(place, value, shape, color=color, markersize=size, markeredgecolor="white", markeredgewidth=3)


def _verdict(value: float | None, target: float | None, more_is_good: bool, words: Words) -> tuple[str, str, str]:
    if value is None:
        return "", QUIET, words.no_data
    match _is_good(value, target, more_is_good):
        case None:
            return "", QUIET, words.no_target
        case True:
            return "●", GOOD, words.met
        case _:
            return "◆", BAD, words.missed


def _is_good(value: float, target: float | None, more_is_good: bool) -> bool | None:
    if target is None:
        return None
    return value >= target if more_is_good else value <= target


def _figure(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
