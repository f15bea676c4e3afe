"""Calls that their caller gives up, in both directions."""

import asyncio
import unittest

from support import Connected

from imjoy import AbortSignal, ImjoyError


class Aborts(Connected):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.begun, self.ended = asyncio.Event(), asyncio.Event()

        async def wait(*args, **named):
            self.begun.set()
            try:
                await asyncio.sleep(1000)
            except asyncio.CancelledError:
                self.ended.set()
                raise

        self.there_table.update(wait=wait, show=lambda *args, **named: [args, named])

    async def refusal(self, promise):
        with self.assertRaises(ImjoyError) as caught:
            await promise
        return caught.exception.code

    async def test_a_signal_ends_the_call_on_both_sides(self):
        signal = AbortSignal()
        promise = self.call("wait", 1, signal)
        await self.begun.wait()
        signal.abort("enough")
        self.assertEqual(await self.refusal(promise), "RPC_ABORTED")
        await asyncio.wait_for(self.ended.wait(), 5)
        self.assertEqual(self.here.sizes["pending"], 0)

    async def test_the_function_does_not_see_it_and_keywords_stay(self):
        signal = AbortSignal()
        self.assertEqual(await self.call("show", 1, signal), [[1], {}])
        self.assertEqual(await self.call("show", 1, signal, a=2), [[1], {"a": 2}])
        signal.abort()
        del signal
        await self.emptied()

    async def test_nothing_is_sent_for_one_that_was_aborted_before(self):
        signal = AbortSignal()
        signal.abort()
        self.assertEqual(await self.refusal(self.call("wait", signal)), "RPC_ABORTED")
        self.assertEqual(self.sent, [])

    async def test_one_that_arrives_aborted_runs_nothing(self):
        self.there.receive(
            '["call", 1, "wait", [{"_rtype": "abortsignal", "_raborted": true, "_rreason": null}]]'
        )
        while not self.sent:
            await asyncio.sleep(0)
        self.assertIn("RPC_ABORTED", self.sent[0])
        self.assertFalse(self.begun.is_set())

    async def test_others_are_arguments_like_any_other(self):
        seen = asyncio.Queue()
        self.there_table["take"] = lambda fields: seen.put_nowait(fields.signal)
        signal = AbortSignal()
        await self.call("take", {"signal": signal})
        received = await seen.get()
        heard = asyncio.Queue()
        received.on_abort(heard.put_nowait)
        take_back = received.on_abort(lambda reason: self.fail("it was taken back"))
        take_back()
        self.assertFalse(received.aborted)
        signal.abort({"why": 1})
        self.assertEqual(await heard.get(), {"why": 1})
        self.assertTrue(received.aborted)
        late = []
        received.on_abort(late.append)
        self.assertEqual(late, [{"why": 1}])

    async def test_all_calls_of_a_side_can_be_cancelled(self):
        promises = [self.call("wait") for _ in range(3)]
        await self.begun.wait()
        await self.there.cancel_calls()
        for promise in promises:
            self.assertEqual(await self.refusal(promise), "RPC_ABORTED")
        await self.there.cancel_calls()
        self.assertEqual(await self.call("show"), [[], {}])

    async def test_ctrl_c_means_the_call(self):
        def interrupted():
            raise KeyboardInterrupt

        self.there_table["loop"] = interrupted
        self.assertEqual(await self.refusal(self.call("loop")), "RPC_ABORTED")
        self.assertEqual(await self.call("show"), [[], {}])

    async def test_what_is_no_signal_is_refused(self):
        self.there.receive('["call", 1, "wait", [{"_rtype": "abortsignal", "_rvalue": 5}]]')
        while not self.sent:
            await asyncio.sleep(0)
        self.assertIn("VALUE_MALFORMED", self.sent[0])


if __name__ == "__main__":
    unittest.main()
