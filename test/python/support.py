"""What the tests share: the package on the path, and two sides connected."""

import asyncio
import faulthandler
import gc
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src" / "python"))

from imjoy.codec import Codec  # noqa: E402
from imjoy.session import Session  # noqa: E402

try:
    import numpy
except ImportError:
    numpy = None

# A test that waits for ever ends the run, and shows where it waits.
faulthandler.dump_traceback_later(120, exit=True)

needs_numpy = unittest.skipIf(numpy is None, "this interpreter has no numpy")


class NoFunctions:
    """References of a codec that is tested without a session."""

    def write(self, function):
        raise AssertionError(f"{function} was sent")

    take_back = read = write


def encode(value, codec=None):
    """The encoded value and its buffers."""
    encoded, encoder = (codec or Codec()).encode(value, NoFunctions(), {})
    return encoded, [bytes(buffer) for buffer in encoder.buffers]


def decode(encoded, buffers=(), codec=None):
    return (codec or Codec()).decode(encoded, buffers, NoFunctions())


def echo(value, codec=None):
    """What a value is on the other side."""
    return decode(*encode(value, codec), codec)


class Connected(unittest.IsolatedAsyncioTestCase):
    """Two sides in one process; each has a table of functions that the other calls."""

    async def asyncSetUp(self):
        loop = asyncio.get_running_loop()
        loop.set_debug(False)  # which the runner sets, and which logs what takes long
        self.sent = []
        self.here_table, self.there_table = {}, {}
        self.here = Session(lambda *m: self.carry(self.there, *m), loop, self.here_table)
        self.there = Session(lambda *m: self.carry(self.here, *m), loop, self.there_table)

    async def asyncTearDown(self):
        self.here.close()
        self.there.close()

    def carry(self, to, text, buffers):
        self.sent.append(text)
        to.loop.call_soon_threadsafe(to.receive, text, [bytes(buffer) for buffer in buffers])

    def call(self, name, /, *args, **kwargs):
        """Calls a function of the other side by its name in the table there."""
        return self.here.call(name, args, kwargs)

    async def emptied(self):
        """Waits until nothing is kept for, or held of, the other side."""

        async def empty():
            sides = (self.here, self.there)
            while any(side.sizes["offered"] or side.sizes["held"] for side in sides):
                gc.collect()
                await asyncio.sleep(0)

        await asyncio.wait_for(empty(), 30)
