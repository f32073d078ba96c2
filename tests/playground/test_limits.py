"""What Slack refuses to show, and where it points."""

import pytest
from block_samples import cell, data_table, menu, rich, table
from playground_world import actions, button, field_of, modal, plain, section

from playground.limits import check_message, check_view
from playground.wire import ApiError

PICTURE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A board"}
TOO_MUCH_IN_A_MESSAGE = [
    ([section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ([{"type": "nonsense"}], "unsupported type: nonsense [json-pointer:/blocks/0/type]"),
    ([{}], "missing required field: type [json-pointer:/blocks/0]"),
    ([{"type": "section"}], "must define either `text` or `fields` [json-pointer:/blocks/0]"),
    ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ([section(fields=[plain("x")] * 11)], "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
    (
        [section(fields=[plain("x" * 2001)])],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (
        [section(block_id="a"), section(block_id="a")],
        '`block_id` "a" already exists [json-pointer:/blocks/1/block_id]',
    ),
    ([section(block_id="a" * 256)], "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
    (
        [actions(button("go"), button("go"))],
        '`action_id` "go" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ),
    (
        [actions(*(button(f"go{n}") for n in range(26)))],
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    ([actions()], "no less than 1 items allowed [json-pointer:/blocks/0/elements]"),
    ([actions(button("a" * 256))], "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]"),
    (
        [actions(button(text="x" * 76))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    (
        [actions(button(value="x" * 2001))],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    (
        [actions(button() | {"style": "blue"})],
        "must be one of [primary, danger] [json-pointer:/blocks/0/elements/0/style]",
    ),
    ([actions(menu(101))], "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]"),
    ([actions(menu(0))], "no less than 1 items allowed [json-pointer:/blocks/0/elements/0/options]"),
    (
        [actions({"type": "plain_text_input", "action_id": "x"})],
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    (
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        "must be one of [plain_text] [json-pointer:/blocks/0/text/type]",
    ),
    (
        [{"type": "header", "text": plain("x" * 151)}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        [{"type": "context", "elements": [plain("x")] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        [{"type": "image", "image_url": "https://example.com/a.png"}],
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    (
        [PICTURE | {"alt_text": "x" * 2001}],
        "must be less than 2001 characters [json-pointer:/blocks/0/alt_text]",
    ),
    (
        [PICTURE | {"image_url": "x" * 3001}],
        "must be less than 3001 characters [json-pointer:/blocks/0/image_url]",
    ),
    (
        [PICTURE | {"title": plain("x" * 2001)}],
        "must be less than 2001 characters [json-pointer:/blocks/0/title/text]",
    ),
    (
        [{"type": "context", "elements": [plain("x" * 3001)]}],
        "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/text]",
    ),
    ([table(101)], "no more than 100 items allowed [json-pointer:/blocks/0/rows]"),
    ([table(1, 21)], "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
    ([table(11, 1, "x" * 1000)], "must be less than 10001 characters [json-pointer:/blocks/0]"),
    (
        [{"type": "markdown", "text": "x" * 12_001}],
        "must be less than 12001 characters [json-pointer:/blocks/0/text]",
    ),
    (
        [{"type": "markdown", "text": "x" * 8_000}, {"type": "markdown", "text": "x" * 4_001}],
        "must be less than 4001 characters [json-pointer:/blocks/1/text]",
    ),
]


@pytest.mark.parametrize(("blocks", "complaint"), TOO_MUCH_IN_A_MESSAGE)
def test_a_message_past_a_limit_is_refused_with_a_pointer(blocks: list, complaint: str) -> None:
    with pytest.raises(ApiError) as refused:
        check_message(blocks)

    assert refused.value.error == "invalid_blocks"
    assert refused.value.beside["response_metadata"]["messages"] == [f"[ERROR] {complaint}"]


AT_THE_LIMIT = [
    [section(block_id=str(n)) for n in range(50)],
    [section("x" * 3000, fields=[plain("x")] * 10)],
    [actions(*(button(f"go{n}", value="x" * 2000, text="x" * 75) for n in range(25)))],
    [section(accessory=button("go")), section(accessory=button("go"))],
    [actions(menu(100))],
    [table(100, 20)],
    [table(9, 1, "x" * 1000), *[section("x" * 3000)] * 4],
    [{"type": "markdown", "text": "x" * 6_000}] * 2,
]


@pytest.mark.parametrize("blocks", AT_THE_LIMIT)
def test_a_message_at_the_limit_is_shown(blocks: list) -> None:
    assert check_message(blocks) == blocks


def test_one_table_is_enough() -> None:
    with pytest.raises(ApiError, match="only_one_table_allowed") as refused:
        check_message([table(1), section(), data_table([cell()], [cell()])])

    assert refused.value.beside["errors"] == ["only one table allowed [json-pointer:/blocks/2]"]


def test_too_many_words_in_all_are_refused() -> None:
    with pytest.raises(ApiError, match="msg_blocks_too_long"):
        check_message([section("x" * 3000)] * 5)
    with pytest.raises(ApiError, match="msg_blocks_too_long"):
        check_message([rich({"type": "text", "text": "x" * 13_201})])


TOO_MUCH_IN_A_VIEW = [
    (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
    (modal(private_metadata="x" * 3001), "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
    (modal(callback_id="x" * 256), "must be less than 256 characters [json-pointer:/view/callback_id]"),
    (
        modal(submit=None),
        "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]",
    ),
    (
        modal(field_of(label=plain("x" * 2001))),
        "must be less than 2001 characters [json-pointer:/view/blocks/0/label/text]",
    ),
    (
        modal(field_of(hint=plain("x" * 2001))),
        "must be less than 2001 characters [json-pointer:/view/blocks/0/hint/text]",
    ),
    (modal(submit=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/submit/text]"),
    (modal(close=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/close/text]"),
    (modal(external_id="x" * 256), "must be less than 256 characters [json-pointer:/view/external_id]"),
    (
        modal(field_of(element={"type": "plain_text_input", "action_id": "x", "max_length": 3001})),
        "must be between 0 and 3000 [json-pointer:/view/blocks/0/element/max_length]",
    ),
    (
        modal(field_of(element={"type": "plain_text_input", "action_id": "x", "min_length": "many"})),
        "must be between 0 and 3000 [json-pointer:/view/blocks/0/element/min_length]",
    ),
    (
        modal(field_of(element={"type": "number_input", "action_id": "x"})),
        "missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]",
    ),
    (modal(*[section()] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
    (modal(colour="red"), "invalid additional property: colour [json-pointer:/view]"),
    (modal(field_of(label=plain(""))), "must be more than 0 characters [json-pointer:/view/blocks/0/label/text]"),
    (modal(table(1)), "unsupported type: table [json-pointer:/view/blocks/0/type]"),
    (modal(field_of(element=button())), "unsupported type: button [json-pointer:/view/blocks/0/element/type]"),
    (modal() | {"type": "home"}, "must be one of [modal] [json-pointer:/view/type]"),
]


@pytest.mark.parametrize(("view", "complaint"), TOO_MUCH_IN_A_VIEW)
def test_a_form_past_a_limit_is_refused_with_a_pointer(view: dict, complaint: str) -> None:
    with pytest.raises(ApiError) as refused:
        check_view(view, "modal")

    assert refused.value.error == "invalid_arguments"
    assert f"[ERROR] {complaint}" in refused.value.beside["response_metadata"]["messages"]


def test_an_ordinary_form_is_shown() -> None:
    assert check_view(modal(), "modal")
