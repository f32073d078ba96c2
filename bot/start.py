"""How does the command `shiftlead` begin?"""

import signal


def main() -> None:
    """Until somebody listens for it (see `stop_signal`), Ctrl-C ends the command without a word, as it ends most.

    Python would raise it in the middle of an import, and show a traceback.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from bot.cli import app

    app()
