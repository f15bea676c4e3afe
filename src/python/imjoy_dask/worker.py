"""Works on items in a process of the cluster, which has the plugin but no page."""

from __future__ import annotations

import threading
from typing import Any, Dict, Mapping, Optional, Tuple

from imjoy.errors import message_of
from imjoy.traceback_text import traceback_text

from .loaded_plugin import LoadedPlugin
from .values import dumps, loads


#: By their keys. Here one thing is done at a time, as in a plugin's own process.
_plugins: Dict[str, LoadedPlugin] = {}
_turn = threading.Lock()


def run_item(
    key: str, program: bytes, function: Optional[str], operator: Optional[str], args: bytes
) -> Tuple[bool, Any]:
    """
    Whether it went well, and the result as bytes or what is to be told of the error: classes of
    errors may be known here alone.

    :param key: the same for the same program
    """
    with _turn:
        try:
            if key not in _plugins:
                _plugins[key] = LoadedPlugin(loads(program))
            return True, dumps(_plugins[key].call(function, operator, loads(args)))
        except Exception as error:
            return False, _told(error)


def _told(error: BaseException) -> Mapping[str, Any]:
    cause = error.__cause__
    return {
        "name": getattr(error, "name", None) or type(error).__name__,
        "message": message_of(error),
        "code": getattr(error, "code", None),
        "stack": traceback_text(error),
        **({"cause": message_of(cause)} if cause is not None else {}),
    }
