"""How is one request answered? One person, one transaction, one answer; no Slack in here, and no event loop."""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy import exc

from bot.clock import Clock
from handlers.asking import Ask, Route, Routes
from rules.handbook import Site
from rules.refusals import FieldError, Refusal
from storage import inbox, people
from storage.database import Database, Session, apart
from storage.people import Person
from views import floor as views
from views.message import Message, Modal
from views.words import Reader, choose

log = structlog.get_logger()

LONGEST_TEXT = 3000
UNAVAILABLE = (exc.OperationalError, exc.TimeoutError)

_as_json = json.JSONEncoder(ensure_ascii=False).encode
Transaction = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True)
class Request:
    """What Slack sent: who, which route, what was typed; `key` tells a second delivery from a second wish."""

    kind: type[Route]
    id: str
    user: str
    key: str
    text: str = ""
    value: str = ""
    form: Mapping[str, str] = field(default_factory=dict)
    locale: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What goes back: a message, a modal, field errors, nothing; or a wish to know the reader's locale first."""

    message: Mapping[str, object] | None = None
    modal: Modal | None = None
    errors: Mapping[str, str] | None = None
    needs_locale: bool = False
    stays: bool = False  # what was pressed stays, to be pressed again
    t: Reader | None = None

    def in_modal(self, title: str | None) -> dict[str, object]:
        """The answer in the place of a form, or over a Home."""
        assert self.t is not None
        answer = views.slips(self.errors).payload() if self.errors else self.message or {}
        return views.note_in_modal(self.t, title, answer).payload()

    def in_home(self) -> dict[str, object]:
        """The answer on the Home of somebody who has none, such as a stranger to the roster."""
        return {"type": "home", "blocks": (self.message or {}).get("blocks", [])}


class Desk:
    """Answers requests, each in a transaction of its own."""

    def __init__(self, database: Database, site: Site, routes: Routes, clock: Clock) -> None:
        self._database = database
        self._site = site
        self._routes = routes
        self._clock = clock
        self._spoken: dict[str, str | None] = {}  # for the words we need before, or without, the database

    def serve(self, request: Request) -> Outcome:
        """The answer, committed; a bug changes nothing and leaves a reference in the log."""
        try:
            return self._guarded(request, self._database.changing)
        except UNAVAILABLE as error:
            return self._busy(request, error)

    def serve_together(self, requests: Sequence[Request]) -> list[Outcome]:
        """Answers in one commit, each as if it were alone: a no, a repeat or a bug undoes its own changes only."""
        if len(requests) == 1:
            return [self.serve(requests[0])]
        try:
            with self._database.changing() as session:
                return [self._guarded(request, partial(apart, session)) for request in requests]
        except exc.SQLAlchemyError as error:
            return [self._busy(request, error) for request in requests]

    def working(self, slack_user_id: str) -> Outcome:
        """What is said when the answer takes longer than Slack waits."""
        t = self._reader(self._spoken.get(slack_user_id), self._clock.now())
        return Outcome(views.working(t).payload(), t=t)

    def note_locale(self, slack_user_id: str, locale: str) -> None:
        """Somebody changed their language in Slack."""
        if locale:
            with self._database.changing() as session:
                people.remember_locale(session, slack_user_id, locale)

    def _guarded(self, request: Request, transaction: Transaction) -> Outcome:
        now = self._clock.now()
        try:
            with transaction() as session:
                return self._serve(session, request, now)
        except _Undone as undone:
            return self._refuse(request, undone.outcome, now, transaction)
        except inbox.Repeated:
            return self._first_answer(request, transaction)
        except UNAVAILABLE:
            raise
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("bug", reference=reference, route=request.id)
            t = self._spoken_to(request)
            return Outcome(views.bug(t, reference).payload(), stays=True, t=t)

    def _refuse(self, request: Request, no: Outcome, now: datetime, transaction: Transaction) -> Outcome:
        """A no is an answer as well: after it a second delivery gets no yes, and after a yes no no."""
        if no.message is None:
            return no
        try:
            with transaction() as session:
                inbox.remember(session, request.key, _as_json(no.message), now)
        except inbox.Repeated:
            return self._first_answer(request, transaction)
        return no

    def _first_answer(self, request: Request, transaction: Transaction) -> Outcome:
        with transaction() as session:
            answer = inbox.first_answer(session, request.key)
        return Outcome(json.loads(answer), t=self._spoken_to(request))

    def _busy(self, request: Request, error: Exception) -> Outcome:
        log.error("database unavailable", route=request.id, error=str(error.__cause__ or error))
        t = self._spoken_to(request)
        return Outcome(views.busy(t).payload(), stays=True, t=t)

    def _serve(self, session: Session, request: Request, now: datetime) -> Outcome:
        who = people.by_slack_id(session, request.user, now)
        seen = who.slack_locale if who else people.locale_of(session, request.user)
        language = choose(who.language if who else None, seen, request.locale)
        if language is None and request.locale is None:
            return Outcome(needs_locale=True)
        if request.locale and not seen:
            people.remember_locale(session, request.user, request.locale)
        self._spoken[request.user] = language
        t = self._reader(language, now)
        if who is None:
            return Outcome(views.stranger(t, request.user).payload(), t=t)
        return self._answer(session, request, who, t, now)

    def _answer(self, session: Session, request: Request, who: Person, t: Reader, now: datetime) -> Outcome:
        route, text = self._find(request)
        if route is None:
            return Outcome(views.old_button(t).payload(), t=t)
        if not route.may & who.roles:
            return Outcome(views.denied(t, route.may).payload(), t=t)
        if len(text) > LONGEST_TEXT:
            return Outcome(views.refused(t, "floor-too-long", limit=LONGEST_TEXT, letters=len(text)).payload(), t=t)
        ask = Ask(who, t, now, self._site, self._routes, text, request.value, request.form)
        outcome = _run(route, ask, session)
        if outcome.message is not None:
            inbox.remember(session, request.key, _as_json(outcome.message), now)
        return outcome

    def _find(self, request: Request) -> tuple[Route | None, str]:
        if request.id.startswith("/"):
            return self._routes.command(request.id, request.text)
        return self._routes.find(request.kind, request.id), request.text

    def _spoken_to(self, request: Request) -> Reader:
        """The reader as far as we know them without asking the database again."""
        return self._reader(choose(request.locale, self._spoken.get(request.user)), self._clock.now())

    def _reader(self, language: str | None, now: datetime) -> Reader:
        return self._routes.words.reader(language or self._site.language, self._site.zone, now)


class _Undone(Exception):
    """A no: whatever the handler wrote before it goes back."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def _run(route: Route, ask: Ask, session: Session) -> Outcome:
    try:
        answer = route.run(ask, session)
    except Refusal as no:
        raise _Undone(Outcome(views.refused(ask.t, no.key, **no.facts).payload(), t=ask.t)) from None
    except FieldError as wrong:
        raise _Undone(Outcome(errors={wrong.field: ask.t.plain(wrong.key, **wrong.facts)}, t=ask.t)) from None
    if isinstance(answer, Modal):
        return Outcome(modal=answer, t=ask.t)
    if isinstance(answer, Message):
        return Outcome(answer.payload(), stays=answer.beside, t=ask.t)
    return Outcome(t=ask.t)
