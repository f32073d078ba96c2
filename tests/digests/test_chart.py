"""The digest's picture shows the day as it was, in both languages, and can be read on the wall and on a phone."""

import hashlib
import math
import os
import struct
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from support.charts import DAY, LANGUAGES, LOST, WORDS, charts, hours, rate, rates

from views import charts as house
from views import digests_chart
from views.digests_chart import Chart

MOODS = [(language, mood) for language in LANGUAGES for mood in charts(language)]
ROOT = Path(__file__).parents[2]
ON_SLACK = 500 / house.WIDTH  # how much smaller Slack shows it


def drawn(chart: Chart) -> Figure:
    with house.drawing():
        return digests_chart.drawn(chart).figure


def said(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.texts]


def places(figure: Figure) -> list[tuple[str, Bbox]]:
    """Where each text stands, a little inside its edges: letters seldom fill them."""
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    renderer = canvas.get_renderer()
    return [(one.get_text(), one.get_window_extent(renderer).padded(-3)) for one in figure.texts if one.get_text()]


def line_of(plot: Axes) -> list[float]:
    """The line through the days or hours: the first that is no level."""
    line = next(one for one in plot.lines if one.get_marker() == "o" and one.get_linewidth() == 5)
    return [float(value) for value in line.get_ydata()]  # type: ignore[union-attr]


@pytest.mark.parametrize(("language", "mood"), MOODS)
def test_every_letter_is_there_and_nothing_covers_anything(language: str, mood: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a letter that the font lacks is only a warning
        figure = drawn(charts(language)[mood])
        figure.canvas.draw()
    for (one, here), (other, there) in combinations(places(figure), 2):
        assert not here.overlaps(there), f"{one} lies upon {other}"
    width, height = figure.canvas.get_width_height()
    for text, box in places(figure):
        assert 0 <= box.x0 <= box.x1 <= width, text
        assert 0 <= box.y0 <= box.y1 <= height, text


@pytest.mark.parametrize(("language", "mood"), MOODS)
def test_the_smallest_letters_can_be_read_in_slack(language: str, mood: str) -> None:
    assert min(text.get_fontsize() for text in drawn(charts(language)[mood]).texts) * ON_SLACK >= 8


def test_a_font_without_chinese_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "FONT", Path(mpl.get_data_path(), "fonts/ttf/DejaVuSans.ttf"))
    with pytest.warns(UserWarning, match="missing from font"):
        digests_chart.png(charts("zh-CN")["a team"])


@pytest.mark.parametrize(("mood", "size"), [("a day of 24 hours", (1600, 1600)), ("a team", (1600, 900))])
def test_it_is_a_png_of_twice_the_breadth_of_a_screen(mood: str, size: tuple[int, int]) -> None:
    png = digests_chart.png(charts("en")[mood])
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == size
    assert len(png) < 500_000


@pytest.mark.parametrize("count", [8, 24])
def test_the_bars_are_as_high_as_the_calls_were_many(count: int) -> None:
    which = range(9, 17) if count == 8 else range(24)
    figure = drawn(replace(charts("en")["a team"], hours=hours("en", which)))
    answered, abandoned = next(plot.containers for plot in figure.axes if len(plot.containers) == 2)
    assert [bar.get_height() for bar in answered] == [DAY[hour] for hour in which]
    assert [bar.get_height() for bar in abandoned] == [LOST[hour] for hour in which]
    assert [bar.get_y() for bar in abandoned] == [DAY[hour] for hour in which], "they stand upon each other"
    assert [text for text in said(figure) if text.isdigit()] == [str(count) for count in counted(which)]


def counted(which: range) -> list[int]:
    return [DAY[hour] + LOST[hour] for hour in which if DAY[hour] + LOST[hour]]


def test_where_the_counts_have_no_room_the_highest_is_told() -> None:
    figure = drawn(charts("en")["thousands of calls"])
    assert [text for text in said(figure) if text.isdigit()] == [str((134 + 21) * 17)]


def test_a_day_without_data_is_a_gap_and_never_zero() -> None:
    values = [8.2, None, None, 9.1, None]
    figure = drawn(Chart("t", [rate("en", 0, values, 10)], WORDS["en"]))
    line = line_of(figure.axes[0])
    assert [None if math.isnan(one) else one for one in line] == values
    assert "no data" in said(figure), "the newest day has none"


def test_an_hour_without_calls_has_no_service_level() -> None:
    figure = drawn(charts("en")["a day of 24 hours"])
    assert [math.isnan(one) for one in line_of(figure.axes[0])] == [hour in (2, 3) for hour in range(24)]


