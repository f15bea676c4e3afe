"""One plugin and the pages it serves."""

from __future__ import annotations

import asyncio
import inspect
from contextvars import copy_context
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence

from imjoy import api
from imjoy.errors import ImjoyError
from imjoy.host_api import HOST_EXPORT, current_session
from imjoy.runner import Runner, check_script
from imjoy.session import Session

#: Sends a message to a peer.
SendTo = Callable[[str, str, Sequence[Any]], None]


class Plugin:
    """
    Its scripts run once, for the first page that asks; whichever page calls it is the host of what it calls.

    :param name: for tracebacks
    """

    def __init__(self, name: str, send: SendTo, loop: asyncio.AbstractEventLoop) -> None:
        self._runner = Runner(api, f"{name}.imjoy.html")
        self._send = send
        self._loop = loop
        self._sessions: Dict[str, Session] = {}
        self._started: Optional[asyncio.Task] = None

    def attach(self, peer: str) -> None:
        table: Dict[str, Callable[..., Any]] = {
            "$check": self._check,
            "$cancel": lambda: session.cancel_calls(),
            "$exit": self.exit,
            "$start": lambda *program: self._start(session, *program),
            "$connect": lambda *host: self._connect(session, *host),
            "$run": self._run_next,
        }
        session = Session(
            lambda text, buffers: self._send(peer, text, buffers), self._loop, table
        )
        self._sessions[peer] = session

    def detach(self, peer: str) -> None:
        session = self._sessions.pop(peer, None)
        if session:
            api._disconnect(session)
            session.close(ImjoyError("RPC_CLOSED", "the page is gone"))

    def receive(self, peer: str, text: str, buffers: Sequence[Any]) -> None:
        session = self._sessions.get(peer)
        if session:
            context = copy_context()
            context.run(current_session.set, session)
            context.run(session.receive, text, buffers)

    async def exit(self) -> None:
        exit_plugin = api._exported_function("exit")
        result = exit_plugin() if exit_plugin else None
        if inspect.isawaitable(result):
            await result

    async def _start(
        self,
        session: Session,
        scripts: Sequence[Mapping[str, Any]],
        methods: Sequence[str],
        constants: Mapping[str, Any],
    ) -> bool:
        """Whether the scripts ran already, for another page or before this one came back."""
        resumes = await self._connect(session, methods, constants)
        if not resumes:
            self._started = asyncio.ensure_future(self._run(scripts))
            # Who asked first may go: the others still wait for it.
            await asyncio.shield(self._started)
        return resumes

    async def _connect(
        self, session: Session, methods: Sequence[str], constants: Mapping[str, Any]
    ) -> bool:
        """Makes a page a host. For one that has scripts run one by one: :meth:`_run_next` follows."""
        api._connect(session, methods, constants)
        if self._started is None:
            return False
        await asyncio.shield(self._started)
        if api._exported is not None:
            await session.call(HOST_EXPORT, [api._exported])
        return True

    async def _run_next(self, script: Mapping[str, Any]) -> None:
        former = self._started

        async def run() -> None:
            if former:
                await former
            await self._run([script])

        self._started = asyncio.ensure_future(run())
        await asyncio.shield(self._started)

    async def _run(self, scripts: Sequence[Mapping[str, Any]]) -> None:
        for script in scripts:
            await self._runner.run_script(script["content"], script["line"], script["src"])

    def _check(self, code: str, first_line: int) -> Optional[Dict[str, Any]]:
        problem = check_script(code, first_line)
        return problem and problem._asdict()
