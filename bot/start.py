"""How does the command `shiftlead` begin?"""

import signal


def main() -> None:
    """A Ctrl-C while everything is still being imported ends the command without a word, and not in a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from bot.cli import app

    signal.signal(signal.SIGINT, signal.default_int_handler)
    app()
