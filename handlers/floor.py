"""What can anybody ask of the shift leader in general: language and help?"""

from handlers.asking import Answer, Ask, Command, Route
from rules.roles import LEADERS
from storage import outbox, people
from storage.database import Session
from views import floor as views


def help_me(ask: Ask, session: Session) -> Answer:
    """Every command this person may use."""
    mine = [one for one in ask.routes.commands() if one.may & ask.who.roles]
    return views.help_for(ask.t, [(one.command, one.feature) for one in mine], bool(ask.who.roles & LEADERS))


def language(ask: Ask, session: Session) -> Answer:
    """`/floor language 中文`: from now on everything is in that language, the Home too."""
    wanted = ask.text.casefold()
    chosen = next((code for code, key in _SPELLED if wanted in ask.spelled(key)), None)
    if chosen is None:
        return views.how_to_choose(ask.t)
    people.choose_language(session, ask.who.id, chosen)
    outbox.changed(session, f"person:{ask.who.id}")
    return views.chosen(ask.routes.words.reader(chosen, ask.site.zone, ask.now))


_SPELLED = (("zh-CN", "floor-word-zh"), ("en", "floor-word-en"))

ROUTES: tuple[Route, ...] = (
    Command("/floor", "floor.help", help_me, plain=True),
    Command("/floor", "floor.language", language),
)
