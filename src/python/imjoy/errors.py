"""The errors of this library, and those that come from the other side."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict, Optional, Type


class ImjoyError(Exception):
    """A refusal: a code for programs, a message that names the culprit for people."""

    def __init__(self, code: str, message: str, details: Optional[Dict[str, Any]] = None) -> None:
        super().__init__(message)
        self.code = code
        self.details = details or {}


class RemoteError(Exception):
    """
    What was thrown on the other side. Errors that Python knows by name are of that class as well,
    so that ``except ValueError`` and ``except ImjoyError`` catch them. What else the error carried
    are attributes.
    """

    name: str
    message: str
    #: The traceback of the other side, or its stack.
    stack: Optional[str]
    code: Any
    #: What caused it: an error, or whatever stood there.
    cause: Any

    def __init__(
        self,
        name: str,
        message: str,
        *,
        stack: Optional[str] = None,
        code: Any = None,
        cause: Any = None,
        details: Optional[Dict[str, Any]] = None,
    ) -> None:
        Exception.__init__(self, message)
        self.name = name
        self.message = message
        self.stack = stack
        self.code = code
        self.cause = cause
        if isinstance(self, ImjoyError):
            self.details = details or {}
        if isinstance(cause, BaseException):
            self.__cause__ = cause

    def __str__(self) -> str:
        return self.message


#: Classes by the names that errors have on the wire; the last three are JavaScript's.
_CLASSES: Dict[str, Type[Exception]] = {
    **{
        kind.__name__: kind
        for kind in (
            *(ImjoyError, ArithmeticError, AssertionError, EOFError, IndexError, KeyError),
            *(LookupError, MemoryError, NotImplementedError, OverflowError, RuntimeError),
            *(TypeError, ValueError, ZeroDivisionError),
            *(OSError, FileExistsError, FileNotFoundError, PermissionError, TimeoutError),
        )
    },
    "RangeError": ValueError,
    "SyntaxError": ValueError,
    "URIError": ValueError,
}


def remote_error(name: str, message: str, **fields: Any) -> RemoteError:
    """The error of the class that its name stands for."""
    known = name if name in _CLASSES else None
    return _remote_class(known)(name, message, **fields)


@lru_cache(maxsize=None)
def _remote_class(name: Optional[str]) -> Type[RemoteError]:
    if name is None:
        return RemoteError
    return type(name, (RemoteError, _CLASSES[name]), {"__module__": RemoteError.__module__})


def message_of(thrown: Any) -> str:
    """The text of anything that was thrown. Never raises, whatever its class does."""
    try:
        return str(thrown)
    except Exception:
        return "an error that cannot be shown"
