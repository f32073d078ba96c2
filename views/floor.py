"""What does the shift leader say that belongs to no single feature?"""

from collections.abc import Iterable, Mapping, Sequence

from rules.roles import Role
from views.message import Message, Modal
from views.parts import line, message, typed
from views.words import Reader, channel, mention


def help_for(t: Reader, commands: Sequence[tuple[str, str]], leader: bool) -> Message:
    """Each command with its hint and what it is for; a leader reads what leaders may do besides."""
    return message(
        line(t("floor-help")),
        *(line(_command(t, name, feature)) for name, feature in commands),
        line(t("breaks-help-leaders")) if leader else None,
    )


def _command(t: Reader, name: str, feature: str) -> str:
    return t(
        "floor-help-command", command=name, hint=t.plain(f"{feature}-command-hint"), what=t.plain(f"{feature}-command")
    )


def how_to_choose(t: Reader) -> Message:
    return message(line(t("floor-language-how")))


def chosen(t: Reader) -> Message:
    return message(line(t("floor-language-set")))


def stranger(t: Reader, slack_user_id: str) -> Message:
    """Slack knows them, the roster does not: what to do about it."""
    return message(line(t("floor-stranger", user=slack_user_id)))


def denied(t: Reader, may: Iterable[Role]) -> Message:
    """A no that says who can help."""
    named = [t.plain("floor-role", role=role.value) for role in Role if role in may]
    return message(line(t("floor-denied", roles=t.plain("floor-and").join(named))))


def refused(t: Reader, key: str, **facts: object) -> Message:
    return message(line(t(key, **facts)))


def working(t: Reader) -> Message:
    return message(line(t("floor-working")))


def bug(t: Reader, reference: str) -> Message:
    return message(line(t("floor-bug", reference=reference)))


def busy(t: Reader) -> Message:
    return message(line(t("floor-unreachable")))


def form_not_shown(t: Reader) -> Message:
    return message(line(t("floor-form-not-shown")))


def old_button(t: Reader) -> Message:
    return message(line(t("floor-old-button")))


def unsaid(t: Reader, conversation: str, messages: int, error: str) -> Message:
    """For those who keep the bot: where it cannot speak, why, and what to do."""
    person = conversation.startswith("U")
    where = mention(conversation) if person else channel(conversation)
    key = "floor-unsaid-person" if person else "floor-unsaid-channel"
    return message(line(t(key, where=where, messages=messages, error=error)))


def slips(errors: Mapping[str, str]) -> Message:
    """Wrong fields, where the form itself is gone already and cannot show them."""
    return message(*(typed(sentence) for sentence in errors.values()))


def note_in_modal(t: Reader, title: str | None, answer: Mapping[str, object]) -> Modal:
    """An answer in the place of the form, or over the Home; `answer` is a message's payload."""
    blocks = answer.get("blocks") or []
    assert isinstance(blocks, list)
    return Modal(
        id="floor.answer", title=title or t.plain("floor-note-title"), close=t.plain("floor-close"), blocks=blocks
    )
