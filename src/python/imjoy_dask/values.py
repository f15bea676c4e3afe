"""
Values on their way to and from a worker, as bytes: so that what cannot go is told by whoever has it,
and Dask takes nothing in them for work of its own.
"""

from __future__ import annotations

import io
import pickle
from collections import ChainMap
from typing import Any

from cloudpickle import CloudPickler

loads = pickle.loads


def dumps(value: Any) -> bytes:
    """Raises whatever the parts of the value raise that cannot be written."""
    with io.BytesIO() as file:
        _Pickler(file).dump(value)
        return file.getvalue()


def _view(data: bytes) -> memoryview:
    return memoryview(bytearray(data))


class _Pickler(CloudPickler):
    #: Bytes of JavaScript arrive as views.
    dispatch_table = ChainMap(
        {memoryview: lambda view: (_view, (view.tobytes(),))}, CloudPickler.dispatch_table
    )
