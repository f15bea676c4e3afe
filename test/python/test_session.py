"""Calls between two sides, whatever is called, and whatever arrives."""

import asyncio
import gc
import io
import json
import threading
import unittest

from support import Connected, needs_numpy

from imjoy import ImjoyError, RemoteError
from imjoy.session import Session


class Calls(Connected):
    async def test_plain_functions_and_coroutines_answer(self):
        async def later(n):
            await asyncio.sleep(0)
            return n + 1

        self.there_table.update(add=lambda a, b: a + b, later=later)
        self.assertEqual(await self.call("add", 1, 2), 3)
        self.assertEqual(await self.call("later", 1), 2)
        self.assertEqual(json.loads(self.sent[0]), ["call", 1, "add", [1, 2]])
        self.assertEqual(json.loads(self.sent[1]), ["answer", 1, True, 3])

    async def test_errors_come_with_the_traceback_of_the_other_side(self):
        def fail():
            raise ValueError("why")

        self.there_table["fail"] = fail
        with self.assertRaises(ValueError) as caught:
            await self.call("fail")
        self.assertIsInstance(caught.exception, RemoteError)
        self.assertIn('raise ValueError("why")', caught.exception.stack)
        self.assertNotIn("imjoy/session.py", caught.exception.stack)

    async def test_keywords_arrive_as_keywords(self):
        self.there_table["show"] = lambda *args, **named: [args, named]
        self.assertEqual(await self.call("show", 1, a=2, b=b"x"), [[1], {"a": 2, "b": b"x"}])
        self.assertEqual(json.loads(self.sent[0])[3][1]["_rkwargs"], True)
        named = {"target": 1, "self": 2}
        self.assertEqual(await self.here.call("show", (), named), [[], named])
        unmarked = {"a": 1, "_rkwargs": False}
        self.assertEqual(await self.call("show", unmarked), [[unmarked], {}])
        self.assertEqual(await self.call("show", {"_rkwargs": True}), [[], {}])

    async def test_keywords_of_functions_that_were_sent(self):
        self.there_table["give"] = lambda: lambda **named: named
        give = await self.call("give")
        self.assertEqual(await give(x=1), {"x": 1})

    async def test_functions_are_called_as_often_as_they_are_held(self):
        def repeat(callback, times):
            async def run():
                for i in range(times):
                    await callback(i)

            return run()

        self.there_table["repeat"] = repeat
        seen = []
        await self.call("repeat", seen.append, 3)
        self.assertEqual(seen, [0, 1, 2])

    async def test_a_function_keeps_its_identity_both_ways(self):
        def mine():
            pass

        held = []
        self.there_table["keep"] = lambda fn, obj: held.extend([fn, obj["a"][0]]) or fn
        self.assertIs(await self.call("keep", mine, {"a": [mine]}), mine)
        await self.call("keep", mine, {"a": [mine]})
        self.assertEqual(len({id(fn) for fn in held}), 1)
        self.assertEqual(held[0].__name__, "mine")
        self.assertIn({"_rtype": "interface", "_rvalue": "f1"}, json.loads(self.sent[1]))

    async def test_methods_are_the_same_however_often_they_are_read(self):
        class Plugin:
            def run(self):
                return 1

        plugin = Plugin()
        self.there_table["same"] = lambda a, b: a is b
        self.assertTrue(await self.call("same", plugin.run, plugin.run))

    async def test_instances_are_interfaces(self):
        class Camera:
            model = "X"

            def __init__(self):
                self.lines = [1, 2]
                self.parent = self
                self.reader = (item for item in [])
                self._secret = 1
                self.gain = 0

            @property
            def slow(self):
                raise AssertionError("a property was read")

            def set_gain(self, gain):
                self.gain = gain
                return self.gain

            async def _hidden(self):
                pass

        camera = Camera()
        self.there_table["camera"] = lambda: camera
        remote = await self.call("camera")
        names = {"_rintf", "model", "lines", "gain", "set_gain"}
        self.assertEqual(set(remote), names)
        self.assertEqual((remote["_rintf"], remote.model, remote.lines), (True, "X", [1, 2]))
        self.assertEqual(await remote.set_gain(4), 4)
        camera.set_gain = lambda gain: "replaced"
        self.assertEqual(await remote.set_gain(4), "replaced")

    async def test_files_of_python_are_interfaces(self):
        self.there_table["open"] = lambda: io.BytesIO(b"abc")
        remote = await self.call("open")
        self.assertEqual(await remote.read(2), b"ab")
        self.assertEqual(await remote.read(), b"c")

    async def test_awaitables_in_values_are_awaited_first(self):
        self.there_table.update(one=lambda: 1, echo=lambda value: value)
        value = [self.call("one"), {"a": self.call("one")}]
        self.assertEqual(await self.call("echo", value), [1, {"a": 1}])
        self.there_table["nested"] = lambda: {"later": self.there.call("two")}
        self.here_table["two"] = lambda: 2
        self.assertEqual(await self.call("nested"), {"later": 2})
        self.here_table["broken"] = lambda: 1 / 0
        self.there_table["nested"] = lambda: {"later": self.there.call("broken")}
        with self.assertRaises(ZeroDivisionError):
            await self.call("nested")
        self.assertEqual((self.here.sizes["pending"], self.there.sizes["pending"]), (0, 0))

    async def test_an_unknown_function_is_an_error_with_a_code(self):
        with self.assertRaises(ImjoyError) as caught:
            await self.call("nothing", print)
        self.assertEqual(caught.exception.code, "RPC_METHOD_NOT_FOUND")
        self.assertIn('"nothing"', str(caught.exception))
        await self.emptied()

    async def test_what_cannot_be_sent_is_told_to_who_calls(self):
        self.there_table["bad"] = lambda: [1j]
        with self.assertRaisesRegex(ImjoyError, r"complex.*\(at \[0\]\)"):
            await self.call("bad")
        with self.assertRaisesRegex(ImjoyError, "complex"):
            await self.call("bad", print, 1j)
        self.assertEqual(self.here.sizes, dict.fromkeys(self.here.sizes, 0))

    async def test_an_error_that_cannot_be_sent_tells_its_text(self):
        class Stubborn(Exception):
            @property
            def code(self):
                raise RuntimeError("no code")

        def fail():
            raise Stubborn("why")

        self.there_table["fail"] = fail
        with self.assertRaisesRegex(RemoteError, "why"):
            await self.call("fail")

    async def test_who_ends_the_process_answers_before(self):
        def leave():
            raise SystemExit(3)

        loop = asyncio.get_running_loop()
        self.there_table["leave"] = leave
        with self.assertRaisesRegex(RemoteError, "3") as caught:
            # The loop would end here, so somebody else runs the call.
            await self.call_ignoring_exit(loop, "leave")
        self.assertEqual((caught.exception.name, caught.exception.code), ("SystemExit", 3))

    async def call_ignoring_exit(self, loop, name):
        work = self.there._run
        exits = []

        async def run(*args):
            try:
                await work(*args)
            except SystemExit as error:
                exits.append(error)

        self.there._run = run
        try:
            return await self.call(name)
        finally:
            self.assertEqual(len(exits), 1)

    async def test_threads_call_too(self):
        self.there_table["echo"] = lambda n: n
        results = []

        async def work(n):
            results.append(await self.call("echo", n))

        loop = asyncio.get_running_loop()
        threads = [threading.Thread(target=asyncio.run, args=(work(n),)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            await loop.run_in_executor(None, thread.join)
        self.assertEqual(sorted(results), list(range(8)))

    @needs_numpy
    async def test_arrays_cross_both_ways(self):
        import numpy as np

        self.there_table["double"] = lambda array: array * 2
        found = await self.call("double", np.arange(6.0).reshape(2, 3))
        self.assertEqual(found.tolist(), [[0, 2, 4], [6, 8, 10]])


class Release(Connected):
    async def test_ten_thousand_callbacks_are_given_back(self):
        held = []
        self.there_table["keep"] = held.extend
        await self.call("keep", [lambda i=i: i for i in range(10_000)])
        self.assertEqual((self.here.sizes["offered"], self.there.sizes["held"]), (10_000, 10_000))
        self.assertEqual(await held[9_999](), 9_999)
        held.clear()
        await self.emptied()

    async def test_what_is_held_is_kept(self):
        held = []
        self.there_table["keep"] = held.append
        self.there_table["drop"] = held.clear
        for _ in range(3):
            await self.call("keep", self.forget)
        await self.call("keep", lambda: 5)
        gc.collect()
        self.assertEqual(self.here.sizes["offered"], 2)
        self.assertEqual(await held[-1](), 5)
        await self.call("drop")
        await self.emptied()
        releases = [m for m in map(json.loads, self.sent) if m[0] == "release"]
        self.assertEqual(sorted(releases), [["release", "f1", 3], ["release", "f2", 1]])

    def forget(self):
        """A method, which is read anew each time."""

    async def test_a_release_that_crosses_a_sending_takes_back_only_what_was_received(self):
        held = []
        self.there_table["keep"] = lambda fn: held.append(fn)

        def mine():
            return "still here"

        await self.call("keep", mine)
        sent = self.call("keep", mine)
        held.clear()
        gc.collect()
        await sent
        self.assertEqual(await held[0](), "still here")

    async def test_more_releases_than_sendings_do_no_harm(self):
        for message in (["release", "f1", 5], ["release", "f9", 1], ["release", "f1", -1]):
            self.here.receive(json.dumps(message))
        self.there_table["use"] = lambda fn: fn()
        self.assertEqual(await self.call("use", lambda: 7), 7)

    async def test_functions_dropped_on_another_thread_are_given_back(self):
        held = []
        self.there_table["keep"] = held.append
        await self.call("keep", lambda: 1)
        thread = threading.Thread(target=held.clear)
        thread.start()
        await asyncio.get_running_loop().run_in_executor(None, thread.join)
        await self.emptied()

    async def test_a_message_that_cannot_be_sent_keeps_nothing(self):
        def send(text, buffers):
            raise OSError("broken pipe")

        session = Session(send, asyncio.get_running_loop())
        with self.assertRaisesRegex(OSError, "broken pipe"):
            await session.call("f", [print])
        self.assertEqual(session.sizes, dict.fromkeys(session.sizes, 0))


class Malformed(Connected):
    """Whatever the other side sends: nothing is raised, and what can be answered is."""

    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.answers = asyncio.Queue()
        loop = asyncio.get_running_loop()
        self.alone = Session(
            lambda text, _: self.answers.put_nowait(json.loads(text)),
            loop,
            {"echo": lambda *args: list(args)},
        )

    async def asyncTearDown(self):
        self.alone.close()
        await super().asyncTearDown()

    async def test_what_is_no_message_is_dropped_and_told_to_the_log(self):
        texts = ["", "{", "5", "{}", "[]", "[5]", '["what"]', "[[]]", '["call"]', '["call", null]']
        texts += ['["call", true, "echo", []]', "[" * 100_000, '["call", NaN, "echo", []]', "null"]
        for text in texts:
            with self.subTest(text[:20]), self.assertLogs("imjoy"):
                self.alone.receive(text)
        for text in ('["answer"]', '["answer", []]', '["release"]', '["release", [], {}]'):
            self.alone.receive(text)
        await self.works()

    async def works(self):
        self.assertTrue(self.answers.empty())
        self.alone.receive('["call", "ok", "echo", [1]]')
        self.assertEqual(await self.answers.get(), ["answer", "ok", True, [1]])

    async def refused(self, message, code, buffers=()):
        self.alone.receive(json.dumps(message), buffers)
        _, call_id, ok, error = await self.answers.get()
        self.assertEqual((call_id, ok, error["_rcode"]), (message[1], False, code))

    async def test_calls_that_are_none_are_refused(self):
        await self.refused(["call", 1], "RPC_REFUSED")
        await self.refused(["call", "a", "echo"], "RPC_REFUSED")
        await self.refused(["call", 1.5, "echo", {}], "RPC_REFUSED")
        await self.refused(["call", 2, {"a": 1}, []], "RPC_REFUSED")
        await self.refused(["call", 3, "echo", [], 4], "RPC_REFUSED")
        await self.refused(["call", 4, "__class__", []], "RPC_METHOD_NOT_FOUND")
        await self.works()

    async def test_values_that_are_none_are_malformed(self):
        for value in (
            {"_rtype": "bytes", "_rvalue": 1},
            {"_rtype": "interface", "_rvalue": "f1"},
            {"_rtype": "interface", "_rvalue": []},
            {"_rtype": "callback"},
            {"_rtype": "int"},
        ):
            await self.refused(["call", 1, "echo", [value]], "VALUE_MALFORMED", [b"x"])
        no_bytes = ["call", 1, "echo", [{"_rtype": "bytes", "_rvalue": 0}]]
        await self.refused(no_bytes, "VALUE_MALFORMED", [None])
        await self.works()

    async def test_what_is_nested_too_deep_is_refused_all_the_same(self):
        for levels, code in ((190, None), (300, "VALUE_MALFORMED"), (5_000, "RPC_REFUSED")):
            deep = "[" * levels + '"]["' + "]" * levels
            self.alone.receive(f'["call", "a", "echo", [{deep}, "{"[" * 500}"]]')
            _, call_id, ok, value = await asyncio.wait_for(self.answers.get(), 30)
            self.assertEqual((call_id, ok), ("a", code is None))
            self.assertEqual(None if ok else value["_rcode"], code)
            promise = self.alone.call("f")
            call_id = (await self.answers.get())[1]
            self.alone.receive(f'["answer", {call_id}, true, {deep}]')
            if code:
                with self.assertRaises(ImjoyError) as caught:
                    await promise
                self.assertEqual(caught.exception.code, code)
            else:
                self.assertEqual(json.dumps(await promise), deep)

    async def test_answers_that_are_none_reject_the_call(self):
        for answer, code in (
            ([], "RPC_REFUSED"),
            ([True], "RPC_REFUSED"),
            (["yes", 1], "RPC_REFUSED"),
            ([True, {"_rtype": "set"}], "VALUE_MALFORMED"),
        ):
            promise = self.alone.call("f")
            call_id = (await self.answers.get())[1]
            self.alone.receive(json.dumps(["answer", call_id, *answer]))
            with self.assertRaises(ImjoyError) as caught:
                await promise
            self.assertEqual(caught.exception.code, code)

    async def test_an_answer_counts_once(self):
        promise = self.alone.call("f")
        call_id = (await self.answers.get())[1]
        self.alone.receive(json.dumps(["answer", call_id, True, 1]))
        self.alone.receive(json.dumps(["answer", call_id, True, 2]))
        self.assertEqual(await promise, 1)

    async def test_functions_of_refused_messages_are_given_back(self):
        callback = {"_rtype": "callback", "_rvalue": "f1", "_rname": "x"}
        await self.refused(["call", 1, "nothing", [callback]], "RPC_METHOD_NOT_FOUND")
        self.alone.receive(json.dumps(["answer", 99, True, callback]))
        counts = 0
        while counts < 2:
            gc.collect()
            kind, key, count = await self.answers.get()
            self.assertEqual((kind, key), ("release", "f1"))
            counts += count
        self.assertEqual(counts, 2)

    async def test_names_of_what_runs_a_session_are_no_functions(self):
        for name in ("close", "_table", "f1", "echo.__globals__", ""):
            await self.refused(["call", 1, name, []], "RPC_METHOD_NOT_FOUND")

    async def test_a_flood_is_refused(self):
        gate = asyncio.Event()
        self.alone._table["wait"] = gate.wait
        for i in range(10_001):
            self.alone.receive(json.dumps(["call", i, "wait", []]))
        _, call_id, ok, error = await self.answers.get()
        self.assertEqual((call_id, ok, error["_rcode"]), (10_000, False, "RPC_BUSY"))
        gate.set()
        for _ in range(10_000):
            self.assertTrue((await self.answers.get())[2])


class Close(Connected):
    async def test_every_call_settles(self):
        forever, ended, begun = asyncio.Event(), asyncio.Event(), asyncio.Semaphore(0)

        async def wait(*_):
            begun.release()
            try:
                await forever.wait()
            except asyncio.CancelledError:
                ended.set()
                raise

        self.there_table["wait"] = wait
        calls = [self.call("wait") for _ in range(5)]
        calls.append(self.call("wait", self.call("wait")))
        calls.append(self.call("wait", print))
        for _ in calls:
            await begun.acquire()
        self.here.close(ImjoyError("PLUGIN_TERMINATED", "the engine ended"))
        self.there.close()
        for call in calls:
            with self.assertRaises(ImjoyError) as caught:
                await call
            self.assertEqual(caught.exception.code, "PLUGIN_TERMINATED")
        await ended.wait()
        with self.assertRaisesRegex(ImjoyError, "the engine ended"):
            await self.call("wait")
        sent = len(self.sent)
        self.here.receive(json.dumps(["call", 1, "x", []]))
        await asyncio.sleep(0)
        self.assertEqual(len(self.sent), sent)
        self.assertEqual((self.here.sizes["pending"], self.here.sizes["offered"]), (0, 0))

    async def test_a_call_that_cancels_itself_is_answered(self):
        async def give_up():
            asyncio.current_task().cancel()
            await asyncio.sleep(0)

        self.there_table["give_up"] = give_up
        with self.assertRaises(ImjoyError) as caught:
            await self.call("give_up")
        self.assertEqual(caught.exception.code, "RPC_ABORTED")

    async def test_functions_of_a_closed_side_reject(self):
        self.there_table["give"] = lambda: lambda: 1
        function = await self.call("give")
        self.here.close()
        with self.assertRaises(ImjoyError) as caught:
            await function()
        self.assertEqual(caught.exception.code, "RPC_CLOSED")


if __name__ == "__main__":
    unittest.main()
