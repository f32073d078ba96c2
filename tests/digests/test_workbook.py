"""Can the workbook be opened, counted with, and understood; and is nothing in it run?"""

import io
from datetime import datetime, timedelta

import openpyxl
import pytest
from openpyxl import Workbook
from support.cast import MORNING, ZONE, at
from support.digests_screens import MONDAY, RULES, measures
from support.house import WORDS

from rules import digests_slots as slots
from rules.digests_days import Hour, Totals, told_keys
from rules.digests_facts import CENTRE, Kind, Scope
from views import digests_workbook
from views.words import LANGUAGES

A1, MEI, ODD = Scope(Kind.TEAM, "A1"), Scope(Kind.AGENT, "1001"), Scope(Kind.AGENT, "1002")
SUPPORT = Scope(Kind.QUEUE, "@support")
HOURS = [Hour(at("09:00") + number * timedelta(hours=1), measures(number)) for number in range(3)]
NAMES = {"1001": "Mei", "1002": '=HYPERLINK("http://example.org")\x07'}


def book(language: str = "en") -> Workbook:
    t = WORDS.reader(language, ZONE, MORNING)
    some = [Totals(one, measures(12.5)) for one in (ODD, MEI, A1, SUPPORT)]
    some.append(Totals(CENTRE, {key: m for key, m in measures(12.5).items() if key != "login_rate"}))
    drawn = digests_workbook.file(t, MONDAY, CENTRE, some, NAMES, HOURS, RULES)
    assert drawn.file is not None
    return openpyxl.load_workbook(io.BytesIO(drawn.file.content))


@pytest.mark.parametrize(
    ("language", "sheets", "header"),
    [
        ("en", ["Numbers", "Hours", "What is what"], ["Scope", "Name", "Employee number", "Average ring time (s)"]),
        ("zh-CN", ["指标", "分小时", "说明"], ["范围", "名称", "工号", "平均振铃时间（秒）"]),
    ],
)
def test_its_sheets_speak_the_language_of_its_reader(language: str, sheets: list[str], header: list[str]) -> None:
    one = book(language)
    assert one.sheetnames == sheets
    assert [cell.value for cell in one.worksheets[0][1]][:4] == header
    assert len(one.worksheets[0][1]) == 3 + len(told_keys(RULES))


def test_the_centre_comes_first_then_queues_teams_and_people_by_name() -> None:
    rows = list(book().worksheets[0].iter_rows(min_row=2, max_col=3, values_only=True))
    assert rows[0] == ("centre", None, None)
    assert [row[0] for row in rows] == ["centre", "queue", "team", "agent", "agent"]
    assert rows[2:4] == [("team", "A1", None), ("agent", "Mei", "1001")]


def test_numbers_are_numbers_and_no_data_is_an_empty_cell() -> None:
    sheet = book().worksheets[0]
    keys = told_keys(RULES)
    login, offered = 4 + keys.index("login_rate"), 4 + keys.index("calls_offered")
    assert sheet.cell(2, login).value is None
    assert sheet.cell(3, login).value == 12.5
    assert sheet.cell(3, login).number_format == "0.00"
    assert sheet.cell(3, offered).number_format == "#,##0"


def test_hours_are_moments_on_the_sites_clock() -> None:
    sheet = book().worksheets[1]
    assert sheet["A2"].value == datetime(2026, 11, 23, 9)  # noqa: DTZ001 as Excel has it, without a zone
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [0, 1, 2]


def test_headers_stand_still_and_columns_are_wide_enough() -> None:
    for sheet in book("zh-CN").worksheets:
        assert sheet.freeze_panes == "A2"
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
        assert min(widths) >= 5
        assert max(widths) <= 70


def test_a_name_that_begins_like_a_formula_stays_a_name() -> None:
    cells = [cell for sheet in book().worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert '\'=HYPERLINK("http://example.org")' in [cell.value for cell in cells]
    assert "'@support" in [cell.value for cell in cells]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_is_explained(language: str) -> None:
    rows = list(book(language).worksheets[2].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows[:-1]] == list(told_keys(RULES))
    assert all(all(row[:5]) and row[6] and row[8] for row in rows[:-1])
    utilisation = next(row for row in rows if row[1] == "utilisation")
    if language == "en":
        assert utilisation[2] == "(talk with hold + after-call work) ÷ signed-in time × 100"
        assert utilisation[4:6] == ("talk with hold, s + after-call work, s", "signed-in time, s")
        assert utilisation[8] == "yes"


def test_a_week_has_a_name_of_its_own_and_no_sheet_of_hours_it_does_not_have() -> None:
    t = WORDS.reader("en", ZONE, MORNING)
    week = slots.a_week(MORNING.date())
    drawn = digests_workbook.file(t, week, MEI, [Totals(MEI, measures(1))], NAMES, [], RULES)
    assert drawn.file is not None
    assert drawn.file.name == "kpi-2026-11-23-week.xlsx"
    assert "agent Mei" in drawn.text
    assert len(openpyxl.load_workbook(io.BytesIO(drawn.file.content)).sheetnames) == 2
