"""The functions of ``api.utils`` that Python has beside those of the host."""

import asyncio
import subprocess
import sys
import unittest
from array import array

from support import Connected, needs_numpy, numpy

from imjoy import NdArray
from imjoy.host_api import Api


class Utils(Connected):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.api = Api()
        self.api._connect(self.here, ["utils.sleep"], {})
        self.there_table["utils.sleep"] = lambda seconds: f"slept {seconds}"

    async def test_they_stand_beside_those_of_the_host(self):
        self.assertEqual(await self.api.utils.sleep(0), "slept 0")
        self.assertLessEqual({"sleep", "debounce", "kill"}, set(dir(self.api.utils)))

    async def test_debounce_runs_the_last_of_several_calls(self):
        done = asyncio.Queue()

        @self.api.utils.debounce(0.01)
        async def show(value):
            done.put_nowait(value)

        for value in range(5):
            show(value)
        self.assertEqual(await asyncio.wait_for(done.get(), 5), 4)
        self.assertTrue(done.empty())

    async def test_an_interval_runs_until_it_is_stopped_also_after_a_failure(self):
        ticks = asyncio.Queue()

        @self.api.utils.set_interval(0.005)
        def tick(name):
            ticks.put_nowait(name)
            raise ValueError("again")

        with self.assertLogs("imjoy", "ERROR"):
            interval = tick("a")
            for _ in range(3):
                self.assertEqual(await asyncio.wait_for(ticks.get(), 5), "a")
        interval.set()
        while not ticks.empty():
            ticks.get_nowait()
        await asyncio.sleep(0.02)
        self.assertTrue(ticks.empty())

    async def test_ndarray_views_a_buffer(self):
        made = self.api.utils.ndarray(bytes(range(6)), (2, 3), "uint8")
        self.assertEqual((tuple(made.shape), made.tolist()), ((2, 3), [[0, 1, 2], [3, 4, 5]]))
        made = self.api.utils.ndarray(array("f", [1.5, 2.5]))
        self.assertEqual((str(made.dtype), made.tolist()), ("float32", [1.5, 2.5]))
        with self.assertRaisesRegex(Exception, "shape"):
            self.api.utils.ndarray(b"123", (2, 2), "uint8")
        if numpy is None:
            self.assertIsInstance(made, NdArray)

    @needs_numpy
    async def test_ndarray_is_numpys_where_numpy_is(self):
        self.assertIsInstance(self.api.utils.ndarray(b"123"), numpy.ndarray)

    async def test_kill_ends_a_process_and_its_group(self):
        code = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(1000)']); print(1, flush=True); time.sleep(1000)"
        process = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True
        )
        process.stdout.readline()
        self.api.utils.kill(process)
        # The pipe ends when the last one that holds it is gone: the child's child too.
        self.assertEqual(process.stdout.read(), b"")
        process.wait()
        process.stdout.close()


if __name__ == "__main__":
    unittest.main()
