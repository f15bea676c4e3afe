"""Writes one value for the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, List, Protocol, Set, Tuple, Union

from .builtin_codecs import encode_number
from .errors import ImjoyError
from .limits import MAX_DEPTH

if TYPE_CHECKING:
    from .codec import Codec

#: Where a member stands: a key, an index in a list, or ``(index,)`` in a set or map.
Label = Union[str, int, Tuple[int]]

#: Awaitables of a value and what they gave, by their id.
Settled = Dict[int, Tuple[Any, Any]]


class References(Protocol):
    """How functions cross: the tables of one session."""

    def write(self, function: Any) -> Dict[str, Any]:
        """The wire form of a function, which counts as sent."""

    def take_back(self, written: Dict[str, Any]) -> None:
        """Of a form that is not sent after all."""

    def read(self, fields: Dict[str, Any]) -> Any:
        """The function behind a wire form; raises ``VALUE_MALFORMED``."""


class Unsettled(Exception):
    """A value holds awaitables, which come first."""

    def __init__(self, awaitables: List[Any]) -> None:
        super().__init__("a value holds awaitables")
        self.awaitables = awaitables


class Encoder:
    """What the codecs of members are given; for one value only."""

    def __init__(self, codec: Codec, references: References, settled: Settled) -> None:
        self.buffers: List[Any] = []
        self._codec = codec
        self._references = references
        self._settled = settled
        self._written: List[Dict[str, Any]] = []
        self._unsettled: List[Any] = []
        self._path: List[str] = []
        self._open: Set[int] = set()

    def encode_root(self, value: Any) -> Any:
        """
        Raises ``VALUE_CYCLE``, ``VALUE_TOO_DEEP`` or ``VALUE_UNSUPPORTED``, naming the culprit, and
        :class:`Unsettled` when parts have to be awaited. Then nothing counts as sent.
        """
        try:
            encoded = self.encode(value)
            if self._unsettled:
                raise Unsettled(self._unsettled)
        except RecursionError:
            self.abandon()
            raise self._too_deep() from None
        except BaseException:
            self.abandon()
            raise
        return encoded

    def abandon(self) -> None:
        """Takes back the functions of a value that is not sent after all."""
        self._take_back(0)

    def encode(self, value: Any) -> Any:
        kind = type(value)
        if value is None or kind is str or kind is bool:
            return value
        if kind is int or kind is float:
            return encode_number(value)
        mark, level = id(value), len(self._path)
        if mark in self._open:
            raise ImjoyError("VALUE_CYCLE", f"a value contains itself at {self._place()}")
        if len(self._open) == MAX_DEPTH:
            raise self._too_deep()
        self._open.add(mark)
        try:
            return self._codec.writer_of(kind)(value, self)
        except ImjoyError as error:
            self._locate(error)
            raise
        finally:
            self._open.discard(mark)
            del self._path[level:]

    def member(self, label: Label, value: Any) -> Any:
        """Encodes one member."""
        self._path.append(label)
        encoded = self.encode(value)
        self._path.pop()
        return encoded

    def attempt(self, key: str, value: Any) -> Any:
        """Encodes a member whose owner can do without it: None when it cannot be sent."""
        written, buffers, unsettled = len(self._written), len(self.buffers), len(self._unsettled)
        level = len(self._path)
        try:
            return self.member(key, value)
        except Exception:
            self._take_back(written)
            del self.buffers[buffers:]
            del self._unsettled[unsettled:]
            del self._path[level:]
            return None

    def bytes(self, value: Any) -> Dict[str, Any]:
        """The wire form of anything that has bytes. They are not copied."""
        view = memoryview(value)
        if not view.c_contiguous:
            value = view.tobytes()
        elif not isinstance(value, bytes):
            value = view.cast("B") if view.nbytes else b""
        self.buffers.append(value)
        return {"_rtype": "bytes", "_rvalue": len(self.buffers) - 1}

    def reference(self, function: Any) -> Dict[str, Any]:
        """The wire form of a function."""
        form = self._references.write(function)
        self._written.append(form)
        return form

    def awaited(self, awaitable: Any) -> Any:
        """What an awaitable gives, encoded; nothing is sent before that."""
        if id(awaitable) in self._settled:
            return self.encode(self._settled[id(awaitable)][1])
        self._unsettled.append(awaitable)
        return None

    def _take_back(self, start: int) -> None:
        for form in self._written[start:]:
            self._references.take_back(form)
        del self._written[start:]

    def _place(self) -> str:
        return "".join(map(_show_label, self._path)).lstrip(".")

    def _locate(self, error: ImjoyError) -> None:
        """Errors of a codec tell where in the value it was."""
        if error.code == "VALUE_UNSUPPORTED" and self._path and "path" not in error.details:
            error.details["path"] = self._place()
            error.args = (f"{error.args[0]} (at {self._place()})",)

    def _too_deep(self) -> ImjoyError:
        return ImjoyError("VALUE_TOO_DEEP", f"a value is nested more than {MAX_DEPTH} levels deep")


def _show_label(label: Label) -> str:
    if isinstance(label, tuple):
        return f"<{label[0]}>"
    return f"[{label}]" if isinstance(label, int) else f".{label}"
