"""The same transaction as most bots would run it: a synchronous Bolt app under a threaded WSGI server."""

import signal
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingMixIn
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult

from bot.clock import Clock
from bot.desk import Desk, Request
from handlers import ROUTES
from handlers.asking import Command, Routes
from measuring.presses import SECRET, TOKEN
from rules.handbook import Site
from storage.database import open_database
from views.words import Words


class Threads(ThreadingMixIn, WSGIServer):
    """A thread a connection."""

    daemon_threads = True
    request_queue_size = 1024


class Handler(ServerHandler):
    http_version = "1.1"


class KeepAlive(WSGIRequestHandler):
    """The standard library's handler closes after one request, which would count against the threads."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def handle(self) -> None:
        BaseHTTPRequestHandler.handle(self)

    def do_POST(self) -> None:  # noqa: N802
        handler = Handler(self.rfile, self.wfile, sys.stderr, self.get_environ(), multithread=True)
        handler.request_handler = self  # pyright: ignore[reportAttributeAccessIssue]
        handler.run(self.server.get_app())  # pyright: ignore[reportAttributeAccessIssue]

    def log_message(self, *_args: object) -> None:
        return


def serve(url: str, site: Site, ready: Callable[[int], None]) -> None:
    """Until SIGTERM."""
    database = open_database(url)
    desk = Desk(database, site, Routes(ROUTES, Words()), Clock())
    app = App(signing_secret=SECRET, authorize=_authorize)

    @app.command("/break")
    def command(ack: Ack, body: dict[str, str]) -> None:
        request = Request(Command, body["command"], body["user_id"], body["trigger_id"], text=body["text"])
        ack(dict(desk.serve(request).message or {}))

    server = Threads(("127.0.0.1", 0), KeepAlive)
    server.set_app(SlackRequestHandler(app))
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    ready(server.server_port)
    server.serve_forever(0.05)
    database.close()


def _authorize() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T0", bot_token=TOKEN, bot_id="B0", bot_user_id="U0SHIFTLEAD")
