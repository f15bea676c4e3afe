"""The values of one connection: what is sent and received, and the functions that went along."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import Any, Callable, Optional, Sequence

from .codec import Codec
from .encoder import Settled, Unsettled
from .errors import ImjoyError, message_of
from .functions import OwnFunctions, RemoteFunction, RemoteFunctions
from .value_codec import Fields, malformed

#: Takes a message: JSON text, and the buffers that stand beside it. When it returns it has taken
#: the bytes too, for their owner may change them then. It is called on whichever thread calls.
Send = Callable[[str, Sequence[Any]], None]


class Wire:
    """
    :param call: calls a function of the other side by its key
    """

    def __init__(
        self, send: Send, loop: asyncio.AbstractEventLoop, call: Callable[..., Any]
    ) -> None:
        self.codec = Codec()
        self.own = OwnFunctions()
        self.remote = RemoteFunctions(call, self._plan_release)
        self._send = send
        self._loop = loop
        self._call = call
        self._closed: Optional[BaseException] = None
        self._release_is_planned = False
        # Threads of a plugin may call too. One message is counted and sent before the next.
        self._lock = threading.RLock()

    def post(self, head: Sequence[Any], value: Any, settled: Optional[Settled] = None) -> None:
        """Sends a message that ends in a value. Raises what the encoder does."""
        with self._lock:
            if self._closed:
                raise self._closed
            encoded, encoder = self.codec.encode(value, self, settled or {})
            try:
                self._send(json.dumps([*head, encoded], allow_nan=False), encoder.buffers)
            except BaseException:
                encoder.abandon()
                raise

    async def post_settled(self, head: Sequence[Any], value: Any) -> None:
        """Sends it when what it holds of awaitables is there."""
        settled: Settled = {}
        while True:
            try:
                self.post(head, value, settled)
                return
            except Unsettled as unsettled:
                awaitables = unsettled.awaitables
            for awaitable in awaitables:
                try:
                    settled[id(awaitable)] = (awaitable, await awaitable)
                except asyncio.CancelledError:
                    raise ImjoyError("RPC_ABORTED", "what a value holds was cancelled") from None

    def open(self, value: Any, buffers: Sequence[Any]) -> Any:
        """The value of a received message. Raises ``VALUE_MALFORMED``."""
        try:
            with self._lock:
                return self.codec.decode(value, buffers, self)
        except ImjoyError:
            raise
        except Exception as error:  # codecs of plugins may raise anything
            text = f"a value cannot be decoded: {message_of(error)}"
            raise ImjoyError("VALUE_MALFORMED", text) from error

    def release(self, key: Any, count: Any) -> None:
        """The other side has dropped a function."""
        if isinstance(key, str) and type(count) is int and count > 0:
            with self._lock:
                self.own.release(key, count)

    def close(self, reason: BaseException) -> None:
        with self._lock:
            self._closed = reason
            self.own.clear()

    # How functions cross, for the codec.

    def write(self, function: Any) -> Fields:
        if isinstance(function, RemoteFunction) and function.belongs_to(self._call):
            return {"_rtype": "interface", "_rvalue": function.key}
        name = getattr(function, "__name__", None)
        key = self.own.send(function)
        return {"_rtype": "callback", "_rvalue": key, "_rname": str(name or "callback")}

    def take_back(self, written: Fields) -> None:
        if written["_rtype"] == "callback":
            self.own.release(written["_rvalue"], 1)

    def read(self, fields: Fields) -> Any:
        if fields["_rtype"] == "callback":
            return self.remote.receive(fields)
        key = fields.get("_rvalue")
        function = self.own.get(key) if isinstance(key, str) else None
        if function is None:
            raise malformed(fields, f"there is no function {key!r}")
        return function

    # Functions of the other side that were dropped here.

    def _plan_release(self) -> None:
        """Called where garbage is collected: anywhere, so nothing may be done here."""
        if self._release_is_planned or self._closed:
            return
        self._release_is_planned = True
        try:
            self._loop.call_soon_threadsafe(self._release_dropped)
        except RuntimeError:  # the loop was closed
            pass

    def _release_dropped(self) -> None:
        self._release_is_planned = False
        with self._lock:
            for key, count in self.remote.take_dropped().items():
                if not self._closed:
                    self._send(json.dumps(["release", key, count]), ())
