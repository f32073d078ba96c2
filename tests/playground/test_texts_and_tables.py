"""What Slack refuses inside rich text, tables and the younger blocks, and where it points."""

import pytest
from block_samples import cell, complaints, data_table, listed, marked, rich, table
from playground_world import button, plain, section

PART = "/blocks/0/elements/0/elements/0"
WRONG_TEXTS = [
    ({"type": "rich_text"}, "missing required field: elements [json-pointer:/blocks/0]"),
    (
        {"type": "rich_text", "elements": [{"type": "rich_text_poem"}]},
        "unsupported type: rich_text_poem [json-pointer:/blocks/0/elements/0/type]",
    ),
    (rich({"type": "text", "text": ""}), f"must be more than 0 characters [json-pointer:{PART}/text]"),
    (rich({"type": "link"}), f"missing required field: url [json-pointer:{PART}]"),
    (rich({"type": "user", "id": "U0MEI"}), f"missing required field: user_id [json-pointer:{PART}]"),
    (rich({"type": "shout"}), f"unsupported type: shout [json-pointer:{PART}/type]"),
    (
        rich({"type": "broadcast", "range": "all"}),
        f"must be one of [here, channel, everyone] [json-pointer:{PART}/range]",
    ),
    (
        rich({"type": "emoji", "name": "tea"}, type="rich_text_preformatted"),
        f"unsupported type: emoji [json-pointer:{PART}/type]",
    ),
    (listed(style="dotted"), "must be one of [bullet, ordered] [json-pointer:/blocks/0/elements/0/style]"),
    (listed(indent=9), "must be between 0 and 8 [json-pointer:/blocks/0/elements/0/indent]"),
    (
        listed(elements=[{"type": "text", "text": "x"}]),
        f"must be one of [rich_text_section] [json-pointer:{PART}/type]",
    ),
]
CELL = "/blocks/0/rows/0/0"
WRONG_TABLES = [
    ({"type": "table", "rows": [[{"type": "mrkdwn"}]]}, f"unsupported type: mrkdwn [json-pointer:{CELL}/type]"),
    (
        {"type": "table", "rows": [[{"type": "raw_number", "text": "4", "value": "4"}]]},
        f"must be a number [json-pointer:{CELL}/value]",
    ),
    ({"type": "table", "rows": [[cell("")]]}, f"must be more than 0 characters [json-pointer:{CELL}/text]"),
    (
        {"type": "table", "rows": [[rich({"type": "link"})]]},
        f"missing required field: url [json-pointer:{CELL}/elements/0/elements/0]",
    ),
    (
        {"type": "table", "rows": [[rich({"type": "text", "text": "x" * 5_001})]] * 2},
        "must be less than 10001 characters [json-pointer:/blocks/0]",
    ),
    (
        table(1) | {"column_settings": [{}] * 21},
        "no more than 20 items allowed [json-pointer:/blocks/0/column_settings]",
    ),
    (
        table(1) | {"column_settings": [None, {"align": "top"}]},
        "must be one of [left, center, right] [json-pointer:/blocks/0/column_settings/1/align]",
    ),
    (data_table([cell()]), "no less than 2 items allowed [json-pointer:/blocks/0/rows]"),
    (data_table(*[[cell()]] * 102), "no more than 101 items allowed [json-pointer:/blocks/0/rows]"),
    (
        data_table([cell()], [cell()], page_size=101),
        "must be between 1 and 100 [json-pointer:/blocks/0/page_size]",
    ),
    (data_table([cell()], [cell()], caption=None), "must be a string [json-pointer:/blocks/0/caption]"),
    (
        data_table([cell()], [cell(), cell()]),
        "must have as many cells as the first row [json-pointer:/blocks/0/rows/1]",
    ),
    (
        data_table([rich({"type": "text", "text": "Who"})], [cell()]),
        f"unsupported type: rich_text [json-pointer:{CELL}/type]",
    ),
]
CARD = {"type": "card", "title": marked("Break")}
FOLDER = {"type": "container", "title": plain("More"), "child_blocks": [section()]}
FILM = {"type": "video", "video_url": "u", "thumbnail_url": "u", "alt_text": "x", "title": plain("x")}
WRONG_YOUNGER_BLOCKS = [
    (FILM | {"title": plain("x" * 200)}, "must be less than 200 characters [json-pointer:/blocks/0/title/text]"),
    (FILM | {"author_name": "x" * 50}, "must be less than 50 characters [json-pointer:/blocks/0/author_name]"),
    (CARD | {"title": marked("x" * 151)}, "must be less than 151 characters [json-pointer:/blocks/0/title/text]"),
    (CARD | {"subtitle": marked("x" * 151)}, "must be less than 151 characters [json-pointer:/blocks/0/subtitle/text]"),
    (FOLDER | {"title": plain("x" * 151)}, "must be less than 151 characters [json-pointer:/blocks/0/title/text]"),
    (
        FOLDER | {"subtitle": plain("x" * 151)},
        "must be less than 151 characters [json-pointer:/blocks/0/subtitle/text]",
    ),
    (
        {"type": "context_actions", "elements": [{"type": "icon_button"}] * 6},
        "no more than 5 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (FILM | {"alt_text": ""}, "missing required field: alt_text [json-pointer:/blocks/0]"),
    (
        {"type": "alert", "text": plain("x"), "level": "loud"},
        "must be one of [default, info, warning, error, success] [json-pointer:/blocks/0/level]",
    ),
    (CARD | {"body": marked("x" * 201)}, "must be less than 201 characters [json-pointer:/blocks/0/body/text]"),
    ({"type": "card"}, "must define one of `hero_image`, `title`, `actions`, `body` [json-pointer:/blocks/0]"),
    (
        {"type": "carousel", "elements": [CARD] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        {"type": "carousel", "elements": [section()]},
        "must be one of [card] [json-pointer:/blocks/0/elements/0/type]",
    ),
    (
        FOLDER | {"child_blocks": [section()] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/child_blocks]",
    ),
    (
        FOLDER | {"child_blocks": [section("")]},
        "must be more than 0 characters [json-pointer:/blocks/0/child_blocks/0/text/text]",
    ),
    (
        FOLDER | {"title": None},
        "must define either `title` or `rich_text_title` [json-pointer:/blocks/0]",
    ),
    (
        {"type": "context_actions", "elements": [button()]},
        "must be one of [feedback_buttons, icon_button] [json-pointer:/blocks/0/elements/0/type]",
    ),
]


@pytest.mark.parametrize(("one", "complaint"), [*WRONG_TEXTS, *WRONG_TABLES, *WRONG_YOUNGER_BLOCKS])
def test_a_block_past_a_limit_is_refused_with_a_pointer(one: dict, complaint: str) -> None:
    assert complaints([one]) == [complaint]


NUMBER = {"type": "raw_number", "text": "4 min", "value": 4}
MENTION, DATE = {"type": "usergroup", "usergroup_id": "S0A"}, {"type": "date", "timestamp": 1, "format": "{date}"}
AT_THE_LIMIT = [
    data_table(*[[cell()] * 20] * 101, page_size=100),
    {"type": "table", "rows": [[NUMBER, rich()]], "column_settings": [None, {"align": "right"}]},
    listed(indent=8),
    rich(MENTION, DATE),
    CARD,
    FOLDER,
    FILM,
    {"type": "carousel", "elements": [CARD] * 10},
    {"type": "alert", "text": plain("x")},
]


@pytest.mark.parametrize("one", AT_THE_LIMIT)
def test_a_block_at_the_limit_is_shown(one: dict) -> None:
    assert complaints([one]) == []
