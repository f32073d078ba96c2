"""One life of the bot: the house as it is, in a process that may be killed at any moment."""

import asyncio
import logging
import os
import signal
import threading
import time

import structlog
from pydantic import SecretStr

from bot import running
from bot.clock import Clock
from bot.settings import Settings
from measuring.chaos import small_floor
from playground.seed import SeedApp
from views.words import Words


def live(database_url: str, api_url: str, log_file: str) -> None:
    """Until somebody kills it, or whoever started it is gone."""
    threading.Thread(target=_outlive_nobody, args=(os.getppid(),), daemon=True).start()
    _write_to(log_file)
    app = SeedApp()
    settings = Settings(
        slack_bot_token=SecretStr(app.bot_token),
        slack_app_token=SecretStr(app.app_token),
        slack_mode="socket",
        slack_api_url=api_url,
        http_host="127.0.0.1",
        http_port=0,
        database_url=database_url,
        handbook_file=None,
    )
    asyncio.run(running.until_stopped(settings, small_floor.hurried_site(), Words(), Clock(), lambda _port: None))


def _outlive_nobody(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)


def _write_to(log_file: str) -> None:
    """Everything it says goes to a file that outlives it."""
    out = os.open(log_file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(out, 1)
    os.dup2(out, 2)
    logging.captureWarnings(capture=True)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
