"""Scripts of a plugin run as in a file of their own, and fail where their author sees it."""

import asyncio
import pickle
import sys
import unittest

from support import Connected

from imjoy import ImjoyError
from imjoy.host_api import Api
from imjoy.runner import Runner, check_script
from imjoy.traceback_text import traceback_text

FILE = "Segment.imjoy.html"


class Scripts(Connected):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.addCleanup(sys.modules.__setitem__, "__main__", sys.modules["__main__"])
        self.api = Api()
        self.api._connect(self.here, ["log", "$export"], {})
        self.runner = Runner(self.api, FILE)

    async def failure(self, code, first_line=1):
        with self.assertRaises(ImjoyError) as caught:
            await self.runner.run_script(code, first_line)
        self.assertEqual(caught.exception.code, "PLUGIN_SCRIPT")
        return caught.exception

    async def test_scripts_share_a_namespace_which_is_main(self):
        self.there_table["log"] = lambda text: text
        await self.runner.run_script("class Thing:\n    pass\nname = __name__\n")
        await self.runner.run_script("import asyncio\nthing = Thing()\nsaid = await api.log(name)")
        self.assertEqual(self.runner.namespace["said"], "__main__")
        thing = self.runner.namespace["thing"]
        self.assertIs(type(pickle.loads(pickle.dumps(thing))), type(thing))

    async def test_a_failure_shows_lines_of_the_file(self):
        error = await self.failure("\nx = 1\n\ndef go():\n    return x / 0\n\ngo()\n", 21)
        reason = "ZeroDivisionError: division by zero"
        self.assertEqual(str(error), f"a script of {FILE} failed: {reason}")
        text = traceback_text(error.__cause__)
        self.assertIn(f'File "{FILE}", line 27, in <module>\n    go()\n', text)
        self.assertIn(f'File "{FILE}", line 25, in go\n    return x / 0\n', text)
        self.assertTrue(text.endswith("ZeroDivisionError: division by zero"))
        self.assertEqual(text.count("File "), 2)

    async def test_a_file_of_its_own_has_its_own_lines(self):
        await self.runner.run_script("x = 1\ndef go():\n    return x.y\n", 1, "lib.py")
        await self.runner.run_script("\n\nz = 1\n", 5)
        error = await self.failure("go()", 9)
        text = traceback_text(error.__cause__)
        self.assertIn('File "lib.py", line 3, in go\n    return x.y\n', text)

    def test_what_cannot_be_compiled_is_said_with_its_place_and_nothing_runs(self):
        self.assertIsNone(check_script("raise SystemExit\nawait later()\n", 5))
        problem = check_script("x = 1\nif x\n    pass\n", 21)
        self.assertEqual((problem.line, problem.column, problem.end_line), (22, 4, 22))
        self.assertEqual(problem.end_column, 5)
        if sys.version_info >= (3, 10):
            self.assertEqual(problem.message, "expected ':'")
            problem = check_script('y = "\u00e4" + (1\n', 3)
            self.assertEqual((problem.line, problem.column), (3, 10))
        self.assertEqual(check_script("a\0b").line, 1)
        self.assertIsNone(check_script('"\\d"\n1 is 1\n'), "a warning is no problem")

    async def test_each_script_keeps_its_lines(self):
        await self.runner.run_script("def second():\n    first()", 50)
        await self.runner.run_script("def first():\n    raise KeyError('k')", 10)
        error = await self.failure("second()", 90)
        text = traceback_text(error.__cause__)
        self.assertIn("line 90, in <module>\n    second()", text)
        self.assertIn("line 51, in second\n    first()", text)
        self.assertIn("line 11, in first\n    raise KeyError('k')", text)

    async def test_a_failure_after_an_await_shows_them_too(self):
        code = "import asyncio\nasync def later():\n    await asyncio.sleep(0)\n    1 / 0\n"
        code += "await later()"
        text = traceback_text((await self.failure(code, 7)).__cause__)
        self.assertIn("line 11, in <module>", text)
        self.assertIn("line 10, in later\n    1 / 0", text)

    async def test_code_that_cannot_be_read_is_told_with_its_line(self):
        error = await self.failure("x = 1\nif x\n", 30)
        self.assertRegex(str(error), "SyntaxError")
        self.assertEqual((error.__cause__.filename, error.__cause__.lineno), (FILE, 31))
        self.assertIn("if x", traceback_text(error.__cause__))

    async def test_methods_called_later_show_lines_of_the_file_to_the_caller(self):
        self.there_table["$export"] = lambda interface: self.exported.set_result(interface)
        self.exported = asyncio.get_running_loop().create_future()
        code = (
            "class Plugin:\n"
            "    def run(self, ctx):\n"
            "        return self.missing\n"
            "    async def call(self):\n"
            "        await api.log(1)\n"
            "api.export(Plugin())"
        )
        await self.runner.run_script(code, 100)
        plugin = await self.exported
        with self.assertRaises(Exception) as caught:
            await plugin.run({})
        stack = caught.exception.stack
        self.assertIn(f'File "{FILE}", line 102, in run\n    return self.missing', stack)
        self.assertNotIn("/imjoy/", stack)

        def fail(_):
            raise ValueError("of the host")

        self.there_table["log"] = fail
        with self.assertRaises(ValueError) as caught:
            await plugin.call()
        stack = caught.exception.stack
        self.assertIn("line 104, in call\n    await api.log(1)", stack)
        self.assertIn("On the other side:\n", stack)
        self.assertIn('raise ValueError("of the host")', stack)
        self.assertNotIn("asyncio", stack)

    async def test_a_remote_cause_tells_where_it_was(self):
        def fail():
            raise ValueError("of the host")

        self.there_table["log"] = fail
        text = traceback_text(await self.failure("await api.log()", 5))
        self.assertIn("line 5, in <module>", text)
        self.assertEqual(text.count("On the other side:"), 1)
        self.assertIn('raise ValueError("of the host")', text)

    async def test_causes_are_trimmed_as_well(self):
        code = "try:\n    {}['a']\nexcept KeyError as e:\n    raise ValueError('b') from e"
        error = await self.failure(code, 3)
        text = traceback_text(error)
        self.assertIn("line 4, in <module>", text)
        self.assertIn("line 6, in <module>", text)
        self.assertEqual(text.count("File "), 2)


if __name__ == "__main__":
    unittest.main()
