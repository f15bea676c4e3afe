"""Hands items over to a Dask cluster, for the pages of an engine."""

from __future__ import annotations

import asyncio
import hashlib
import os
from typing import Any, Dict, List, Mapping, Optional

from imjoy.errors import ImjoyError, message_of, remote_error

from .package import packed

#: Seconds that a scheduler has to answer.
_PATIENCE = 10


class Bridge:
    """What the page calls, from a plugin of its own."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client: Optional[asyncio.Task] = None
        self._programs: Dict[str, bytes] = {}

    def setup(self) -> None:
        pass

    async def capacity(self) -> int:
        """Processes that work side by side; one may come yet."""
        client = await self._connected()
        return max(1, len((await client.scheduler.identity())["workers"]))

    async def prepare(self, program: Mapping[str, Any]) -> str:
        """Takes a plugin's program. Gives the key by which :meth:`run` knows it."""
        await self._connected()
        from .values import dumps

        key = hashlib.sha256(repr(program).encode()).hexdigest()
        self._programs[key] = dumps(program)
        return key

    async def run(
        self, key: str, function: Optional[str], operator: Optional[str], args: List[Any]
    ) -> Any:
        """
        The result of one call, on a worker; on another one when that is lost. Who cancels it keeps
        what waits from being begun.
        """
        client = await self._connected()
        from .values import dumps, loads
        from .worker import run_item

        work = (key, self._programs[key], function, operator, dumps(args))
        future = client.submit(run_item, *work, pure=False)
        try:
            is_done, result = await future
        except asyncio.CancelledError:
            await future.cancel()
            raise
        except Exception as error:
            raise _failed(self._address, error) from error
        if is_done:
            return loads(result)
        raise remote_error(**result)

    async def _connected(self) -> Any:
        """Whoever comes meanwhile waits for the same connection; after a failure it is tried again."""
        if self._client is None or _has_failed(self._client):
            self._client = asyncio.ensure_future(_connect(self._address))
        return await asyncio.shield(self._client)


def _has_failed(connection: asyncio.Task) -> bool:
    if not connection.done():
        return False
    return connection.exception() is not None or connection.result().status == "closed"


async def _connect(address: str) -> Any:
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        text = f'the cluster {address} needs the Python package "distributed": {error}'
        raise ImjoyError("ENGINE_CLUSTER", text) from error
    kind, _, count = address.partition(":")
    place: Any = address
    try:
        if kind == "local":
            place = await LocalCluster(
                n_workers=int(count),
                threads_per_worker=1,
                asynchronous=True,
                dashboard_address=None,
            )
        client = await Client(place, asynchronous=True, timeout=_PATIENCE)
        with packed() as path:
            await client.upload_file(path)
        return client
    except Exception as error:
        raise _failed(address, error) from error


def _failed(address: str, error: Exception) -> ImjoyError:
    reason = f"{type(error).__name__}: {message_of(error)}"
    return ImjoyError("ENGINE_CLUSTER", f"the Dask cluster {address} failed: {reason}")


bridge = Bridge(os.environ.get("IMJOY_DASK", ""))
