"""What a worker with pyodide runs a plugin by: messages come and go as they do in any other process."""

from __future__ import annotations

import asyncio
from typing import Any, Dict, Mapping, Optional, Sequence

from imjoy import api
from imjoy.runner import Runner, check_script
from imjoy.session import Session


class Runtime:
    """
    One plugin, for as long as its worker lives.

    :param send: a JavaScript function that takes a text and a list of objects with bytes
    :param name: of the plugin, for tracebacks
    """

    def __init__(self, send: Any, name: str) -> None:
        self._runner = Runner(api, f"{name}.imjoy.html")
        self._session = Session(
            lambda text, buffers: send(text, list(buffers)),
            asyncio.get_event_loop(),
            {
                "$connect": self._connect,
                "$run": self._runner.run_script,
                "$check": self._check,
                "$cancel": self._cancel,
                "$exit": self._exit,
            },
        )

    def receive(self, text: str, buffers: Sequence[Any]) -> None:
        """:param buffers: JavaScript buffers, which are copied once"""
        self._session.receive(text, [buffer.to_memoryview() for buffer in buffers])

    def _connect(self, methods: Sequence[str], constants: Mapping[str, Any]) -> None:
        api._connect(self._session, methods, constants)

    def _check(self, code: str, first_line: int) -> Optional[Dict[str, Any]]:
        problem = check_script(code, first_line)
        return problem and problem._asdict()

    async def _cancel(self) -> None:
        await self._session.cancel_calls()

    async def _exit(self) -> None:
        exit_plugin = api._exported_function("exit")
        if exit_plugin:
            await exit_plugin()
