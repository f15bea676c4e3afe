"""A plugin without a page: its scripts have run, and it can be called."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence

import imjoy
from imjoy.errors import ImjoyError
from imjoy.host_api import HOST_EXPORT, Api
from imjoy.promise import Promise
from imjoy.runner import Runner

#: ``name``, ``scripts``, ``methods``, ``constants`` and ``sets_up``.
Program = Mapping[str, Any]

#: Functions of the page whose words go to the worker's log instead.
_SAID = ("log", "showStatus", "showProgress")


class NoHost:
    """Stands where the connection to the page is. Takes what is offered, and refuses what is asked."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.exported: Dict[str, Any] = {}
        self.operators: Dict[str, Callable[..., Any]] = {}

    #: Values are not encoded here, and codecs of the plugin do their work where they are.
    @property
    def codec(self) -> NoHost:
        return self

    def register(self, _codec: Any) -> None:
        pass

    def call(
        self, target: str, args: Sequence[Any] = (), kwargs: Optional[Mapping[str, Any]] = None
    ) -> Promise:
        promise = Promise(self.loop)
        if target == HOST_EXPORT:
            self.exported = args[0]
        elif target == "register":
            self._keep({**(args[0] if args else {}), **(kwargs or {})})
        elif target in _SAID:
            print(*args)
        else:
            text = f"api.{target} needs the page, and a worker of a cluster has none"
            promise.reject(ImjoyError("NOT_SUPPORTED", text))
            return promise
        promise.resolve(None)
        return promise

    def _keep(self, service: Mapping[str, Any]) -> None:
        name, run = service.get("name"), service.get("run")
        if isinstance(name, str) and callable(run):
            self.operators[name] = run


class LoadedPlugin:
    """
    Its scripts run now.

    :raises ImjoyError: ``PLUGIN_SCRIPT``
    """

    def __init__(self, program: Program) -> None:
        self._name = program["name"]
        self._loop = asyncio.new_event_loop()
        self._host = NoHost(self._loop)
        api = Api()
        api._connect(self._host, program["methods"], program["constants"])  # type: ignore[arg-type]
        # What its scripts import is its own.
        imjoy.api = api
        self._runner = Runner(api, f"{self._name}.imjoy.html")
        self._loop.run_until_complete(self._start(program["scripts"], program["sets_up"]))

    def call(self, function: Optional[str], operator: Optional[str], args: List[Any]) -> Any:
        return self._loop.run_until_complete(self._call(self._find(function, operator), args))

    async def _start(self, scripts: Sequence[Mapping[str, Any]], sets_up: bool) -> None:
        for script in scripts:
            await self._runner.run_script(script["content"], script["line"], script["src"])
        set_up = self._host.exported.get("setup")
        if sets_up and callable(set_up):
            await self._call(set_up, [])

    def _find(self, function: Optional[str], operator: Optional[str]) -> Callable[..., Any]:
        if operator is not None and operator in self._host.operators:
            return self._host.operators[operator]
        name = function or "run"
        found = self._host.exported.get(name)
        if callable(found):
            return found
        text = f'{self._name} exports no function "{name}" on a worker of the cluster'
        raise ImjoyError("RPC_METHOD_NOT_FOUND", text)

    async def _call(self, function: Callable[..., Any], args: List[Any]) -> Any:
        result = function(*args)
        while inspect.isawaitable(result):
            result = await result
        return result
