"""The functions of ``api.utils`` that need no host: those that the original has for Python alone."""

from __future__ import annotations

import asyncio
import functools
import inspect
import logging
import os
import signal
from typing import Any, Callable, Mapping, Optional, Sequence, Union

from .arrays import ndarray

logger = logging.getLogger("imjoy")


def debounce(seconds: float) -> Callable[[Callable[..., Any]], Callable[..., None]]:
    """Has a function run once, when it was not called for so many seconds, with its last arguments."""

    def decorate(function: Callable[..., Any]) -> Callable[..., None]:
        waiting: Optional[asyncio.TimerHandle] = None

        @functools.wraps(function)
        def debounced(*args: Any, **kwargs: Any) -> None:
            nonlocal waiting
            if waiting:
                waiting.cancel()
            loop = asyncio.get_running_loop()
            waiting = loop.call_later(seconds, _run, function, args, kwargs)

        return debounced

    return decorate


class Interval:
    """What :func:`set_interval` repeats, until it is stopped."""

    def __init__(self, seconds: float, work: Callable[[], Any]) -> None:
        self._seconds = seconds
        self._work = work
        self._next: Optional[asyncio.TimerHandle] = None
        self._start()

    def stop(self) -> None:
        if self._next:
            self._next.cancel()

    #: As the events of threading are, by which the original stops it.
    set = stop

    def _start(self) -> None:
        self._next = asyncio.get_running_loop().call_later(self._seconds, self._tick)

    def _tick(self) -> None:
        self._start()
        self._work()


def set_interval(seconds: float) -> Callable[[Callable[..., Any]], Callable[..., Interval]]:
    """Has a function, once it is called, run every so many seconds until what it gives is stopped."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Interval]:
        @functools.wraps(function)
        def begin(*args: Any, **kwargs: Any) -> Interval:
            return Interval(seconds, lambda: _run(function, args, kwargs))

        return begin

    return decorate


def kill(process: Union[int, Any]) -> None:
    """
    Ends a process, and those of its group where it leads one.

    :param process: a ``Popen``, or the id of a process
    """
    pid = process if isinstance(process, int) else process.pid
    leads = hasattr(os, "getpgid") and os.getpgid(pid) == pid
    (os.killpg if leads else os.kill)(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def _run(function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Nobody waits for it: what it fails with is logged."""
    try:
        result = function(*args, **kwargs)
    except Exception:
        logger.exception("%s failed", getattr(function, "__name__", "a function"))
        return
    if inspect.isawaitable(result):
        asyncio.ensure_future(_log_failure(result))


async def _log_failure(awaitable: Any) -> None:
    try:
        await awaitable
    except Exception:
        logger.exception("a function that nobody waits for failed")


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    f"utils.{function.__name__}": function for function in (debounce, kill, ndarray, set_interval)
}
