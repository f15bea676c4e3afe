"""Runs the scripts of a plugin file."""

from __future__ import annotations

import ast
import inspect
import linecache
import sys
from types import ModuleType
from typing import Any, Dict, List

from .errors import ImjoyError, message_of


class Runner:
    """
    The namespace that the scripts of one plugin share; it is the process's ``__main__``.

    :param filename: of the plugin, for tracebacks; need not exist
    """

    def __init__(self, api: Any, filename: str) -> None:
        self.filename = filename
        self._lines: List[str] = []
        module = ModuleType("__main__")
        vars(module)["api"] = api
        # Classes are looked up in their module, by pickle for one.
        sys.modules["__main__"] = module
        self._module = module

    @property
    def namespace(self) -> Dict[str, Any]:
        return vars(self._module)

    async def run_script(self, code: str, first_line: int = 1) -> None:
        """
        Runs code, which may ``await``. Tracebacks show its lines as they are in the plugin file.
        Raises ``PLUGIN_SCRIPT`` with the plugin's own error as cause.

        :param first_line: of the code in the file
        """
        self._show_lines(code, first_line)
        try:
            compiled = compile(
                "\n" * (first_line - 1) + code,
                self.filename,
                "exec",
                ast.PyCF_ALLOW_TOP_LEVEL_AWAIT,
                dont_inherit=True,
            )
            result = eval(compiled, self.namespace)
            if inspect.iscoroutine(result):
                await result
        except Exception as error:
            reason = f"{type(error).__name__}: {message_of(error)}"
            text = f"a script of {self.filename} failed: {reason}"
            raise ImjoyError("PLUGIN_SCRIPT", text) from error

    def _show_lines(self, code: str, first_line: int) -> None:
        """Gives tracebacks the source, which is in no file."""
        lines = code.splitlines(keepends=True)
        missing = first_line - 1 + len(lines) - len(self._lines)
        self._lines.extend(["\n"] * max(0, missing))
        self._lines[first_line - 1 : first_line - 1 + len(lines)] = lines
        # Without a time of change, what is cached is not compared with a file.
        linecache.cache[self.filename] = (0, None, self._lines, self.filename)