def test_a_day_without_calls_says_so() -> None:
    assert "没有来电" in said(drawn(charts("zh-CN")["no calls"]))
    assert "没有来电" not in said(drawn(charts("zh-CN")["a day of 8 hours"]))


VERDICTS = [
    (0, 9.9, 10, "● on target", house.GOOD),  # ring time: less is good
    (0, 10.0, 10, "● on target", house.GOOD),
    (0, 10.1, 10, "◆ off target", house.BAD),
    (1, 92.0, 92, "● on target", house.GOOD),  # login rate: more is good
    (1, 91.9, 92, "◆ off target", house.BAD),
    (1, 112.4, 92, "● on target", house.GOOD),
    (1, 91.9, None, "no target", house.NEUTRAL),
]


@pytest.mark.parametrize(("number", "newest", "target", "words", "color"), VERDICTS)
def test_good_and_bad_are_told_by_word_mark_and_colour(
    number: int, newest: float, target: float | None, words: str, color: str
) -> None:
    figure = drawn(Chart("t", [rate("en", number, [90.0, newest], target)], WORDS["en"]))
    assert words in said(figure)
    dot = figure.axes[0].lines[-1]
    assert (dot.get_ydata()[0], dot.get_color()) == (newest, color)  # type: ignore[index]
    assert dot.get_marker() == ("D" if words.startswith("◆") else "o")


@pytest.mark.parametrize("count", [1, 2, 10])
def test_the_newest_day_stands_at_the_right_with_its_value_beside_it(count: int) -> None:
    figure = drawn(Chart("t", rates("zh-CN", newest=count), WORDS["zh-CN"]))
    plot = figure.axes[0]
    value = next(text for text in figure.texts if text.get_text() == "7.8 秒")
    at_x, at_y = plot.transData.transform((count - 1, 7.8))
    box = plot.get_window_extent()
    assert at_x > box.x0 + box.width * 0.9
    assert count == 1 or plot.transData.transform((0, 0))[0] < box.x0 + box.width * 0.1
    assert abs(value.get_position()[1] * figure.bbox.height - at_y) < 2
    assert "11月24日" in said(figure)


def test_a_number_is_never_cut_off() -> None:
    assert {"1234.5 s", "target 1234 s", "112.4 %"} <= set(said(drawn(charts("en")["thousands of calls"])))


def test_a_target_is_a_dashed_line_with_its_value() -> None:
    figure = drawn(charts("en")["a team"])
    dashed = [one for one in figure.axes[0].lines if one.get_linestyle() == "--"]
    assert [one.get_ydata()[0] for one in dashed] == [10]  # type: ignore[index]
    assert "target 10 s" in said(figure)
    bare = drawn(charts("en")["no targets"])
    assert [one for plot in bare.axes for one in plot.lines if one.get_linestyle() == "--"] == []
    assert not any(text.startswith("target") for text in said(bare))


def test_what_somebody_typed_is_no_formula() -> None:
    chart = replace(charts("en")["a team"], title="$\\frac$ & <team>")
    assert said(drawn(chart))[0] == "$\\frac$ & <team>"
    assert digests_chart.png(chart)


def test_the_same_day_is_the_same_picture_whoever_draws_it(tmp_path: Path) -> None:
    """On another machine too, with other settings of matplotlib's, and with somebody drawing at the same time."""
    chart = charts("zh-CN")["a day of 24 hours"]
    with ThreadPoolExecutor(3) as pool:
        pictures = set(pool.map(digests_chart.png, [chart] * 3))
    assert len(pictures) == 1

    (tmp_path / "matplotlibrc").write_text("lines.dash_joinstyle: bevel\nhatch.linewidth: 9\nfigure.facecolor: black\n")
    says = (
        "import hashlib; from support.charts import charts; from views import digests_chart as d;"
        "print(hashlib.sha256(d.png(charts('zh-CN')['a day of 24 hours'])).hexdigest())"
    )
    environment = {**os.environ, "MATPLOTLIBRC": str(tmp_path), "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    ran = subprocess.run([sys.executable, "-c", says], capture_output=True, text=True, env=environment, timeout=120)
    assert ran.stdout.strip() == hashlib.sha256(pictures.pop()).hexdigest(), ran.stderr


def test_nobody_who_draws_nothing_loads_the_pencils() -> None:
    says = "import views.digests_chart, sys; sys.exit(' '.join({'matplotlib', 'numpy', 'PIL'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", says], capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert ran.stderr.strip() == ""
