"""Codecs of values that are built into Python."""

from __future__ import annotations

import math
import re
from collections import OrderedDict
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Dict, Union

from .dotdict import dotdict
from .limits import MAX_SAFE_INTEGER
from .value_codec import Fields, ValueCodec, instances_of, malformed, unsupported

if TYPE_CHECKING:
    from .encoder import Encoder

_FLOATS = {text: float(text) for text in ("NaN", "Infinity", "-Infinity", "-0")}


def encode_number(value: Union[int, float]) -> Any:
    """Numbers as JSON has them; others as text."""
    if isinstance(value, int):
        if -MAX_SAFE_INTEGER <= value <= MAX_SAFE_INTEGER:
            return value
        try:
            return {"_rtype": "int", "_rvalue": str(value)}
        except ValueError:  # more digits than Python writes
            raise unsupported(int) from None
    if math.isnan(value):
        return {"_rtype": "float", "_rvalue": "NaN"}
    if math.isinf(value):
        return {"_rtype": "float", "_rvalue": "Infinity" if value > 0 else "-Infinity"}
    if value == 0 and math.copysign(1, value) < 0:
        return {"_rtype": "float", "_rvalue": "-0"}
    return value


def _decode_int(fields: Fields) -> int:
    text = fields.get("_rvalue")
    if not isinstance(text, str) or not re.fullmatch(r"-?[0-9]+", text):
        raise malformed(fields, "no integer")
    try:
        return int(text)
    except ValueError:
        raise malformed(fields, f"{len(text)} digits") from None


def _decode_float(fields: Fields) -> float:
    text = fields.get("_rvalue")
    if not isinstance(text, str) or text not in _FLOATS:
        raise malformed(fields, "no such number")
    return _FLOATS[text]


_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MILLISECOND = timedelta(milliseconds=1)


def _encode_date(value: date, _encoder: Encoder) -> Fields:
    """Milliseconds since 1970. A naive datetime is local time, a date its midnight in UTC."""
    if isinstance(value, datetime):
        moment = value.astimezone(timezone.utc)
    else:
        moment = datetime(value.year, value.month, value.day, tzinfo=timezone.utc)
    return {"_rtype": "date", "_rvalue": (moment - _EPOCH) // _MILLISECOND}


def _decode_date(fields: Fields) -> Any:
    """An aware datetime in UTC; None for JavaScript's invalid date."""
    milliseconds = fields.get("_rvalue")
    if not isinstance(milliseconds, (int, float)):
        raise malformed(fields, "no number of milliseconds")
    if math.isnan(milliseconds):
        return None
    try:
        return _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        raise malformed(fields, f"{milliseconds} ms are beyond the year 9999") from None


#: Flags that both languages have.
_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}


def _encode_pattern(value: re.Pattern, _encoder: Encoder) -> Fields:
    if not isinstance(value.pattern, str):
        raise unsupported(type(value))
    flags = "".join(letter for letter, flag in _FLAGS.items() if value.flags & flag)
    return {"_rtype": "regexp", "_rvalue": value.pattern, "_rflags": flags}


def _decode_pattern(fields: Fields) -> Any:
    """What is no pattern in Python stays as it came."""
    letters = str(fields.get("_rflags", ""))
    flags = sum(flag for letter, flag in _FLAGS.items() if letter in letters)
    try:
        return re.compile(str(fields.get("_rvalue")), flags)
    except (re.error, OverflowError, RecursionError):
        return dotdict(fields)


def _list_of(fields: Fields) -> list:
    members = fields.get("_rvalue")
    if not isinstance(members, list):
        raise malformed(fields, "no list of members")
    return members


def _encode_set(value: Any, encoder: Encoder) -> Fields:
    members = [encoder.member((i,), item) for i, item in enumerate(value)]
    return {"_rtype": "set", "_rvalue": members}


def _decode_set(fields: Fields) -> Any:
    """A list where members cannot be in a set of Python."""
    members = _list_of(fields)
    try:
        return set(members)
    except TypeError:
        return members


def encode_pairs(value: Dict[Any, Any], encoder: Encoder) -> Fields:
    pairs = [
        [encoder.member((i,), key), encoder.member((i,), item)]
        for i, (key, item) in enumerate(dict.items(value))
    ]
    return {"_rtype": "orderedmap", "_rvalue": pairs}


def _decode_map(fields: Fields) -> Any:
    """A list of pairs where keys cannot be in a dict of Python."""
    pairs = _list_of(fields)
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
        raise malformed(fields, "no list of pairs")
    try:
        return OrderedDict(pairs)
    except TypeError:
        return pairs


BUILTIN_CODECS = (
    ValueCodec("int", decode=_decode_int),
    ValueCodec("float", decode=_decode_float),
    ValueCodec("undefined", decode=lambda fields: None),
    ValueCodec("date", instances_of(date), _encode_date, _decode_date),
    ValueCodec("regexp", instances_of(re.Pattern), _encode_pattern, _decode_pattern),
    ValueCodec("set", instances_of(set, frozenset), _encode_set, _decode_set),
    ValueCodec("orderedmap", instances_of(OrderedDict), encode_pairs, _decode_map),
)
