"""A promise can be awaited and chained, early and late, and loses no failure."""

import asyncio
import gc
import logging
import threading
import unittest
import weakref

import support  # noqa: F401

from imjoy import Promise, RemoteError


class Promises(unittest.IsolatedAsyncioTestCase):
    def promise(self, value=None, error=None):
        promise = Promise(asyncio.get_running_loop())
        if error:
            promise.reject(error)
        else:
            promise.resolve(value)
        return promise

    def pending(self):
        return Promise(asyncio.get_running_loop())

    async def test_it_is_awaited_as_often_as_one_likes(self):
        promise = self.pending()
        both = asyncio.gather(promise, promise)
        promise.resolve(1)
        self.assertEqual(await both, [1, 1])
        self.assertEqual(await promise, 1)
        with self.assertRaisesRegex(ValueError, "no"):
            await self.promise(error=ValueError("no"))

    async def test_callbacks_are_called_however_late_each_of_them_and_never_at_once(self):
        promise = self.pending()
        seen = []
        first = promise.then(lambda value: seen.append(("first", value)))
        promise.resolve(5)
        second = promise.then(lambda value: seen.append(("second", value)))
        self.assertEqual(seen, [])
        await first
        await second
        self.assertEqual(seen, [("first", 5), ("second", 5)])
        self.assertEqual(await promise, 5)

    async def test_chains_hand_values_and_errors_on(self):
        promise = self.promise(1).then(lambda n: n + 1).catch(lambda error: "no").then(str)
        self.assertEqual(await promise, "2")
        caught = await self.promise(error=ValueError("a")).then(lambda _: "no").catch(str)
        self.assertEqual(caught, "a")
        self.assertEqual(await self.promise(error=ValueError("a")).then(None, str), "a")
        with self.assertRaises(ZeroDivisionError):
            await self.promise(1).then(lambda n: n / 0)

    async def test_what_callbacks_return_is_awaited(self):
        async def later(value):
            await asyncio.sleep(0)
            return self.promise(value * 2)

        self.assertEqual(await self.promise(2).then(lambda n: self.promise(n + 1)), 3)
        self.assertEqual(await (await self.promise(2).then(later)), 4)
        self.assertEqual(await self.promise(self.promise(self.promise(7))), 7)
        future = asyncio.get_running_loop().create_future()
        future.set_exception(KeyError("k"))
        with self.assertRaises(KeyError):
            await self.promise(future)

    async def test_finally_passes_on_what_came_unless_it_fails(self):
        seen = []
        self.assertEqual(await self.promise(3).finally_(lambda: seen.append(1)), 3)
        with self.assertRaisesRegex(ValueError, "a"):
            await self.promise(error=ValueError("a")).finally_(lambda: seen.append(2))
        self.assertEqual(seen, [1, 2])
        with self.assertRaises(ZeroDivisionError):
            await self.promise(3).finally_(lambda: 1 / 0)

    async def test_it_settles_once(self):
        promise = self.promise(1)
        promise.resolve(2)
        promise.reject(ValueError())
        self.assertEqual(await promise, 1)

    async def test_what_was_thrown_and_is_no_error_becomes_one(self):
        with self.assertRaisesRegex(RemoteError, "text"):
            await self.promise(error="text")
        with self.assertRaisesRegex(RuntimeError, "StopIteration"):
            await self.promise(error=StopIteration())
        promise = self.pending()
        promise.resolve(promise)
        with self.assertRaises(TypeError):
            await promise

    async def test_a_failure_that_nobody_handles_is_logged(self):
        with self.assertLogs("imjoy", "ERROR") as log:
            self.promise(error=ValueError("lost"))
            gc.collect()
        self.assertIn("ValueError: lost", log.output[0])
        with self.assertLogs("imjoy", "ERROR") as log:
            done = self.promise(1).then(lambda n: n / 0).finally_(lambda: None)
            gone = weakref.ref(done)
            del done
            while gone():
                await asyncio.sleep(0)
        self.assertEqual(len(log.output), 1)

    async def test_a_failure_that_somebody_handles_is_not(self):
        records = []
        handler = logging.Handler()
        handler.emit = records.append
        logging.getLogger("imjoy").addHandler(handler)
        self.addCleanup(logging.getLogger("imjoy").removeHandler, handler)
        await self.promise(error=ValueError()).catch(lambda error: None)
        promise = self.promise(error=ValueError())
        with self.assertRaises(ValueError):
            await promise
        del promise
        gc.collect()
        self.assertEqual(records, [])

    async def test_it_is_awaited_in_the_loop_of_another_thread(self):
        promise = self.pending()
        waiting = threading.Event()
        results = []

        async def wait():
            asyncio.get_running_loop().call_soon(waiting.set)
            results.append(await promise)

        thread = threading.Thread(target=asyncio.run, args=(wait(),))
        thread.start()
        waiting.wait()
        promise.resolve(5)
        await asyncio.get_running_loop().run_in_executor(None, thread.join)
        self.assertEqual(results, [5])

    async def test_who_stops_waiting_leaves_it_in_peace(self):
        complaints = []
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda loop, context: complaints.append(context))
        promise = self.pending()
        waiter = asyncio.ensure_future(promise)
        await asyncio.sleep(0)
        waiter.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await waiter
        promise.resolve(1)
        self.assertEqual(await promise, 1)
        self.assertEqual(complaints, [])


if __name__ == "__main__":
    unittest.main()
