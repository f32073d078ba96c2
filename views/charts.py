"""How does the house draw: on which paper, with which letters and colours?

Drawing takes a second and much memory to load, so it is loaded with the first picture and not before.
"""

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import pylopdf_fonts_zh_cn

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text

FONT = pylopdf_fonts_zh_cn.sans_path()  # the same letters on every machine, the Chinese ones among them

# In pixels. Slack shows a picture some 500 wide, a phone less: what is written stands three times as large here.
WIDTH = 1600
MARGIN = 48
TINY, SMALL, NORMAL, LARGE = 26, 32, 38, 52

INK, QUIET, FAINT = "#1d1c1d", "#5e5d60", "#e3e3e3"
# Told apart also by those who see no red and green; a mark or a word always goes with them.
GOOD, BAD, NEUTRAL = "#007a5c", "#b84600", "#4a5568"
CALM, LOUD = "#7fb0d8", "#e08a1e"

_DOTS_AN_INCH = 72  # a point is a pixel
_ONE_AT_A_TIME = Lock()  # matplotlib's settings are everybody's


@contextmanager
def drawing() -> Iterator[None]:
    """Nobody else draws meanwhile, and no settings of the machine's owner bear on the picture."""
    import matplotlib as mpl

    with _ONE_AT_A_TIME, mpl.rc_context(mpl.rcParamsDefault):
        yield


@cache
def letters(font: Path, size: float) -> "FontProperties":
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(font), size=size)


class Paper:
    """A picture that grows from the top left, in pixels."""

    def __init__(self, height: int) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.height = height
        size = (WIDTH / _DOTS_AN_INCH, height / _DOTS_AN_INCH)
        self.figure: Figure = Figure(size, dpi=_DOTS_AN_INCH, facecolor="white")
        self._canvas = FigureCanvasAgg(self.figure)

    def plot(self, x: float, y: float, width: float, height: float) -> "Axes":
        """A bare place to draw in: no frame, no marks, no numbers."""
        box = (x / WIDTH, 1 - (y + height) / self.height, width / WIDTH, height / self.height)
        plot = self.figure.add_axes(box)
        plot.set_axis_off()
        return plot

    def write(self, x: float, y: float, text: str, size: int = SMALL, color: str = INK, align: str = "left") -> "Text":
        """`y` is the middle of the letters."""
        # A dollar sign in somebody's words is no formula.
        return self.figure.text(
            x / WIDTH,
            1 - y / self.height,
            text,
            fontproperties=letters(FONT, size),
            color=color,
            ha=align,
            va="center_baseline",
            parse_math=False,
        )

    def write_within(self, x: float, y: float, text: str, width: float, size: int, color: str = INK) -> "Text":
        """Smaller, and at last cut off, where the words are longer than their place."""
        written = self.write(x, y, text, size, color)
        for smaller in (NORMAL, SMALL, TINY):
            if smaller < size and self.width_of(written) > width:
                written.set_fontproperties(letters(FONT, smaller))
        while self.width_of(written) > width and len(text) > 1:
            text = text[:-1]
            written.set_text(f"{text.rstrip()}…")
        return written

    def width_of(self, written: "Text") -> float:
        return written.get_window_extent(self._canvas.get_renderer()).width

    def y_of(self, plot: "Axes", value: float) -> float:
        """How far below the top a value of a plot lies."""
        return self.height - float(plot.transData.transform((0, value))[1])

    def png(self) -> bytes:
        """The same bytes for the same picture: no date and no version goes in."""
        out = io.BytesIO()
        self.figure.savefig(out, format="png", dpi=_DOTS_AN_INCH, metadata={"Software": None})
        return out.getvalue()


def reach(values: list[float], least: float = 0.1) -> tuple[float, float]:
    """From where to where a plot goes, so that a small change does not look like a large one."""
    low, high = min(values), max(values)
    span = max(high - low, least * max(abs(low), abs(high)), 1.0)
    middle = (low + high) / 2
    return middle - span * 0.65, middle + span * 0.65


def gaps(values: "list[float | None]") -> list[float]:
    """As lines are drawn: what is not known interrupts them."""
    return [math.nan if value is None else value for value in values]


def apart(wanted: list[float], distance: float) -> list[float]:
    """Two heights moved away from each other until there is so much between them."""
    first, second = wanted
    missing = (distance - abs(first - second)) / 2
    if missing <= 0:
        return wanted
    sign = 1 if first > second else -1
    return [first + sign * missing, second - sign * missing]
