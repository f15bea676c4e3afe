"""Runs one plugin until the engine ends it."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import platform
import socket
import sys
import threading
from typing import Any, Callable, List

from .ending import follow_lifeline
from .incoming import Incoming
from .outgoing import Outgoing
from .plugin import Plugin

#: Seconds that what was sent last has to get out.
_FLUSH = 1.0


def main(name: str) -> None:
    follow_lifeline()
    channel = socket.socket(fileno=3)
    channel.setblocking(True)
    # Programs that the plugin starts are no part of this conversation.
    channel.set_inheritable(False)
    sys.argv = [name]
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    outgoing = Outgoing(channel)
    plugin = Plugin(name, outgoing.message, loop)
    is_over = asyncio.Event()

    def on_message(
        peer: str, text: str, buffers: List[memoryview], taken: Callable[[], None]
    ) -> None:
        def receive() -> None:
            taken()
            plugin.receive(peer, text, buffers)

        loop.call_soon_threadsafe(receive)

    def on_control(kind: str, *fields: Any) -> None:
        if kind == "limit":
            outgoing.limit = fields[0]
        elif kind == "attach":
            outgoing.attach(*fields)
            loop.call_soon_threadsafe(plugin.attach, *fields)
        elif kind == "detach":
            # At once: the main thread may be waiting for this peer.
            outgoing.detach(*fields)
            loop.call_soon_threadsafe(plugin.detach, *fields)
        elif kind == "exit":
            loop.call_soon_threadsafe(is_over.set)

    incoming = Incoming(channel, outgoing, on_message, on_control)
    threading.Thread(target=incoming.run, name="imjoy-reader", daemon=True).start()
    outgoing.control("ready", _describe())
    _run_until_over(loop, is_over)
    _run_interruptible(loop, _exit(plugin))
    outgoing.flush(_FLUSH)
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads of the plugin do not keep it from ending.
    os._exit(0)


def _run_until_over(loop: asyncio.AbstractEventLoop, is_over: asyncio.Event) -> None:
    """Whoever interrupts means what is running, not what runs it."""
    while not is_over.is_set():
        _run_interruptible(loop, is_over.wait())


def _run_interruptible(loop: asyncio.AbstractEventLoop, work: Any) -> None:
    try:
        loop.run_until_complete(work)
    except KeyboardInterrupt:
        pass


async def _exit(plugin: Plugin) -> None:
    try:
        await plugin.exit()
    except Exception as error:
        print(f"exit failed: {error}", file=sys.stderr)


def _describe() -> Any:
    return {
        "python": platform.python_version(),
        "numpy": importlib.util.find_spec("numpy") is not None,
    }
