"""The end of a plugin that nobody has asked for: the engine is gone."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

#: Never says anything; its other end closes with the engine.
LIFELINE = 4


def follow_lifeline() -> None:
    """
    Has the system end the process and its children when the engine is gone. A thread that waits for that cannot do
    so while native code holds the interpreter.
    """
    if sys.platform != "linux":
        return
    import fcntl

    os.set_inheritable(LIFELINE, False)
    fcntl.fcntl(LIFELINE, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(LIFELINE, fcntl.F_SETSIG, signal.SIGKILL)
    flags = fcntl.fcntl(LIFELINE, fcntl.F_GETFL)
    fcntl.fcntl(LIFELINE, fcntl.F_SETFL, flags | os.O_ASYNC)


def end_process_group() -> NoReturn:
    """Children that were forked have no thread that notices the end."""
    if os.getpgid(0) == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
