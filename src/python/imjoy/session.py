"""
One connection to another side: calls and their answers, in both directions.

A message is a JSON text and the buffers that stand beside it::

    ["call", id, target, args]      target: a name in the receiver's table, or the key of a function
    ["answer", id, ok, value]       the result, or the error
    ["release", key, count]         the sender dropped a function that it had received so often
"""

from __future__ import annotations

import asyncio
import inspect
import itertools
import sys
from typing import Any, Callable, Coroutine, Dict, List, Mapping, Optional, Sequence, Set, Tuple

from .abort_signal import AbortSignal, aborted
from .codec import Codec
from .encoder import Unsettled
from .errors import ImjoyError, message_of
from .limits import MAX_IN_FLIGHT
from .message import parse_message
from .promise import Promise, logger
from .wire import Send, Wire

#: Most functions have answered before they first wait: no turn of the loop is spent on them.
_AT_ONCE: Dict[str, Any] = {"eager_start": True} if sys.version_info >= (3, 12) else {}

#: Marks an object, the last argument, as arguments by name.
KEYWORDS = "_rkwargs"


class Session:
    """
    :param send: see :data:`Send`
    :param loop: where functions run, and where :meth:`receive` and :meth:`close` are called
    :param table: functions that the other side may call by name
    """

    def __init__(
        self,
        send: Send,
        loop: asyncio.AbstractEventLoop,
        table: Optional[Mapping[str, Callable[..., Any]]] = None,
    ) -> None:
        self.loop = loop
        self._table = {} if table is None else table
        self._wire = Wire(send, loop, self.call)
        self._ids = itertools.count(1)
        self._pending: Dict[Any, Promise] = {}
        self._unfollow: Dict[Any, Callable[[], None]] = {}
        self._running: Set[asyncio.Task] = set()
        self._called: Set[asyncio.Task] = set()
        self._closed: Optional[BaseException] = None

    @property
    def codec(self) -> Codec:
        return self._wire.codec

    @property
    def sizes(self) -> Dict[str, int]:
        """Functions kept for the other side and held of it, and calls both ways."""
        return {
            "offered": len(self._wire.own),
            "held": len(self._wire.remote),
            "pending": len(self._pending),
            "running": len(self._running),
        }

    def call(
        self, target: str, args: Sequence[Any] = (), kwargs: Optional[Dict[str, Any]] = None
    ) -> Promise:
        """
        Calls a function of the other side. The promise settles, whatever happens; an
        :class:`AbortSignal` that ends the arguments can settle it too.
        """
        promise = Promise(self.loop)
        arguments, signal = _split_signal(args)
        if kwargs:
            arguments.append({**kwargs, KEYWORDS: True})
        call_id = next(self._ids)
        # Before it is sent, for the answer may be there before sending returns.
        self._pending[call_id] = promise
        if signal:
            arguments.append(signal)
            self._follow(signal, call_id)
        if call_id not in self._pending:
            return promise
        try:
            self._wire.post(["call", call_id, target], arguments)
        except Unsettled:
            later = self._call_settled(call_id, target, arguments)
            self.loop.call_soon_threadsafe(self._start, later)
        except Exception as error:
            self._settle(call_id, False, error)
        return promise

    def receive(self, text: str, buffers: Sequence[Any] = ()) -> None:
        """Takes a message of the other side, whatever it is. Never raises."""
        if self._closed:
            return
        try:
            kind, *fields = parse_message(text)
        except (ValueError, TypeError, RecursionError) as error:
            logger.warning("a message was dropped: %s", message_of(error)[:200])
            return
        if kind == "call":
            self._on_call(fields, buffers)
        elif kind == "answer":
            self._on_answer(fields, buffers)
        elif kind == "release":
            self._on_release(fields)
        else:
            logger.warning("a message was dropped: its name is %r", kind[:200])

    def close(self, error: Optional[BaseException] = None) -> None:
        """Rejects the calls that wait, and cancels those that run."""
        if self._closed:
            return
        self._closed = error or ImjoyError("RPC_CLOSED", "the connection was closed")
        self._wire.close(self._closed)
        for call_id in list(self._pending):
            self._settle(call_id, False, self._closed)
        for task in list(self._running):
            task.cancel()

    async def cancel_calls(self) -> None:
        """Cancels what the other side has called, and waits until it is over."""
        called = self._called - {asyncio.current_task()}
        for task in called:
            task.cancel()
        if called:
            await asyncio.wait(called)

    # Calls of this side.

    def _follow(self, signal: AbortSignal, call_id: int) -> None:
        self._unfollow[call_id] = signal.on_abort(
            lambda _reason: self._settle(call_id, False, aborted())
        )

    async def _call_settled(self, call_id: int, target: str, arguments: List[Any]) -> None:
        try:
            await self._wire.post_settled(["call", call_id, target], arguments)
        except Exception as error:
            self._settle(call_id, False, error)

    def _settle(self, call_id: Any, ok: bool, value: Any) -> None:
        promise = self._pending.pop(call_id, None)
        if promise is None:
            return
        unfollow = self._unfollow.pop(call_id, None)
        if unfollow:
            unfollow()
        if ok:
            promise.resolve(value)
        else:
            promise.reject(value)

    def _on_answer(self, fields: List[Any], buffers: Sequence[Any]) -> None:
        if not fields or not _is_id(fields[0]):
            return
        try:
            # Read also when nobody waits: functions in it are released once they are collected.
            value = self._wire.open(fields[2:], buffers)
            if len(fields) != 3 or not isinstance(fields[1], bool):
                raise ImjoyError("RPC_REFUSED", "the answer of a call is none")
        except ImjoyError as refusal:
            self._settle(fields[0], False, refusal)
        else:
            self._settle(fields[0], fields[1], value[0])

    # Calls of the other side.

    def _on_call(self, fields: List[Any], buffers: Sequence[Any]) -> None:
        if not fields or not _is_id(fields[0]):
            logger.warning("a call was dropped, which cannot be answered")
            return
        try:
            function, args, kwargs, signal = self._find(fields, buffers)
            if signal.aborted:
                raise aborted()
        except ImjoyError as refusal:
            self._start(self._answer(fields[0], False, refusal))
        else:
            task = self._start(self._run(fields[0], function, args, kwargs))
            if task.done():
                return
            self._called.add(task)
            task.add_done_callback(self._called.discard)
            unfollow = signal.on_abort(lambda _reason: task.cancel())
            task.add_done_callback(lambda _task: unfollow())

    def _find(
        self, fields: List[Any], buffers: Sequence[Any]
    ) -> Tuple[Any, list, Dict[str, Any], AbortSignal]:
        """What is called, at once: a release may follow."""
        # Read also when the call is refused, as answers are.
        _, target, args = (*self._wire.open(fields, buffers), None, None)[:3]
        if len(fields) != 3 or not isinstance(target, str) or not isinstance(args, list):
            raise ImjoyError("RPC_REFUSED", "a call needs a target and a list of arguments")
        if len(self._running) >= MAX_IN_FLIGHT:
            raise ImjoyError("RPC_BUSY", f'"{target}": too many calls in flight')
        function = self._table.get(target) or self._wire.own.get(target)
        if function is None:
            raise ImjoyError("RPC_METHOD_NOT_FOUND", f'there is no function "{target}"')
        args, signal = _split_signal(args)
        named = args[-1] if args else None
        kwargs = {}
        if isinstance(named, dict) and dict.get(named, KEYWORDS) is True:
            kwargs = {k: v for k, v in dict.items(args.pop()) if k != KEYWORDS}
        return function, args, kwargs, signal or AbortSignal()

    async def _run(self, call_id: Any, function: Any, args: list, kwargs: Dict[str, Any]) -> None:
        try:
            result = function(*args, **kwargs)
            while inspect.isawaitable(result):
                result = await result
        # Who presses Ctrl+C, or Stop, means what is running, not what runs it.
        except (asyncio.CancelledError, KeyboardInterrupt):
            await self._answer(call_id, False, ImjoyError("RPC_ABORTED", "the call was cancelled"))
        except Exception as error:
            await self._answer(call_id, False, error)
        except BaseException as error:  # who ends the process owes an answer all the same
            await self._answer(call_id, False, error)
            raise
        else:
            await self._answer(call_id, True, result)

    async def _answer(self, call_id: Any, ok: bool, value: Any) -> None:
        """A result that cannot be sent becomes the reason, an error like that its text."""
        if self._closed:
            return
        try:
            await self._wire.post_settled(["answer", call_id, ok], value)
        except Exception as error:
            if ok:
                await self._answer(call_id, False, error)
            elif not isinstance(value, str):
                await self._answer(call_id, False, message_of(value))
            else:
                logger.error("the answer of a call cannot be sent: %s", message_of(error))

    def _on_release(self, fields: List[Any]) -> None:
        if len(fields) == 2:
            self._wire.release(*fields)

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task:
        task = asyncio.Task(work, loop=self.loop, **_AT_ONCE)
        if not task.done():
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        return task


def _split_signal(args: Sequence[Any]) -> Tuple[List[Any], Optional[AbortSignal]]:
    if args and isinstance(args[-1], AbortSignal):
        return list(args[:-1]), args[-1]
    return list(args), None


def _is_id(value: Any) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)
