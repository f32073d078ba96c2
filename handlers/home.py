"""What happens when somebody opens their App Home?"""

from handlers.asking import Answer, Ask, Event, Route
from rules.roles import LEADERS, leads
from storage import outbox, people
from storage.database import Session


def opened(ask: Ask, session: Session) -> Answer:
    """From now on the Home follows its person, their team and the teams they lead."""
    assert ask.who.slack_user_id is not None
    led = [team for team in people.all_teams(session) if leads(ask.who, team.id)] if ask.who.roles & LEADERS else []
    teams = {team.id for team in led} | ({ask.who.team_id} if ask.who.team_id else set())
    topics = [f"person:{ask.who.id}", *(f"team:{team_id}" for team_id in sorted(teams))]
    outbox.say(session, f"home:{ask.who.slack_user_id}", ask.who.slack_user_id, ask.now, follow=topics)
    return None


ROUTES: tuple[Route, ...] = (Event("app_home_opened", opened),)
