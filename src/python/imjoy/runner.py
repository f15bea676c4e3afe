"""Runs the scripts of a plugin file."""

from __future__ import annotations

import ast
import inspect
import linecache
import sys
import warnings
from types import ModuleType
from typing import Any, Dict, List, NamedTuple, Optional

from .errors import ImjoyError, message_of


class Problem(NamedTuple):
    """What keeps a script from being compiled; lines count from 1, columns from 0, in characters."""

    message: str
    line: int
    column: int
    end_line: int
    end_column: int


def check_script(code: str, first_line: int = 1) -> Optional[Problem]:
    """Compiles code without running it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            _compile(code, first_line, "<check>")
        except SyntaxError as error:
            line, column = error.lineno or first_line, max(1, error.offset or 1) - 1
            # Before Python 3.10 an error has no end.
            end_line = getattr(error, "end_lineno", None) or line
            end_column = (getattr(error, "end_offset", None) or 0) - 1
            if (end_line, end_column) <= (line, column):
                end_line, end_column = line, column + 1
            return Problem(error.msg, line, column, end_line, end_column)
        except ValueError as error:  # a null character
            return Problem(message_of(error), first_line, 0, first_line, 1)
    return None


class Runner:
    """
    The namespace that the scripts of one plugin share; it is the process's ``__main__``.

    :param filename: of the plugin, for tracebacks; need not exist
    """

    def __init__(self, api: Any, filename: str) -> None:
        self.filename = filename
        self._lines: Dict[str, List[str]] = {}
        module = ModuleType("__main__")
        vars(module)["api"] = api
        # Classes are looked up in their module, by pickle for one.
        sys.modules["__main__"] = module
        self._module = module

    @property
    def namespace(self) -> Dict[str, Any]:
        return vars(self._module)

    async def run_script(
        self, code: str, first_line: int = 1, filename: Optional[str] = None
    ) -> None:
        """
        Runs code, which may ``await``. Tracebacks show its lines as they are in the plugin file.
        Raises ``PLUGIN_SCRIPT`` with the plugin's own error as cause.

        :param first_line: of the code in the file
        :param filename: where the code is in a file of its own
        """
        filename = filename or self.filename
        self._show_lines(code, first_line, filename)
        try:
            result = eval(_compile(code, first_line, filename), self.namespace)
            if inspect.iscoroutine(result):
                await result
        except Exception as error:
            reason = f"{type(error).__name__}: {message_of(error)}"
            text = f"a script of {filename} failed: {reason}"
            raise ImjoyError("PLUGIN_SCRIPT", text) from error

    def _show_lines(self, code: str, first_line: int, filename: str) -> None:
        """Gives tracebacks the source, which is in no file."""
        lines = code.splitlines(keepends=True)
        shown = self._lines.setdefault(filename, [])
        missing = first_line - 1 + len(lines) - len(shown)
        shown.extend(["\n"] * max(0, missing))
        shown[first_line - 1 : first_line - 1 + len(lines)] = lines
        # Without a time of change, what is cached is not compared with a file.
        linecache.cache[filename] = (0, None, shown, filename)


def _compile(code: str, first_line: int, filename: str) -> Any:
    return compile(
        "\n" * (first_line - 1) + code,
        filename,
        "exec",
        ast.PyCF_ALLOW_TOP_LEVEL_AWAIT,
        dont_inherit=True,
    )
