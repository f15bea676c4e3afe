"""What a remote call gives: it can be awaited, and chained like a promise of JavaScript."""

from __future__ import annotations

import asyncio
import inspect
import logging
import threading
from typing import Any, Callable, Generator, List, Optional

from .errors import RemoteError, message_of
from .traceback_text import traceback_text

logger = logging.getLogger("imjoy")

#: Told the outcome: whether it succeeded, and the value or the error.
Observer = Callable[[bool, Any], None]


class Promise:
    """
    Settles once, and tells everybody who asks, however late, on any thread and in any event loop.
    Callbacks run in the loop it was made for. A failure that nobody handles is logged.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._lock = threading.Lock()
        self._settled = False
        self._ok = True
        self._value: Any = None
        self._observers: List[Observer] = []
        self._is_watched = False

    def then(
        self,
        on_value: Optional[Callable[[Any], Any]] = None,
        on_error: Optional[Callable[[BaseException], Any]] = None,
    ) -> Promise:
        """A promise of what the callback returns, which may be awaitable itself."""
        following = Promise(self._loop)

        def follow(ok: bool, value: Any) -> None:
            callback = on_value if ok else on_error
            if callback is None:
                following._settle(ok, value)
                return
            try:
                following.resolve(callback(value))
            except Exception as error:
                following.reject(error)

        self._observe(lambda ok, value: _soon(self._loop, follow, ok, value))
        return following

    def catch(self, on_error: Callable[[BaseException], Any]) -> Promise:
        return self.then(None, on_error)

    def finally_(self, callback: Callable[[], Any]) -> Promise:
        """Settles as this promise does, after the callback, unless that fails."""

        def after(_value: Any) -> Promise:
            done = Promise(self._loop)
            done.resolve(callback())
            return done.then(lambda _: self)

        return self.then(after, after)

    def __await__(self) -> Generator[Any, None, Any]:
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        self._observe(lambda ok, value: _soon(loop, _settle_future, future, ok, value))
        return future.__await__()

    def resolve(self, value: Any) -> None:
        """Settles with a value, or as another promise or awaitable will."""
        if value is self:
            self.reject(TypeError("a promise cannot wait for itself"))
        elif isinstance(value, Promise):
            value._observe(self._settle)
        elif inspect.isawaitable(value):
            _soon(self._loop, self._await, value)
        else:
            self._settle(True, value)

    def reject(self, error: Any) -> None:
        """Settles with an error; anything else that was thrown becomes one."""
        if not isinstance(error, BaseException):
            error = RemoteError("Error", message_of(error))
        elif isinstance(error, StopIteration):  # which no future can hold
            error = RuntimeError(f"StopIteration: {message_of(error)}")
        self._settle(False, error)

    def __del__(self) -> None:
        if self._settled and not self._ok and not self._is_watched:
            logger.error("a call failed, and nothing handles it\n%s", traceback_text(self._value))

    def _settle(self, ok: bool, value: Any) -> None:
        with self._lock:
            if self._settled:
                return
            self._settled, self._ok, self._value = True, ok, value
            observers, self._observers = self._observers, []
        for observer in observers:
            observer(ok, value)

    def _observe(self, observer: Observer) -> None:
        with self._lock:
            self._is_watched = True
            if not self._settled:
                self._observers.append(observer)
                return
        observer(self._ok, self._value)

    def _await(self, awaitable: Any) -> None:
        def settle(future: asyncio.Future) -> None:
            if future.cancelled():
                self.reject(asyncio.CancelledError())
            elif future.exception():
                self.reject(future.exception())
            else:
                self._settle(True, future.result())

        asyncio.ensure_future(awaitable, loop=self._loop).add_done_callback(settle)


def _settle_future(future: asyncio.Future, ok: bool, value: Any) -> None:
    if future.done():
        return
    if ok:
        future.set_result(value)
    else:
        future.set_exception(value)


def _soon(loop: asyncio.AbstractEventLoop, callback: Callable[..., None], *args: Any) -> None:
    """A loop that was closed has nobody left who waits."""
    try:
        loop.call_soon_threadsafe(callback, *args)
    except RuntimeError:
        if not loop.is_closed():
            raise
