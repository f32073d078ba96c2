"""What Slack refuses inside buttons, menus and boxes, and where it points."""

import pytest
from block_samples import asking, choice, complaints, grouped, marked, menu
from playground_world import actions, button, plain

ELEMENT = "/blocks/0/elements/0"
WRONG_ELEMENTS = [
    (asking(title="x" * 101), f"must be less than 101 characters [json-pointer:{ELEMENT}/confirm/title/text]"),
    (asking(text="x" * 301), f"must be less than 301 characters [json-pointer:{ELEMENT}/confirm/text/text]"),
    (asking(confirm="x" * 31), f"must be less than 31 characters [json-pointer:{ELEMENT}/confirm/confirm/text]"),
    (asking(deny="x" * 31), f"must be less than 31 characters [json-pointer:{ELEMENT}/confirm/deny/text]"),
    (button() | {"url": "x" * 3001}, f"must be less than 3001 characters [json-pointer:{ELEMENT}/url]"),
    (
        button() | {"accessibility_label": "x" * 76},
        f"must be less than 76 characters [json-pointer:{ELEMENT}/accessibility_label]",
    ),
    (
        menu(1) | {"placeholder": plain("x" * 151)},
        f"must be less than 151 characters [json-pointer:{ELEMENT}/placeholder/text]",
    ),
    (
        choice("static_select", text=plain("x" * 76)),
        f"must be less than 76 characters [json-pointer:{ELEMENT}/options/0/text/text]",
    ),
    (
        choice("static_select", description=plain("x" * 76)),
        f"must be less than 76 characters [json-pointer:{ELEMENT}/options/0/description/text]",
    ),
    (
        choice("overflow", value="x" * 151),
        f"must be less than 151 characters [json-pointer:{ELEMENT}/options/0/value]",
    ),
    (
        choice("overflow", url="x" * 3001),
        f"must be less than 3001 characters [json-pointer:{ELEMENT}/options/0/url]",
    ),
    (
        choice("static_select", text=marked("*Ten*")),
        f"must be one of [plain_text] [json-pointer:{ELEMENT}/options/0/text/type]",
    ),
    (
        menu(6) | {"type": "overflow"},
        f"no more than 5 items allowed [json-pointer:{ELEMENT}/options]",
    ),
    (
        menu(11) | {"type": "checkboxes"},
        f"no more than 10 items allowed [json-pointer:{ELEMENT}/options]",
    ),
    (grouped(101), f"no more than 100 items allowed [json-pointer:{ELEMENT}/option_groups]"),
    (
        grouped(1, "x" * 76),
        f"must be less than 76 characters [json-pointer:{ELEMENT}/option_groups/0/label/text]",
    ),
    (
        {"type": "static_select", "option_groups": [{"label": plain("x"), "options": menu(101)["options"]}]},
        f"no more than 100 items allowed [json-pointer:{ELEMENT}/option_groups/0/options]",
    ),
    (
        grouped(1, options=menu(1)["options"]),
        f"must define either `options` or `option_groups`, not both [json-pointer:{ELEMENT}]",
    ),
    (
        menu(1) | {"initial_option": {"text": plain("Six"), "value": "6"}},
        f"could not match any of the options [json-pointer:{ELEMENT}/initial_option]",
    ),
]


@pytest.mark.parametrize(("one", "complaint"), WRONG_ELEMENTS)
def test_an_element_past_a_limit_is_refused_with_a_pointer(one: dict, complaint: str) -> None:
    assert complaints([actions(one)]) == [complaint]


AT_THE_LIMIT = [
    asking(title="x" * 100, text="x" * 300, confirm="x" * 30, deny="x" * 30),
    choice("checkboxes", text=marked("*Ten*"), description=marked("x" * 75)),
    grouped(100, "x" * 75),
]


@pytest.mark.parametrize("one", AT_THE_LIMIT)
def test_an_element_at_the_limit_is_shown(one: dict) -> None:
    assert complaints([actions(one)]) == []
