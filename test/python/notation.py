"""The notation of ``test/golden/wire/README.md``: read into values, and compared with them."""

import base64
import math
import re
import struct
from array import array
from collections import OrderedDict
from datetime import datetime, timedelta, timezone

from support import numpy

from imjoy import Blob, File, NdArray, RemoteError
from imjoy.errors import remote_error

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class Foreign(Exception):
    """A notation for which Python has no value that would be written like that."""


def from_notation(notation):
    """The value that a golden file describes, as Python has it."""
    if isinstance(notation, list):
        return [from_notation(item) for item in notation]
    if not isinstance(notation, dict):
        return notation
    key, content = next(iter(notation.items()), ("", None))
    if key in _READERS:
        return _READERS[key](content)
    return {name: from_notation(member) for name, member in notation.items()}


def _int(text):
    if abs(int(text)) < 2**53:
        raise Foreign("Python has one kind of integer, which is a number while it fits")
    return int(text)


def _foreign(reason):
    def refuse(_content):
        raise Foreign(reason)

    return refuse


_CODES = {"int8": "b", "uint8": "B", "int16": "h", "uint16": "H", "int32": "i", "uint32": "I"}
_CODES.update({"int64": "q", "uint64": "Q", "float32": "f", "float64": "d"})


def _typed(content):
    dtype, items = content
    if dtype not in _CODES:
        raise Foreign(f"no array.array of {dtype}")
    return array(_CODES[dtype], [int(item) if isinstance(item, str) else item for item in items])


def _ndarray(content):
    dtype, shape = content["dtype"], content["shape"]
    data = [int(item) if isinstance(item, str) else item for item in content["data"]]
    if numpy:
        return numpy.array(data, dtype).reshape(shape)
    code = "e" if dtype == "float16" else _CODES[dtype]
    return NdArray(tuple(shape), dtype, memoryview(struct.pack(f"<{len(data)}{code}", *data)))


def _date(content):
    milliseconds = from_notation(content)
    if isinstance(milliseconds, float):
        raise Foreign("no invalid datetime")
    return _EPOCH + timedelta(milliseconds=milliseconds)


def _regexp(content):
    source, flags = content
    if "g" in flags:
        raise Foreign("no flag g")
    return re.compile(source, re.IGNORECASE if "i" in flags else 0)


def _error(content):
    error = remote_error(
        content["name"],
        content["message"],
        code=content.get("code"),
        cause=from_notation(content.get("cause")),
    )
    for name, member in from_notation(content.get("members", {})).items():
        setattr(error, name, member)
    return error


_READERS = {
    "$bytes": base64.b64decode,
    "$undefined": _foreign("no undefined"),
    "$float": lambda text: float(text),
    "$int": _int,
    "$typed": _typed,
    "$view": lambda text: memoryview(base64.b64decode(text)),
    "$ndarray": _ndarray,
    "$date": _date,
    "$regexp": _regexp,
    "$map": lambda pairs: OrderedDict(from_notation(pairs)),
    "$set": lambda items: set(from_notation(items)),
    "$error": _error,
    "$blob": lambda content: Blob(base64.b64decode(content["bytes"]), content["mime"]),
    "$file": lambda content: File(
        base64.b64decode(content["bytes"]), content["name"], content["mime"], content["path"]
    ),
}


def to_wire(notation, buffers):
    """The ``encoded`` of a golden case as this wire has it: bytes stand in ``buffers``."""
    if isinstance(notation, list):
        return [to_wire(item, buffers) for item in notation]
    if not isinstance(notation, dict):
        return notation
    if "$bytes" in notation:
        buffers.append(base64.b64decode(notation["$bytes"]))
        return {"_rtype": "bytes", "_rvalue": len(buffers) - 1}
    return {key: to_wire(member, buffers) for key, member in notation.items()}


def without_stacks(encoded):
    if isinstance(encoded, list):
        return [without_stacks(item) for item in encoded]
    if not isinstance(encoded, dict):
        return encoded
    return {key: without_stacks(member) for key, member in encoded.items() if key != "_rstack"}


def fits(value, notation):
    """Whether a decoded value is what a golden file describes."""
    if isinstance(notation, list):
        same_length = isinstance(value, list) and len(value) == len(notation)
        return same_length and all(map(fits, value, notation))
    if not isinstance(notation, dict):
        return type(value) is type(notation) and value == notation
    key, content = next(iter(notation.items()), ("", None))
    if key in _CHECKS:
        return _CHECKS[key](value, content)
    same_keys = isinstance(value, dict) and list(value) == list(notation)
    return same_keys and all(fits(value[name], member) for name, member in notation.items())


def _fits_float(value, text):
    number = float(text)
    if math.isnan(number):
        return math.isnan(value)
    return value == number and math.copysign(1, value) == math.copysign(1, number)


def _fits_items(value, dtype, shape, data):
    expected = [int(item) if isinstance(item, str) else item for item in data]
    items = value.reshape(-1).tolist() if numpy else list(value.items())
    named = str(value.dtype) == dtype.replace("_clamped", "" if numpy else "_clamped")
    truths = str(value.dtype) == "bool"
    return items == expected and list(value.shape) == shape and (named or truths)


def _fits_date(value, content):
    milliseconds = from_notation(content)
    if isinstance(milliseconds, float):
        return value is None
    return value.tzinfo is not None and value == _date(content)


def _fits_regexp(value, content):
    source, flags = content
    return value.pattern == source and bool(value.flags & re.IGNORECASE) == ("i" in flags)


def _fits_map(value, pairs):
    found = [list(pair) for pair in value.items()]
    return isinstance(value, OrderedDict) and fits(found, pairs)


def _fits_set(value, items):
    left = [member for member in value]
    for item in items:
        found = next((member for member in left if fits(member, item)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _fits_error(value, content):
    return (
        isinstance(value, RemoteError)
        and value.name == content["name"]
        and value.message == str(value) == content["message"]
        and value.code == content.get("code")
        and fits(value.cause, content.get("cause"))
        and all(fits(getattr(value, k), m) for k, m in content.get("members", {}).items())
    )


def _fits_blob(value, content):
    same = value.getvalue() == base64.b64decode(content["bytes"]) and value.mime == content["mime"]
    return type(value) is Blob and same


def _fits_file(value, content):
    same = value.getvalue() == base64.b64decode(content["bytes"]) and value.mime == content["mime"]
    return same and (value.name, value.path) == (content["name"], content["path"])


_CHECKS = {
    "$bytes": lambda value, text: type(value) is bytes and value == base64.b64decode(text),
    "$undefined": lambda value, _: value is None,
    "$float": _fits_float,
    "$int": lambda value, text: type(value) is int and value == int(text),
    "$typed": lambda value, content: _fits_items(value, content[0], [len(content[1])], content[1]),
    "$view": lambda value, text: (
        type(value) is memoryview and value.tobytes() == base64.b64decode(text)
    ),
    "$ndarray": lambda value, c: _fits_items(value, c["dtype"], c["shape"], c["data"]),
    "$date": _fits_date,
    "$regexp": _fits_regexp,
    "$map": _fits_map,
    "$set": _fits_set,
    "$error": _fits_error,
    "$blob": _fits_blob,
    "$file": _fits_file,
}
