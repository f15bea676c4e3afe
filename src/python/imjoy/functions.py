"""Functions across the border: those the other side may call, and those of the other side."""

from __future__ import annotations

from collections import Counter, deque
from types import MethodType
from typing import Any, Callable, Deque, Dict, Hashable, List, Tuple
from weakref import WeakValueDictionary, finalize

from .members import Member
from .value_codec import Fields, malformed


class OwnFunctions:
    """Functions of this side by the keys they were sent with, until the other side drops them."""

    def __init__(self) -> None:
        self._functions: Dict[str, Any] = {}
        self._sent: Counter = Counter()
        self._keys: Dict[Hashable, str] = {}
        self._last = 0

    def __len__(self) -> int:
        return len(self._functions)

    def send(self, function: Any) -> str:
        """The key of a function, which was sent once more."""
        identity = _identity(function)
        key = self._keys.get(identity)
        if key is None:
            self._last += 1
            key = self._keys[identity] = f"f{self._last}"
            self._functions[key] = function
        self._sent[key] += 1
        return key

    def release(self, key: str, count: int) -> None:
        if key not in self._functions:
            return
        self._sent[key] -= count
        if self._sent[key] <= 0:
            del self._sent[key]
            del self._keys[_identity(self._functions.pop(key))]

    def get(self, key: str) -> Any:
        return self._functions.get(key)

    def clear(self) -> None:
        self._functions.clear()
        self._sent.clear()
        self._keys.clear()


def _identity(function: Any) -> Hashable:
    """A method is a new object each time it is read. Ids last as long as the function is kept."""
    if isinstance(function, MethodType):
        return id(function.__self__), id(function.__func__)
    if isinstance(function, Member):
        return id(function.owner), function.key
    return id(function)


class RemoteFunction:
    """A function of the other side; calling it gives a promise."""

    def __init__(self, key: str, name: str, call: Callable[..., Any]) -> None:
        self.key = key
        self.__name__ = name
        self._call = call
        #: How often it was received: what the other side wants back.
        self.receipts = [0]

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return self._call(self.key, args, kwargs)

    def __repr__(self) -> str:
        return f"<function {self.__name__} of another plugin>"

    def belongs_to(self, call: Callable[..., Any]) -> bool:
        return self._call == call


class RemoteFunctions:
    """
    Functions of the other side: the same object as long as this side holds it.

    :param call: calls a function of the other side by its key
    :param on_dropped: told that there is something to release. That happens wherever garbage is
        collected, on any thread, so it must do nothing but see that :meth:`take_dropped` is asked.
    """

    def __init__(self, call: Callable[..., Any], on_dropped: Callable[[], None]) -> None:
        self._call = call
        self._on_dropped = on_dropped
        self._live: WeakValueDictionary[str, RemoteFunction] = WeakValueDictionary()
        self._dropped: Deque[Tuple[str, List[int]]] = deque()

    def __len__(self) -> int:
        return len(self._live)

    def receive(self, fields: Fields) -> RemoteFunction:
        key, name = fields.get("_rvalue"), fields.get("_rname")
        if not isinstance(key, str):
            raise malformed(fields, "no key")
        function = self._live.get(key)
        if function is None:
            function = RemoteFunction(key, name if isinstance(name, str) else key, self._call)
            self._live[key] = function
            end = finalize(function, self._drop, key, function.receipts)
            end.atexit = False
        function.receipts[0] += 1
        return function

    def take_dropped(self) -> Counter:
        """How often each key was received that nothing refers to any more."""
        counts: Counter = Counter()
        while self._dropped:
            key, receipts = self._dropped.popleft()
            counts[key] += receipts[0]
        return counts

    def _drop(self, key: str, receipts: List[int]) -> None:
        self._dropped.append((key, receipts))
        self._on_dropped()
