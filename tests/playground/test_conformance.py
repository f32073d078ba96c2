"""The same calls, made here and to somebody else's Slack: do both give the same answers?

The npm package emulate knows Slack's Web API too, and has other authors. What both agree on is likely to be Slack's
own behaviour; where they differ and we follow Slack's documentation, DIFFERENCES says why.
"""

import asyncio
import re
from collections.abc import Iterator

import pytest
from conformance_story import STORY, Step
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from support import emulate

from playground.seed import Seed, SeedChannel, SeedUser
from playground.server import Playground

MISSING = emulate.missing()
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"nothing to compare with: {MISSING}")

TOKEN = "xoxb-playground"
OURS = Seed(
    users=(SeedUser("U0MEI", "mei", "Mei"), SeedUser("U0ARUN", "arun", "Arun")),
    channels=(SeedChannel("C0FLOOR", "floor", ("U0MEI", "U0ARUN")),),
)
THEIRS = {
    "team": {"name": "Playground", "domain": "playground"},
    "users": [{"name": "mei", "real_name": "Mei"}, {"name": "arun", "real_name": "Arun"}],
    "channels": [{"name": "floor"}],
    "oauth_apps": [{"client_id": "1.2", "client_secret": "x", "name": "App", "redirect_uris": [], "bot_name": "app"}],
    "tokens": [{"token": TOKEN, "user": "app", "scopes": []}],
}
THEY_LACK_IT = "they have no such method, or no such key; Slack documents it"
# The call, the keys in which the two differ, and what Slack's own documentation says.
DIFFERENCES: dict[str, tuple[str, str]] = {
    "a made-up token": ("ok error", "invalid_auth; they take it for an administrator's"),
    "nobody's method": ("ok error", "unknown_method; theirs is a plain 404 without `ok`"),
    "their place": ("user.locale user.tz user.tz_offset", THEY_LACK_IT),
    "a name of two words": ("ok error", "invalid_name_specials; they put hyphens for the spaces"),
    "a channel without a name": ("error", "invalid_name_required, for an empty name"),
    "a message": ("message.bot_id", THEY_LACK_IT),
    "read back in brief": ("messages.0.metadata", "include_all_metadata has to be asked for; they give all always"),
    "nothing newer": ("messages.#", "oldest itself is left out unless the call is inclusive; they give it always"),
    "nothing older": ("messages.#", "latest itself is left out unless the call is inclusive; they give it always"),
    "a bad cursor": ("ok error", "invalid_cursor; they begin anew"),
    "not its history": ("ok error", "not_in_channel: only people's tokens read public channels they are not in"),
    "the first of the thread": ("messages.0.thread_ts", THEY_LACK_IT),
    "the last of the thread": ("messages.0.latest_reply", THEY_LACK_IT),
    "who answered": ("messages.0.reply_users_count", THEY_LACK_IT),
    "whose thread": ("messages.1.parent_user_id", THEY_LACK_IT),
    "no thread": ("ok error", "thread_not_found; they give an empty thread"),
    "where it is": ("channel", THEY_LACK_IT),
    "all it reacted to": ("ok items.#", THEY_LACK_IT),
    "pinned": ("pin_count messages.0.pinned_to.0", THEY_LACK_IT),
    "groups": ("ok usergroups.#", THEY_LACK_IT),
    "sent away twice": ("error", "not_in_channel: the person was not in the channel"),
    "joined for nothing": ("warning", THEY_LACK_IT),
}

Answers = dict[str, dict]


async def told(api_url: str) -> Answers:
    """The answers of one side, by the label of the step."""
    client = AsyncWebClient(token=TOKEN, base_url=api_url, timeout=10)
    known: dict[str, str] = {}
    answers: Answers = {}
    for step in STORY:
        answer = answers[step.label] = await _called(client, step.method, _filled(step.args, known))
        known |= {name: str(found(answer, path)) for name, path in step.keep.items()}
    return answers


async def _called(client: AsyncWebClient, method: str, args: dict) -> dict:
    bearer = {"Authorization": f"Bearer {args.pop('token', TOKEN)}"}
    try:
        return (await client.api_call(method, json=args, headers=bearer)).data
    except SlackApiError as refused:
        return refused.response.data


def _filled(value: object, known: dict[str, str]) -> object:
    if isinstance(value, dict):
        return {key: _filled(one, known) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, known) for one in value]
    return re.sub(r"^\{(\w+)\}$", lambda name: known[name[1]], value) if isinstance(value, str) else value


def found(answer: object, path: str) -> object:
    """`a.0.b` goes down, `a.#` counts, `a[name].b` goes to the one of that name; None where there is nothing."""
    for part in re.findall(r"[^.\[]+|\[\w+\]", path):
        answer = _below(answer, part)
    return answer


def _below(answer: object, part: str) -> object:
    if isinstance(answer, dict):
        return answer.get(part)
    if not isinstance(answer, list):
        return None
    if part == "#":
        return len(answer)
    if part.startswith("["):
        return next((one for one in answer if one["name"] == part[1:-1]), None)
    return answer[int(part)] if int(part) < len(answer) else None


def unlike(step: Step, ours: dict, theirs: dict) -> set[str]:
    """The keys in which the answers differ: `ok` and `error` always count, then values, then presence and type."""
    differ = {key for key in ("ok", "error", *step.same.split()) if found(ours, key) != found(theirs, key)}
    return differ | {key for key in step.keys.split() if type(found(ours, key)) is not type(found(theirs, key))}


async def _both(their_url: str) -> tuple[Answers, Answers]:
    async with Playground(OURS) as slack:
        return await told(slack.api_url), await told(f"{their_url}/api/")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Answers, Answers]]:
    with emulate.running(THEIRS, tmp_path_factory.mktemp("emulate")) as url:
        yield asyncio.run(_both(url))


@pytest.mark.parametrize("step", STORY, ids=lambda step: step.label)
def test_both_answer_alike_where_no_reason_is_given(step: Step, both: tuple[Answers, Answers]) -> None:
    ours, theirs = (answers[step.label] for answers in both)
    keys, _ = DIFFERENCES.get(step.label, ("", ""))

    assert unlike(step, ours, theirs) == set(keys.split()), f"\nours:   {ours}\ntheirs: {theirs}"


def test_every_documented_key_is_there(both: tuple[Answers, Answers]) -> None:
    ours = both[0]
    absent = {step.label: [key for key in step.keys.split() if found(ours[step.label], key) is None] for step in STORY}

    assert {label: keys for label, keys in absent.items() if keys and ours[label]["ok"]} == {}


def test_every_step_has_its_own_name_and_every_difference_a_step() -> None:
    labels = [step.label for step in STORY]

    assert len(set(labels)) == len(labels)
    assert set(DIFFERENCES) <= set(labels)
