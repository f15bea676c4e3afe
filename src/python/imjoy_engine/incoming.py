"""What a plugin receives, on a thread of its own: it answers pings and notices the end whatever the plugin is doing."""

from __future__ import annotations

import socket
from functools import partial
from typing import Any, Callable, Dict, List, NoReturn, Optional, Tuple

from .ending import end_process_group
from .frames import read_header, read_into
from .outgoing import Outgoing


class _Message:
    """A message of which a part is still to come."""

    def __init__(self, sizes: List[int]) -> None:
        self.size = sum(sizes)
        self._sizes = sizes
        self._data = memoryview(bytearray(self.size))
        self._filled = 0

    def room(self, size: int) -> memoryview:
        start = self._filled
        self._filled += size
        return self._data[start : self._filled]

    @property
    def is_complete(self) -> bool:
        return self._filled == self.size

    def take(self) -> Tuple[str, List[memoryview]]:
        parts, start = [], 0
        for size in self._sizes:
            parts.append(self._data[start : start + size])
            start += size
        return str(parts[0], "utf-8", "surrogatepass"), parts[1:]


class Incoming:
    """
    :param on_message: told the peer, the text, the buffers, and what is to be called when they are taken
    :param on_control: told all other frames but pings
    """

    def __init__(
        self,
        channel: socket.socket,
        outgoing: Outgoing,
        on_message: Callable[[str, str, List[memoryview], Callable[[], None]], None],
        on_control: Callable[..., None],
    ) -> None:
        self._channel = channel
        self._outgoing = outgoing
        self._on_message = on_message
        self._on_control = on_control
        self._open: Dict[str, _Message] = {}

    def run(self) -> NoReturn:
        """Reads until the engine is gone, and ends the process then, with its children."""
        try:
            while True:
                (kind, *fields), size = read_header(self._channel)
                if kind in ("message", "more"):
                    self._read_part(fields[0], fields[1] if kind == "message" else None, size)
                elif kind == "ping":
                    self._outgoing.control("pong", *fields)
                elif kind == "credit":
                    self._outgoing.credit(*fields)
                else:
                    self._on_control(kind, *fields)
        except (EOFError, OSError):
            pass
        finally:
            end_process_group()

    def _read_part(self, peer: str, sizes: Optional[List[int]], size: int) -> None:
        if sizes is not None:
            self._open[peer] = _Message(sizes)
        message = self._open[peer]
        read_into(self._channel, message.room(size))

        if message.is_complete:
            del self._open[peer]
            taken = partial(self._outgoing.taken, peer, message.size)
            self._on_message(peer, *message.take(), taken)
