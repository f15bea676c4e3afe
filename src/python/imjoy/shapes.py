"""Writers of what has no type of its own on the wire, and of what is refused."""

from __future__ import annotations

import io
import numbers
from collections import deque
from collections.abc import Awaitable, Callable, ItemsView, Iterator, KeysView, ValuesView
from enum import Enum
from types import AsyncGeneratorType, CoroutineType, GeneratorType, ModuleType
from typing import TYPE_CHECKING, Any, Dict, Iterable, List

from .builtin_codecs import encode_number, encode_pairs
from .errors import ImjoyError
from .members import Member, public_members
from .value_codec import ValueCodec, instances_of, unsupported

if TYPE_CHECKING:
    from .encoder import Encoder

#: What only the transport writes: a dict that says so would reach into the receiver's tables.
_RESERVED = ("bytes", "callback", "interface")


# Loops instead of comprehensions: each level of a value takes fewer levels of Python's stack.


def _write_list(value: Iterable[Any], encoder: Encoder) -> List[Any]:
    items = []
    for i, item in enumerate(value):
        items.append(encoder.member(i, item))
    return items


def _write_dict(value: Dict[Any, Any], encoder: Encoder) -> Any:
    if not all(isinstance(key, str) for key in value):
        return encode_pairs(value, encoder)
    members: Dict[str, Any] = {}
    for key, member in dict.items(value):
        if key != "_transfer" or member is not True:
            members[str(key)] = encoder.member(key, member)
    rtype = members.get("_rtype")
    if isinstance(rtype, str) and rtype in _RESERVED:
        raise unsupported(type(value), f" with the _rtype {rtype!r}")
    return members


def _write_instance(value: Any, encoder: Encoder) -> Dict[str, Any]:
    """An interface: its public methods, and what of its data can be sent."""
    encoded: Dict[str, Any] = {"_rintf": True}
    for key, member in public_members(value):
        if callable(member):
            encoded[key] = encoder.reference(Member(value, key))
        elif member is not None:
            written = encoder.attempt(key, member)
            if written is not None:
                encoded[key] = written
    return encoded


def _refuse(value: Any, _encoder: Encoder) -> Any:
    if isinstance(value, CoroutineType):
        value.close()
        name = value.__qualname__
        raise ImjoyError("VALUE_UNSUPPORTED", f"a coroutine of {name} cannot be sent: await it")
    if isinstance(value, (GeneratorType, AsyncGeneratorType)):
        text = f"a generator of {value.__qualname__} cannot be sent: make it a list"
        raise ImjoyError("VALUE_UNSUPPORTED", text)
    raise unsupported(type(value))


def _is_list(kind: type) -> bool:
    return issubclass(kind, (list, tuple, range, deque, KeysView, ValuesView, ItemsView))


def _is_refused(kind: type) -> bool:
    if issubclass(kind, io.IOBase):
        return False
    return issubclass(
        kind, (CoroutineType, AsyncGeneratorType, Iterator, ModuleType, numbers.Number)
    )


#: In the order in which they are asked.
SHAPES = (
    ValueCodec("text", instances_of(str), lambda value, encoder: str(value)),
    ValueCodec("enum", instances_of(Enum), lambda value, encoder: encoder.encode(value.value)),
    ValueCodec("number", instances_of(int), lambda value, encoder: encode_number(int(value))),
    ValueCodec("real", instances_of(float), lambda value, encoder: encode_number(float(value))),
    ValueCodec("raw", instances_of(bytes, bytearray), lambda value, encoder: encoder.bytes(value)),
    ValueCodec("dict", instances_of(dict), _write_dict),
    ValueCodec("list", _is_list, _write_list),
    ValueCodec("refused", _is_refused, _refuse),
    ValueCodec("awaitable", instances_of(Awaitable), lambda value, encoder: encoder.awaited(value)),
    ValueCodec("function", instances_of(Callable), lambda value, encoder: encoder.reference(value)),
    ValueCodec("instance", lambda kind: True, _write_instance),
)
