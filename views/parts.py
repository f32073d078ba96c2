"""How are messages put together? The few shapes that every feature uses."""

from collections.abc import Iterator, Sequence

from views.message import Block, Message, Picture, plain_text
from views.words import Reader, escaped

NAME_LETTERS = 40
LABEL_LETTERS = 75
HEADING_LETTERS = 150
# Slack refuses a message of more than 50 blocks or some 13,000 letters; a few are kept for what stands around.
SECTION_LETTERS = 2400  # Slack takes 3,000, and five for an escaped `&`
MESSAGE_BLOCKS = 46
MESSAGE_LETTERS = 11_000
ALT_LETTERS = 2_000
_NO_FILE_YET = "F00000000"


def message(*blocks: Block | None, picture: Picture | None = None) -> Message:
    """A message of these blocks; its plain text is what the blocks say. A picture wants its `place` among them."""
    shown = [block for block in blocks if block is not None]
    return Message("\n".join(line for block in shown if (line := _said_by(block))), shown, picture=picture)


def place(picture: Picture) -> Block:
    """Where among the blocks a message's picture hangs; which file it is comes to be known when Slack has it."""
    return {"type": "image", "alt_text": picture.alt[:ALT_LETTERS], "slack_file": {"id": _NO_FILE_YET}}


def with_picture(blocks: Sequence[Block], file_id: str) -> list[Block]:
    return [{**block, "slack_file": {"id": file_id}} if _is_place(block) else block for block in blocks]


def without_picture(blocks: Sequence[Block]) -> list[Block]:
    """The words of the picture stand in its place."""
    return [_in_words(block) if _is_place(block) else block for block in blocks]


def line(text: str) -> Block:
    return {"type": "section", "text": _markup(text)}


def lines(texts: Sequence[str]) -> Block:
    return line("\n".join(texts))


def in_sections(texts: Sequence[str]) -> Iterator[str]:
    """Whole lines, as many as Slack takes in one section; a line that is longer than that is cut."""
    section = ""
    for text in texts:
        if len(section) + len(text) >= SECTION_LETTERS or not text:
            if section:
                yield section
            section = ""
        section = f"{section}\n{text[:SECTION_LETTERS]}".strip()
    if section:
        yield section


def short(name: str) -> str:
    """A name as far as it fits beside others; Slack counts five letters for an escaped `&`."""
    return _cut(name, NAME_LETTERS)


def short_label(text: str) -> str:
    return _cut(text, LABEL_LETTERS)


def how_many_fit(groups: Sequence[Sequence[Block]], blocks: int, letters: int) -> int:
    """How many of these groups of blocks, from the first on, stay within so many blocks and letters altogether."""
    for count, group in enumerate(groups):
        blocks -= len(group)
        letters -= sum(len(_said_by(block)) for block in group)
        if blocks < 0 or letters < 0:
            return count
    return len(groups)


def typed(text: str) -> Block:
    """What somebody typed, shown letter by letter: plain text has no markup and pings nobody."""
    return {"type": "section", "text": plain_text(text)}


def note(text: str) -> Block:
    return {"type": "context", "elements": [_markup(text)]}


def heading(text: str) -> Block:
    return {"type": "header", "text": plain_text(_cut(text, HEADING_LETTERS))}


def buttons(*shown: Block | None) -> Block | None:
    elements = [button for button in shown if button is not None]
    return {"type": "actions", "elements": elements} if elements else None


def button(t: Reader, action_id: str, value: object = "", style: str | None = None, **facts: object) -> Block:
    """A button; its label is the sentence named after the action, `breaks.back` reads `breaks-button-back`."""
    feature, verb = action_id.split(".")
    label = plain_text(t.plain(f"{feature}-button-{verb}", **facts))
    shown: Block = {"type": "button", "text": label, "action_id": action_id}
    if value != "":
        shown["value"] = str(value)
    if style is not None:
        shown["style"] = style
    return shown


def select(t: Reader, action_id: str, choices: Sequence[tuple[str, str]]) -> Block:
    """A menu of values and what they are called; what stands in it beforehand is named like a button's label."""
    feature, verb = action_id.split(".")
    options = [{"text": plain_text(short_label(label)), "value": value} for value, label in choices]
    hint = plain_text(t.plain(f"{feature}-button-{verb}"))
    return {"type": "static_select", "action_id": action_id, "placeholder": hint, "options": options}


def table(rows: Sequence[Sequence[str]]) -> Block:
    """The first row is the heading; Slack takes no empty cell, and one table a message."""
    return {"type": "table", "rows": [[{"type": "raw_text", "text": one or "–"} for one in row] for row in rows]}


def text_field(
    block_id: str,
    label: str,
    hint: str | None = None,
    most: int | None = None,
    multiline: bool = False,
    value: str = "",
) -> Block:
    """One input; its block id names the field, so that a FieldError finds its place."""
    element: Block = {"type": "plain_text_input", "action_id": block_id, "multiline": multiline}
    if most is not None:
        element["max_length"] = most
    if value:
        element["initial_value"] = value
    field: Block = {"type": "input", "block_id": block_id, "label": plain_text(label), "element": element}
    return {**field, "hint": plain_text(hint)} if hint else field


def cell(text: str) -> str:
    """A spreadsheet runs what begins like a formula; an apostrophe keeps it text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


def _markup(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def _is_place(block: Block) -> bool:
    return block["type"] == "image"


def _in_words(block: Block) -> Block:
    return {"type": "context", "elements": [plain_text(str(block["alt_text"]))]}


def _said_by(block: Block) -> str:
    """What a screen reader would read of a block; plain text is escaped, because the notification is markup."""
    if block["type"] == "table":
        rows = block["rows"]
        assert isinstance(rows, list)
        return "\n".join(escaped(" · ".join(cell["text"] for cell in row)) for row in rows)
    if _is_place(block):
        block = _in_words(block)
    texts = block.get("elements") if block["type"] == "context" else [block.get("text")]
    assert isinstance(texts, list)
    said = [text for text in texts if isinstance(text, dict)]
    return "\n".join(escaped(text["text"]) if text["type"] == "plain_text" else text["text"] for text in said)
