"""Tracebacks as the author of a plugin reads them: without the frames of what runs it."""

from __future__ import annotations

import asyncio
import os
import traceback
from typing import Iterator, Optional, Set

from .errors import RemoteError

_RUNTIME = tuple(
    os.path.dirname(os.path.abspath(path)) + os.sep for path in (__file__, asyncio.__file__)
)


def traceback_text(error: BaseException) -> str:
    """The traceback of an error and its causes; of remote ones, what the other side told too."""
    try:
        text = _own_frames_of(error)
    except Exception:  # classes of plugins can fail at anything
        text = type(error).__name__
    remote = [cause.stack for cause in _causes(error) if isinstance(cause, RemoteError)]
    return "\n\nOn the other side:\n".join([text, *filter(None, remote)])


def _causes(error: Optional[BaseException]) -> Iterator[BaseException]:
    """An error, what it was raised from, and so on."""
    seen: Set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__


def _own_frames_of(error: BaseException) -> str:
    report = traceback.TracebackException(type(error), error, error.__traceback__)
    for part in _chain(report, set()):
        # In place, for a new summary would lose where in its line a frame is.
        part.stack[:] = [frame for frame in part.stack if not _is_runtime(frame.filename)]
    return "".join(report.format()).rstrip("\n")


def _chain(
    part: Optional[traceback.TracebackException], seen: Set[int]
) -> Iterator[traceback.TracebackException]:
    if part is None or id(part) in seen:
        return
    seen.add(id(part))
    yield part
    for other in (part.__cause__, part.__context__, *(getattr(part, "exceptions", None) or ())):
        yield from _chain(other, seen)


def _is_runtime(filename: str) -> bool:
    return filename.startswith("<frozen ") or os.path.abspath(filename).startswith(_RUNTIME)
