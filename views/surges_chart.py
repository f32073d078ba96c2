"""How does a surge look: calls that came, interval by interval, against the line of what was expected?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from views import charts
from views.charts import CALM, INK, LARGE, MARGIN, NORMAL, QUIET, SMALL, WIDTH, Paper

HEAD, LEGEND, PLOT, FOOT = 110, 80, 420, 90
ROOM_ABOVE = 1.16  # of the highest bar, for its number


@dataclass(frozen=True)
class Chart:
    """The oldest interval first; None where nobody knew what to expect."""

    title: str
    labels: Sequence[str]
    came: Sequence[int]
    expected: Sequence[float | None]
    came_label: str
    expected_label: str


def png(chart: Chart) -> bytes:
    """The picture, 1600 pixels wide; the same bytes for the same chart."""
    with charts.drawing():
        return drawn(chart).png()


def drawn(chart: Chart) -> Paper:
    """The picture before it is pixels; only while `charts.drawing`."""
    paper = Paper(HEAD + LEGEND + PLOT + FOOT)
    paper.write_within(MARGIN, HEAD / 2, chart.title, WIDTH - 2 * MARGIN, LARGE)
    _legend(paper, chart)
    _calls(paper, chart)
    return paper


def _legend(paper: Paper, chart: Chart) -> None:
    y = HEAD + 20
    sample = paper.plot(MARGIN, y - 16, 32, 32)
    sample.bar(0.5, 1, 1, color=CALM)
    written = paper.write(MARGIN + 48, y, chart.came_label, NORMAL, QUIET)
    x = MARGIN + 48 + paper.width_of(written) + 56
    line = paper.plot(x, y - 16, 64, 32)
    line.plot([0, 1], [0, 0], color=INK, linewidth=5)
    paper.write(x + 80, y, chart.expected_label, NORMAL, QUIET)


def _calls(paper: Paper, chart: Chart) -> None:
    plot = paper.plot(MARGIN, HEAD + LEGEND, WIDTH - 2 * MARGIN, PLOT)
    places = range(len(chart.came))
    most = max([1.0, *chart.came, *(one for one in chart.expected if one is not None)])
    plot.set_xlim(-0.5, max(len(places), 1) - 0.5)
    plot.set_ylim(0, most * ROOM_ABOVE)
    plot.axhline(0, color=QUIET, linewidth=3)
    plot.bar(places, chart.came, 0.74, color=CALM)
    known = charts.gaps(list(chart.expected))
    edges = [place - 0.5 for place in (*places, len(places))]
    plot.step(edges, [*known, *(known[-1:] or [math.nan])], where="post", color=INK, linewidth=5)
    slot = (WIDTH - 2 * MARGIN) / max(len(places), 1)
    for place, calls in enumerate(chart.came):
        if calls and calls == max(chart.came):
            x = MARGIN + (place + 0.5) * slot
            paper.write(x, paper.y_of(plot, calls) - 22, str(calls), SMALL, INK, "center")
            break
    every = max(1, math.ceil(130 / slot))
    for place in places[::every]:
        x = MARGIN + (place + 0.5) * slot
        paper.write(x, HEAD + LEGEND + PLOT + 32, chart.labels[place], SMALL, QUIET, "center")
