"""Reads the JSON text of a message, which anybody may have written."""

from __future__ import annotations

import json
import re
from typing import Any, List

from .limits import MAX_TEXT_DEPTH

#: Texts, which may hold brackets, and brackets.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)

#: How a message begins that can be answered.
_HEAD = re.compile(r'\s*\[\s*("call"|"answer")\s*,\s*(-?[0-9.]+|"(?:[^"\\]|\\.)*")\s*,')


def parse_message(text: str) -> List[Any]:
    """
    The items of a message; of one that is nested too deep, only as many as it takes to refuse it:
    some builds of Python end altogether where such a text is read. Raises ValueError.
    """
    if _is_deep(text):
        head = _HEAD.match(text)
        if head is None:
            raise ValueError("it is nested too deep")
        return [json.loads(item) for item in head.groups()]
    message = json.loads(text, parse_constant=_refuse_constant)
    if not isinstance(message, list) or not message or not isinstance(message[0], str):
        raise ValueError("it has no name")
    return message


def _is_deep(text: str) -> bool:
    if text.count("[") + text.count("{") <= MAX_TEXT_DEPTH:
        return False
    depth = 0
    for token in _TOKEN.finditer(text):
        first = text[token.start()]
        if first in "[{":
            depth += 1
            if depth > MAX_TEXT_DEPTH:
                return True
        elif first in "]}":
            depth -= 1
    return False


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
