"""What plugins see of the host, and what the host sees of a plugin."""

import asyncio
import subprocess
import sys
import types
import unittest
from datetime import timedelta

from support import ROOT, Connected

from imjoy import ImjoyError
from imjoy.host_api import Api


class Export(Connected):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.api = Api()
        self.exported = asyncio.Queue()
        self.there_table["$export"] = self.exported.put_nowait
        self.closed = []
        self.there_table["close"] = lambda: self.closed.append(1)
        self.api._connect(self.here, ["log", "close", "utils.sleep"], {})

    async def export(self, value):
        await self.api.export(value)
        return await self.exported.get()

    async def test_an_instance_offers_its_public_members(self):
        class Base:
            version = "1.0"

            def setup(self):
                return "base"

        class Plugin(Base):
            def __init__(self):
                self.state = {"on": True, "deep": {"get": lambda: self.level}, "list": [1]}
                self.level = 3
                self._secret = 1
                self.model = object()

            async def run(self, ctx):
                return ctx.config.x

            def _hidden(self):
                pass

        plugin = Plugin()
        found = await self.export(plugin)
        names = {"_rintf", "version", "setup", "run", "state", "level", "close"}
        self.assertEqual(set(found), names)
        self.assertEqual((found.version, found.level, found.state.on), ("1.0", 3, True))
        self.assertNotIn("list", found.state)
        self.assertEqual(await found.setup(), "base")
        self.assertEqual(await found.run({"config": {"x": 5}}), 5)
        self.assertEqual(await found.state.deep["get"](), 3)

    async def test_functions_are_looked_up_when_they_are_called(self):
        class Plugin:
            def run(self):
                return "old"

        plugin = Plugin()
        found = await self.export(plugin)
        plugin.run = lambda: "new"
        self.assertEqual(await found.run(), "new")
        members = {"run": lambda: "old"}
        found = await self.export(members)
        members["run"] = lambda: "new"
        self.assertEqual(await found.run(), "new")

    async def test_keywords_reach_methods(self):
        found = await self.export({"run": lambda ctx, scale=1: ctx * scale})
        self.assertEqual(await found.run(2, scale=3), 6)

    async def test_functions_of_the_host_are_added_where_there_are_none(self):
        class Plugin:
            pass

        class Closing:
            def close(self):
                return "mine"

        class Slotted:
            __slots__ = ()

            def run(self):
                return 1

        plugin = Plugin()
        await self.export(plugin)
        await plugin.close()
        self.assertEqual(self.closed, [1])
        self.assertFalse(hasattr(plugin, "show"))
        self.assertEqual(await (await self.export(Closing())).close(), "mine")
        self.assertEqual(await (await self.export(Slotted())).run(), 1)
        members = {}
        await self.export(members)
        await members["close"]()
        self.assertEqual(self.closed, [1, 1])

    async def test_a_module_can_be_exported(self):
        module = types.ModuleType("plugin")
        module.run = lambda: 7
        self.assertEqual(await (await self.export(module)).run(), 7)

    async def test_what_is_no_interface_is_refused_at_once(self):
        class Plugin:
            pass

        for value, text in (
            (Plugin, r"the class Plugin: export Plugin\(\)"),
            (lambda: 1, "the function"),
            (None, "None"),
            ([1], r"\[1\]"),
            ("text", "'text'"),
            (5, "5"),
        ):
            with self.assertRaisesRegex(ImjoyError, text) as caught:
                self.api.export(value)
            self.assertEqual(caught.exception.code, "PLUGIN_EXPORT")
        self.assertTrue(self.exported.empty())

    async def test_init_exports_an_empty_setup(self):
        await self.api.init()
        self.assertIsNone(await (await self.exported.get()).setup())

    async def test_the_runtime_finds_what_was_exported(self):
        self.assertIsNone(self.api._exported_function("exit"))
        await self.export({"exit": lambda: "bye", "name": "n"})
        self.assertEqual(self.api._exported_function("exit")(), "bye")
        self.assertIsNone(self.api._exported_function("name"))


