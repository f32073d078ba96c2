"""How are messages put together? The few shapes that every feature uses."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    InputBlock,
    MarkdownTextObject,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
    TextObject,
)

from views.message import Message
from views.words import Reader, escaped


def message(*blocks: Block | None) -> Message:
    """A message of these blocks; its plain text is what the blocks say."""
    shown = [block for block in blocks if block is not None]
    return Message("\n".join(line for block in shown if (line := _said_by(block))), shown)


def line(text: str) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=text))


def lines(texts: Sequence[str]) -> SectionBlock:
    return line("\n".join(texts))


def typed(text: str) -> SectionBlock:
    """What somebody typed, shown letter by letter: plain text has no markup and pings nobody."""
    return SectionBlock(text=PlainTextObject(text=text, emoji=False))


def note(text: str) -> ContextBlock:
    return ContextBlock(elements=[MarkdownTextObject(text=text)])


def heading(text: str) -> HeaderBlock:
    return HeaderBlock(text=PlainTextObject(text=text))


def buttons(*shown: ButtonElement | None) -> ActionsBlock | None:
    elements = [button for button in shown if button is not None]
    return ActionsBlock(elements=elements) if elements else None


def button(t: Reader, action_id: str, value: object = "", style: str | None = None, **facts: object) -> ButtonElement:
    """A button; its label is the sentence named after the action, `breaks.back` reads `breaks-button-back`."""
    feature, verb = action_id.split(".")
    label = t.plain(f"{feature}-button-{verb}", **facts)
    return ButtonElement(text=label, action_id=action_id, value=str(value) or None, style=style)


def asking_twice(t: Reader, shown: ButtonElement, question: str) -> ButtonElement:
    """The same button, with a question before it acts."""
    shown.confirm = ConfirmObject(
        title=t.plain("floor-confirm-title"),
        text=PlainTextObject(text=question),
        confirm=t.plain("floor-confirm-yes"),
        deny=t.plain("floor-confirm-no"),
    )
    return shown


def text_field(
    block_id: str,
    label: str,
    hint: str | None = None,
    most: int | None = None,
    multiline: bool = False,
    value: str = "",
) -> InputBlock:
    """One input; its block id names the field, so that a FieldError finds its place."""
    element = PlainTextInputElement(
        action_id=block_id, multiline=multiline, max_length=most, initial_value=value or None
    )
    return InputBlock(block_id=block_id, label=label, element=element, hint=hint)


def _said_by(block: Block) -> str:
    if isinstance(block, SectionBlock | HeaderBlock) and block.text is not None:
        return _plain(block.text)
    if isinstance(block, ContextBlock):
        return "\n".join(_plain(one) for one in block.elements if isinstance(one, MarkdownTextObject | PlainTextObject))
    return ""


def _plain(text: TextObject) -> str:
    return escaped(text.text) if isinstance(text, PlainTextObject) else text.text
