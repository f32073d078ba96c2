"""How is the small Slack started alone, for a bot of one's own?"""

from collections.abc import Callable
from pathlib import Path

from bot.running import stop_signal
from playground.seed import Manifest, Seed
from playground.server import Playground
from views.words import Reader


class BadSeed(Exception):
    """A seed file that cannot be used."""


def seed_from(file: Path) -> Seed:
    """The workspace in a JSON file; raises BadSeed, also where the manifest that it names cannot be read."""
    try:
        found = Seed.from_file(file)
        Manifest.read(found.manifest)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BadSeed(f"{type(error).__name__}: {error}") from None
    return found


async def playground_alone(port: int, workspace: Seed, headless: bool, t: Reader, say: Callable[[str], None]) -> None:
    """The small Slack for whoever wants to connect a bot of their own."""
    stop = stop_signal()
    async with Playground(workspace, port, page=not headless) as slack:
        app = slack.seed.app
        say(t.plain("cli-playground-ready", url=slack.url))
        tokens = {"bot": app.bot_token, "app": app.app_token, "secret": app.signing_secret}
        say(t.plain("cli-playground-tokens", api=slack.api_url, **tokens))
        await stop.wait()
