"""ImJoy plugins in Python: ``from imjoy import api``."""

from .abort_signal import AbortSignal
from .arrays import NdArray
from .dotdict import dotdict
from .errors import ImjoyError, RemoteError
from .files import Blob, File
from .host_api import api
from .promise import Promise

__all__ = ["AbortSignal", "Blob", "File", "ImjoyError", "NdArray", "Promise", "RemoteError", "api", "dotdict"]
