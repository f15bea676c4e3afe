"""What a plugin sends: to each peer in order, in parts, and no faster than it is taken."""

from __future__ import annotations

import socket
import threading
from collections import deque
from typing import Any, Deque, Dict, List, Sequence

from imjoy.errors import ImjoyError

from .ending import end_process_group
from .frames import PART, WINDOW, write_frame

#: Bytes that may wait for one peer. Whoever sends more waits, as for any pipe.
QUEUE = 64 << 20

#: Bytes that are taken before the engine is told.
CREDIT = 1 << 20


class _Peer:
    def __init__(self) -> None:
        self.queue: Deque[Any] = deque()
        self.queued = 0
        self.credit = WINDOW
        self.owed = 0

    def may_write(self) -> bool:
        """What has begun goes on."""
        return bool(self.queue) and (self.credit > 0 or self.queue[0][0][0] == "more")


class Outgoing:
    """
    Writes from a thread of its own, so that a peer that does not read stops nobody else.

    :param limit: bytes of the largest message
    """

    def __init__(self, channel: socket.socket) -> None:
        self.limit = 1 << 40
        self._channel = channel
        self._control: Deque[List[Any]] = deque()
        self._peers: Dict[str, _Peer] = {}
        self._changed = threading.Condition()
        self._is_closing = False
        self._writer = threading.Thread(target=self._write, name="imjoy-writer", daemon=True)
        self._writer.start()

    def control(self, *header: Any) -> None:
        """Sends a frame before everything that waits."""
        with self._changed:
            self._control.append(list(header))
            self._changed.notify_all()

    def attach(self, peer: str) -> None:
        with self._changed:
            self._peers[peer] = _Peer()

    def detach(self, peer: str) -> None:
        """Drops what waits for a peer, and lets go whoever waits to send it more."""
        with self._changed:
            self._peers.pop(peer, None)
            self._changed.notify_all()

    def credit(self, peer: str, size: int) -> None:
        with self._changed:
            known = self._peers.get(peer)
            if known:
                known.credit += size
                self._changed.notify_all()

    def taken(self, peer: str, size: int) -> None:
        """So many bytes of a peer make room for others."""
        with self._changed:
            known = self._peers.get(peer)
            if known is None:
                return
            known.owed += size
            if known.owed >= CREDIT:
                self._control.append(["credit", peer, known.owed])
                known.owed = 0
                self._changed.notify_all()

    def message(self, peer: str, text: str, buffers: Sequence[Any]) -> None:
        """
        Sends a message, which is copied: its owner may change it when this returns. To a peer that is gone it is
        dropped. Raises ``ENGINE_TOO_LARGE``.
        """
        parts = [text.encode("utf-8", "surrogatepass"), *buffers]
        sizes = [len(part) for part in parts]
        size = sum(sizes)
        if size > self.limit:
            raise ImjoyError(
                "ENGINE_TOO_LARGE",
                f"a message of {size / 1e6:.0f} MB is more than the {self.limit / 1e6:.0f} MB that the engine carries",
            )
        body = memoryview(b"".join(parts) if len(parts) > 1 else parts[0])
        with self._changed:
            known = self._peers.get(peer)
            while known and known.queued > QUEUE and self._peers.get(peer) is known:
                self._changed.wait()
            if not known or self._peers.get(peer) is not known:
                return
            header: List[Any] = ["message", peer, sizes]
            for start in range(0, max(1, size), PART):
                known.queue.append((header, body[start : start + PART]))
                header = ["more", peer]
            known.queued += size
            self._changed.notify_all()

    def flush(self, seconds: float) -> None:
        """Waits until what was sent is written, for so long at most; nothing can be sent any more."""
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        self._writer.join(seconds)

    def _write(self) -> None:
        try:
            while True:
                with self._changed:
                    frames = self._take()
                    while not frames:
                        if self._is_closing:
                            return
                        self._changed.wait()
                        frames = self._take()
                for header, body in frames:
                    write_frame(self._channel, header, body)
        except OSError:
            # The engine is gone, or the plugin has closed what is not its own: nobody can be told anything any more.
            end_process_group()

    def _take(self) -> List[Any]:
        """Frames that may be written now: what is urgent, and a part of what waits for each peer."""
        frames = [(header, b"") for header in self._control]
        self._control.clear()
        for peer in self._peers.values():
            if peer.may_write():
                header, body = peer.queue.popleft()
                peer.credit -= len(body)
                peer.queued -= len(body)
                frames.append((header, body))
        if frames:
            self._changed.notify_all()
        return frames
