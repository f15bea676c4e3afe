"""Whether the caller of a function still wants what it gives."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Callable, Dict

from .errors import ImjoyError
from .promise import Promise
from .value_codec import Fields, ValueCodec, instances_of, malformed

if TYPE_CHECKING:
    from .encoder import Encoder

logger = logging.getLogger("imjoy")

OnAbort = Callable[[Any], Any]


class AbortSignal:
    """
    Given as the last argument of a call, it ends that call: its promise is rejected, and the function
    on the other side is told. A call that comes with one is cancelled as tasks are, by
    ``asyncio.CancelledError`` where it awaits; the function itself is not given the signal.
    """

    def __init__(self) -> None:
        self.aborted = False
        #: What the one who aborted it says.
        self.reason: Any = None
        self._callbacks: Dict[int, OnAbort] = {}
        self._last = 0

    def abort(self, reason: Any = None) -> None:
        if self.aborted:
            return
        self.aborted, self.reason = True, reason
        callbacks, self._callbacks = self._callbacks, {}
        for callback in callbacks.values():
            try:
                callback(reason)
            except Exception:
                logger.exception("a callback of an abort signal failed")

    def on_abort(self, callback: OnAbort) -> Callable[[], None]:
        """Calls a function once, at once when it is aborted already. Returns what takes it back."""
        if self.aborted:
            callback(self.reason)
            return lambda: None
        self._last += 1
        key = self._last
        self._callbacks[key] = callback

        def take_back() -> None:
            self._callbacks.pop(key, None)

        return take_back


def aborted() -> ImjoyError:
    return ImjoyError("RPC_ABORTED", "the call was aborted by its caller")


def _encode(signal: AbortSignal, encoder: Encoder) -> Fields:
    if signal.aborted:
        reason = encoder.attempt("reason", signal.reason)
        return {"_rtype": "abortsignal", "_raborted": True, "_rreason": reason}

    def subscribe(on_abort: OnAbort) -> None:
        signal.on_abort(lambda reason: _tell(on_abort, reason))

    return {"_rtype": "abortsignal", "_raborted": False, "_rvalue": encoder.reference(subscribe)}


def _tell(on_abort: OnAbort, reason: Any) -> None:
    """The other side may be gone: then nobody needs to be told."""
    promise = on_abort(reason)
    if isinstance(promise, Promise):
        promise.catch(lambda _error: None)


def _decode(fields: Fields) -> AbortSignal:
    signal = AbortSignal()
    subscribe = fields.get("_rvalue")
    if fields.get("_raborted") is True:
        signal.abort(fields.get("_rreason"))
    elif callable(subscribe):
        _tell(subscribe, signal.abort)
    else:
        raise malformed(fields, "it cannot be subscribed to")
    return signal


ABORT_SIGNAL_CODEC = ValueCodec(
    "abortsignal", instances_of(AbortSignal), _encode, _decode
)