class Host(Connected):
    def connect(self, api):
        methods = ["log", "alert", "utils.sleep", "a.b.c", "close"]
        api._connect(self.here, methods, {"TAG": "GPU", "config": {"tag": "GPU"}})
        return api

    async def test_functions_and_values_of_the_host(self):
        api = self.connect(Api())
        self.there_table.update({"log": lambda *a, **k: [a, k], "utils.sleep": lambda n: n})
        self.there_table["a.b.c"] = lambda: "deep"
        self.assertEqual(await api.log("x", 1), [["x", 1], {}])
        self.assertEqual(await api.log(title="t"), [[], {"title": "t"}])
        self.assertEqual(await api.utils.sleep(2), 2)
        self.assertEqual(await api.a.b.c(), "deep")
        self.assertEqual((api.TAG, api.config.tag), ("GPU", "GPU"))
        done = asyncio.get_running_loop().create_future()
        api.log("x").then(done.set_result)
        self.assertEqual(await done, [["x"], {}])

    async def test_a_function_that_the_host_lacks_is_told_by_its_name(self):
        api = self.connect(Api())
        for find in (lambda: api.nothing, lambda: api.utils.nothing, lambda: api._private):
            with self.assertRaisesRegex(AttributeError, r"no api\.\S*(nothing|_private)"):
                find()
        self.assertFalse(hasattr(api, "__array__"))
        self.assertTrue({"log", "utils", "TAG", "export"} <= set(dir(api)))
        self.assertLessEqual({"sleep"}, set(dir(api.utils)))

    async def test_it_may_be_taken_before_the_host_is_there(self):
        api = Api()
        log, sleep = api.log, api.utils.sleep
        with self.assertRaisesRegex(ImjoyError, "api.log was called before"):
            log("x")
        self.connect(api)
        self.there_table.update({"log": lambda text: text, "utils.sleep": lambda n: n})
        self.assertEqual(await log("x"), "x")
        self.assertEqual(await sleep(1), 1)

    async def test_a_function_of_the_host_is_handed_on(self):
        api = self.connect(Api())
        self.there_table["log"] = lambda text: text
        self.there_table["alert"] = lambda callback: callback("called back")
        self.assertEqual(await api.alert(api.log), "called back")

    async def test_codecs_of_plugins(self):
        api = self.connect(Api())
        self.there_table["log"] = lambda value: value
        api.registerCodec(
            {
                "name": "duration",
                "type": timedelta,
                "encoder": lambda value: {"days": value.days, "data": b"x"},
                "decoder": lambda fields: timedelta(days=fields.days) if fields.data == b"x" else 0,
            }
        )
        self.assertEqual(await api.log([timedelta(2)]), [timedelta(2)])
        self.assertIn('{"_rtype": "duration", "days": 2,', self.sent[0])

        class Point:
            def __init__(self):
                self.x = 1

        api.registerCodec(name="point", type=Point)
        self.assertEqual(await api.log(Point()), {"_rtype": "point", "x": 1})
        with self.assertRaisesRegex(ImjoyError, "needs a name"):
            api.registerCodec(type=Point)

    async def test_a_codec_that_fails_rejects_the_call(self):
        api = self.connect(Api())
        self.there_table["log"] = lambda value: value
        api.registerCodec(name="bad", type=timedelta, decoder=lambda fields: 1 / 0)
        with self.assertRaisesRegex(ImjoyError, "division by zero") as caught:
            await api.log({"_rtype": "bad"})
        self.assertEqual(caught.exception.code, "VALUE_MALFORMED")

    async def test_what_needs_no_host(self):
        api = self.connect(Api())
        self.there_table["close"] = lambda: "closed"
        self.assertEqual(await api.dispose(), "closed")
        self.assertEqual(api.onLoad(lambda: 5), 5)
        self.assertEqual(api.onload(lambda: 6), 6)
        self.assertIsNone(await api.disposeObject({}))


class Import(unittest.TestCase):
    def test_one_api_by_both_names_without_a_host_and_without_numpy(self):
        code = (
            "import imjoy, imjoy_rpc, sys\n"
            "from imjoy import api\n"
            "from imjoy_rpc import api as same\n"
            "assert api is same is imjoy.api\n"
            "assert 'numpy' not in sys.modules and 'pyodide' not in sys.modules\n"
            "print(api.utils.sleep)"
        )
        path = {"PYTHONPATH": str(ROOT / "src" / "python")}
        done = subprocess.run(
            [sys.executable, "-c", code], env=path, stdout=subprocess.PIPE, check=True
        )
        self.assertEqual(done.stdout.decode().strip(), "<api.utils.sleep>")


if __name__ == "__main__":
    unittest.main()
