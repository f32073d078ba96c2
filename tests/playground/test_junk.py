"""Whatever the app sends as blocks or as a view is shown or refused: there is always an answer."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from block_samples import asking, cell, choice, complaints, data_table, grouped, listed, rich
from hypothesis import given, settings
from hypothesis import strategies as st
from playground_world import World, actions, button, field_of, modal, plain, refusal, section

from playground import blocks as block_kit
from playground.limits import check_message, check_view
from playground.screens import Screens
from playground.wire import ApiError

PICTURE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A board"}
TEN = {"text": plain("Ten"), "value": "10"}
MENU = choice("static_select") | {"action_id": "menu", "initial_option": TEN}
BOXES = choice("checkboxes") | {"initial_options": [TEN]}
CARD = {"type": "card", "title": plain("Break"), "actions": [button("card.go")]}
KINDS = [
    section("Hello", fields=[plain("x")], accessory=asking()),
    actions(button(), MENU, grouped(1) | {"action_id": "groups"}),
    {"type": "context", "elements": [plain("x"), PICTURE]},
    field_of("boxes", element=BOXES),
    field_of("number", element={"type": "number_input", "action_id": "n", "is_decimal_allowed": False}),
    {"type": "header", "text": plain("Floor")},
    PICTURE | {"title": plain("Board")},
    rich({"type": "text", "text": "x"}, {"type": "broadcast", "range": "here"}),
    listed(indent=1),
    {"type": "container", "title": plain("Team"), "child_blocks": [section(), actions(button("child.go"))]},
    {"type": "carousel", "elements": [CARD]},
    {"type": "context_actions", "elements": [{"type": "icon_button", "action_id": "icon"}]},
    {"type": "video", "video_url": "v", "thumbnail_url": "t", "alt_text": "a", "title": plain("x")},
    {"type": "call", "block_id": "call", "elements": [button("call.go"), rich()["elements"][0]], "cards": [CARD]},
]
TABLE = {"type": "table", "rows": [[cell(), rich()]], "column_settings": [{"align": "left"}]}
MESSAGES = [
    *([kind] for kind in [*KINDS, {"type": "markdown", "text": "x"}, TABLE, data_table([cell()], [cell()])]),
    [section(block_id="a"), section(block_id="b")],
]
VIEWS = [modal(*KINDS, close=plain("No"), private_metadata="x", external_id="x")]
HOMES = [{"type": "home", "title": plain("Home"), "blocks": KINDS}]

NAMES = st.sampled_from("type text elements options value block_id action_id fields rows blocks".split())
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3)
JUNK = st.sampled_from(["", 5, {}, [], [1], [[1]], [{}], {"type": {}}]) | st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
)


def places(value: object, path: tuple = ()) -> Iterator[tuple]:
    """Every place in this JSON, as the keys that lead there."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from places(one, (*path, key))


def with_junk(value: dict | list, path: tuple, junk: object) -> object:
    """A copy with junk in that place."""
    if not path:
        return junk
    copy = value.copy()
    copy[path[0]] = with_junk(value[path[0]], path[1:], junk)
    return copy


def spoilt(samples: list) -> st.SearchStrategy:
    """Junk, or more often something real with one place of it replaced by junk."""
    where = st.sampled_from([(sample, path) for sample in samples for path in places(sample)])
    return st.builds(lambda found, junk: with_junk(*deepcopy(found), junk), where, JUNK) | JUNK


def test_what_is_spoilt_here_was_good() -> None:
    for blocks in MESSAGES:
        assert complaints(blocks) == []
    assert check_view(VIEWS[0], "modal")
    assert check_view(HOMES[0], "home")


@settings(max_examples=1000, deadline=None)
@given(spoilt(MESSAGES))
def test_any_json_as_blocks_is_shown_or_refused(blocks: object) -> None:
    found: list[str] = []
    try:
        block_kit.words(block_kit.with_ids(check_message(blocks)))
    except ApiError as refused:
        found = refused.beside.get("errors", [])
    assert all("[json-pointer:/blocks" in one for one in found)


@pytest.mark.parametrize(("kind", "samples"), [("modal", VIEWS), ("home", HOMES)])
def test_any_json_as_a_view_is_shown_or_refused(kind: str, samples: list) -> None:
    @settings(max_examples=500, deadline=None)
    @given(spoilt(samples))
    def is_shown_or_refused(view: object) -> None:
        found: list[str] = []
        try:
            shown = Screens(lambda _: None, float).publish("U0MEI", check_view(view, kind))
            assert isinstance(shown.title + shown.words, str)
        except ApiError as refused:
            found = refused.beside.get("errors", [])
        assert all("[json-pointer:/view" in one for one in found)

    is_shown_or_refused()


ELEMENT = "/blocks/0/elements/0"
POINTED_AT = [
    (section(block_id={}), "must be a string [json-pointer:/blocks/0/block_id]"),
    (actions(button() | {"type": {}}), f"unsupported type: {{}} [json-pointer:{ELEMENT}/type]"),
    (actions(button() | {"action_id": []}), f"must be a string [json-pointer:{ELEMENT}/action_id]"),
    (
        actions({"type": "static_select", "option_groups": [1]}),
        f"must provide an object [json-pointer:{ELEMENT}/option_groups/0]",
    ),
    (
        actions(choice("checkboxes") | {"initial_options": 5}),
        f"must be an array [json-pointer:{ELEMENT}/initial_options]",
    ),
    (data_table([cell()], 1), "must be an array [json-pointer:/blocks/0/rows/1]"),
    (data_table(1, [cell()]), "must be an array [json-pointer:/blocks/0/rows/0]"),
]


@pytest.mark.parametrize(("block", "complaint"), POINTED_AT)
def test_junk_is_pointed_at(block: dict, complaint: str) -> None:
    assert complaint in complaints([block])


async def test_junk_over_http_is_an_ordinary_refusal(world: World) -> None:
    blocks = [section(block_id={})]
    assert await refusal(world.client, "chat.postMessage", channel="C0FLOOR", blocks=blocks) == "invalid_blocks"
