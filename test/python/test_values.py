"""What Python's own kinds of values become, and what is refused, by name and place."""

import asyncio
import enum
import io
import math
import re
import struct
import sys
import types
import unittest
from array import array
from collections import OrderedDict, namedtuple
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from support import decode, echo, encode, needs_numpy

from imjoy import Blob, ImjoyError, NdArray, dotdict
from imjoy.codec import Codec
from imjoy.value_codec import ValueCodec, instances_of


class Values(unittest.TestCase):
    def refuses(self, value, code, text):
        with self.assertRaises(ImjoyError) as caught:
            encode(value)
        self.assertEqual(caught.exception.code, code)
        self.assertRegex(str(caught.exception), text)

    def test_lists_are_whatever_has_an_order(self):
        point = namedtuple("Point", "x y")(1, 2)
        for value in ((1, 2), point, range(1, 3), {1: 0, 2: 0}.keys(), {"a": 1, "b": 2}.values()):
            self.assertEqual(echo(value), [1, 2])

    def test_subclasses_of_scalars_are_scalars(self):
        class Text(str):
            pass

        Colour = enum.IntEnum("Colour", "RED")
        Mode = enum.Enum("Mode", {"FAST": "fast"})
        encoded, _ = encode([Text("a"), Colour.RED, Mode.FAST, True])
        self.assertEqual(encoded, ["a", 1, "fast", True])
        self.assertEqual([type(item) for item in encoded], [str, int, str, bool])

    def test_bytes_stay_bytes(self):
        for value in (b"\x00\xff", bytearray(b"\x00\xff")):
            self.assertEqual(echo(value), b"\x00\xff")
            self.assertIs(type(echo(value)), bytes)

    def test_a_view_is_sent_as_it_is_seen(self):
        self.assertEqual(echo(memoryview(b"abcdef")[::2]).tobytes(), b"ace")
        shaped = memoryview(bytes(range(6))).cast("B", (2, 3))
        self.assertEqual(echo(shaped).tobytes(), bytes(range(6)))

    def test_dicts_keep_keys_that_are_no_texts(self):
        self.assertEqual(echo({1: "a", True: "b", 2.5: "c"}), OrderedDict([(1, "b"), (2.5, "c")]))
        self.assertIsInstance(echo(OrderedDict(a=1)), OrderedDict)
        self.assertIs(type(echo({"a": 1})), dotdict)

    def test_keys_that_cannot_be_keys_here_arrive_as_pairs(self):
        encoded = {"_rtype": "orderedmap", "_rvalue": [[{"a": 1}, 2]]}
        self.assertEqual(decode(encoded), [[{"a": 1}, 2]])
        self.assertEqual(decode({"_rtype": "set", "_rvalue": [[1]]}), [[1]])

    def test_datetimes_are_moments(self):
        moment = datetime(2020, 1, 2, 3, 4, 5, 678000, timezone(timedelta(hours=5)))
        self.assertEqual(echo(moment), moment)
        self.assertEqual(echo(moment).tzinfo, timezone.utc)
        naive = datetime(2020, 1, 2, 3, 4, 5)
        self.assertEqual(echo(naive).timestamp(), naive.timestamp())
        self.assertEqual(encode(date(1970, 1, 2))[0], {"_rtype": "date", "_rvalue": 86_400_000})
        self.assertEqual(encode(datetime.max.replace(tzinfo=timezone.utc))[0]["_rtype"], "date")

    def test_a_pattern_of_another_language_stays_what_it_is(self):
        encoded = {"_rtype": "regexp", "_rvalue": "(?<year>\\d+)", "_rflags": "u"}
        self.assertEqual(decode(dict(encoded)), encoded)
        self.assertEqual(echo(re.compile("a.c", re.DOTALL)), re.compile("a.c", re.DOTALL))

    def test_objects_are_read_by_dots_also_in_lists(self):
        ctx = echo({"config": {"x": 1, "items": 5}, "list": [{"y": 2}]})
        self.assertEqual(ctx.config.x, 1)
        self.assertEqual(ctx.list[0].y, 2)
        self.assertIsNone(ctx.nothing)
        self.assertEqual(list(ctx.config.items()), [("x", 1), ("items", 5)])
        ctx.config.z = 3
        self.assertEqual(ctx["config"]["z"], 3)
        del ctx.config.z
        self.assertNotIn("z", ctx.config)
        with self.assertRaises(AttributeError):
            ctx.__array_interface__

    def test_a_function_comes_before_the_method_of_a_dict(self):
        plugin = dotdict(update=lambda: "mine", get=lambda: "too")
        self.assertEqual((plugin.update(), plugin.get()), ("mine", "too"))
        self.assertEqual(dict(**plugin).keys(), {"update", "get"})

    def test_an_unknown_type_stays_an_object(self):
        self.assertEqual(echo({"_rtype": "mine", "a": [b"x"]}), {"_rtype": "mine", "a": [b"x"]})
        self.assertEqual(decode({"_rtype": 5}), {"_rtype": 5})
        self.assertEqual(decode({"_rtype": ["set"]}), {"_rtype": ["set"]})

    def test_the_mark_of_a_transfer_is_not_sent(self):
        self.assertEqual(encode({"a": 1, "_transfer": True})[0], {"a": 1})

    def test_a_cycle_is_told_with_its_path(self):
        value = {"a": [1, {"b": {}}]}
        value["a"][1]["b"]["c"] = value["a"]
        self.refuses(value, "VALUE_CYCLE", r"at a\[1\]\.b\.c$")
        shared = [1]
        self.assertEqual(echo([shared, shared]), [[1], [1]])

    def test_depth_has_a_limit_both_ways(self):
        def nest(levels):
            value = []
            for _ in range(levels - 1):
                value = [value]
            return value

        self.assertEqual(echo(nest(200)), nest(200))
        self.refuses(nest(201), "VALUE_TOO_DEEP", "200 levels")
        with self.assertRaisesRegex(ImjoyError, "200 levels"):
            decode(nest(201))

    def test_what_cannot_be_sent_is_named_with_its_place(self):
        def numbers():
            yield 1

        async def later():
            pass

        async def many():
            yield 1

        self.refuses({"a": [0, numbers()]}, "VALUE_UNSUPPORTED", r"generator of .*numbers.*a\[1\]")
        self.refuses(later(), "VALUE_UNSUPPORTED", "coroutine of .*later.*await it")
        self.refuses(many(), "VALUE_UNSUPPORTED", "generator of .*many")
        self.refuses({"k": 1j}, "VALUE_UNSUPPORTED", r"type complex .*\(at k\)")
        self.refuses(Decimal("1.5"), "VALUE_UNSUPPORTED", "type Decimal")
        self.refuses(map(str, []), "VALUE_UNSUPPORTED", "type map")
        self.refuses(types, "VALUE_UNSUPPORTED", "type module")
        self.refuses(re.compile(b"x"), "VALUE_UNSUPPORTED", "Pattern")

    def test_a_dict_cannot_pretend_to_be_what_the_transport_writes(self):
        for rtype in ("bytes", "callback", "interface"):
            self.refuses([{"_rtype": rtype, "_rvalue": "f1"}], "VALUE_UNSUPPORTED", rtype)

    def test_encoded_nonsense_is_told_apart(self):
        view = {"_rtype": "bytes", "_rvalue": 0}
        for encoded in (
            {"_rtype": "int", "_rvalue": "1e5"},
            {"_rtype": "int", "_rvalue": "9" * 100_000},
            {"_rtype": "int", "_rvalue": "١"},
            {"_rtype": "float", "_rvalue": "1"},
            {"_rtype": "date", "_rvalue": "today"},
            {"_rtype": "date", "_rvalue": 8.64e15},
            {"_rtype": "set"},
            {"_rtype": "orderedmap", "_rvalue": [[1]]},
            {"_rtype": "orderedmap", "_rvalue": {"a": 1}},
            {"_rtype": "bytes", "_rvalue": 1},
            {"_rtype": "bytes", "_rvalue": -1},
            {"_rtype": "bytes", "_rvalue": False},
            {"_rtype": "blob"},
            {"_rtype": "memoryview", "_rvalue": 5},
            {"_rtype": "typedarray", "_rdtype": "complex64", "_rvalue": view},
            {"_rtype": "typedarray", "_rdtype": "int16", "_rvalue": view},
            {"_rtype": "typedarray", "_rdtype": ["int8"], "_rvalue": view},
            {"_rtype": "ndarray", "_rdtype": "int8", "_rshape": [2, 2], "_rvalue": view},
            {"_rtype": "ndarray", "_rdtype": "int8", "_rshape": [-3, -1], "_rvalue": view},
            {"_rtype": "ndarray", "_rdtype": "int8", "_rshape": "3", "_rvalue": view},
            {"_rtype": "ndarray", "_rdtype": "int8", "_rvalue": view},
        ):
            with self.subTest(encoded), self.assertRaises(ImjoyError) as caught:
                decode(encoded, [b"abc"])
            self.assertEqual(caught.exception.code, "VALUE_MALFORMED")

    def test_a_codec_of_a_plugin_comes_first(self):
        codec = Codec()
        codec.register(
            ValueCodec(
                "temperature",
                instances_of(timedelta),
                lambda value, encoder: {"_rtype": "temperature", "_rvalue": value.days},
                lambda fields: timedelta(days=fields["_rvalue"]),
            )
        )
        self.assertEqual(encode([timedelta(3)], codec)[0][0]["_rtype"], "temperature")
        self.assertEqual(echo({"t": timedelta(3)}, codec).t, timedelta(3))

    def test_a_blob_is_a_file_of_python(self):
        blob = echo(Blob("héllo", "text/plain"))
        self.assertIsInstance(blob, io.BytesIO)
        self.assertEqual((blob.read().decode(), blob.mime), ("héllo", "text/plain"))
        blob.close()


class PlainArrays(unittest.TestCase):
    """Arrays where there is no numpy."""

    def setUp(self):
        hidden = sys.modules.get("numpy")
        sys.modules["numpy"] = None  # what makes an import fail
        if hidden:
            self.addCleanup(sys.modules.__setitem__, "numpy", hidden)
        else:
            self.addCleanup(sys.modules.pop, "numpy")

    def test_they_are_read_and_sent_back(self):
        data = struct.pack("<6h", *range(6))
        encoded = {"_rtype": "ndarray", "_rdtype": "int16", "_rshape": [3, 2]}
        view = {"_rtype": "bytes", "_rvalue": 0}
        found = decode({**encoded, "_rvalue": view}, [data])
        self.assertIsInstance(found, NdArray)
        self.assertEqual((found.shape, found.dtype), ((3, 2), "int16"))
        self.assertEqual(found.tolist(), [[0, 1], [2, 3], [4, 5]])
        self.assertEqual(encode(found), ({**encoded, "_rvalue": view}, [data]))

    def test_shapes_without_elements_or_axes(self):
        self.assertEqual(NdArray((), "float32", memoryview(struct.pack("<f", 0.5))).tolist(), 0.5)
        self.assertEqual(NdArray((2, 0), "uint8", memoryview(b"")).tolist(), [[], []])
        self.assertEqual(NdArray((0, 2), "uint8", memoryview(b"")).tolist(), [])
        cube = NdArray((2, 2, 2), "float16", memoryview(struct.pack("<8e", *range(8))))
        self.assertEqual(cube.tolist(), [[[0, 1], [2, 3]], [[4, 5], [6, 7]]])

    def test_typed_arrays_have_one_axis(self):
        found = echo(array("d", [0.5, -1]))
        self.assertEqual((found.shape, found.dtype, found.tolist()), ((2,), "float64", [0.5, -1]))


@needs_numpy
class Numpy(unittest.TestCase):
    def setUp(self):
        import numpy

        self.np = numpy

    def same(self, array):
        found = echo(array)
        self.assertIsInstance(found, self.np.ndarray)
        self.np.testing.assert_array_equal(found, array)
        self.assertEqual(found.shape, array.shape)
        self.assertTrue(found.flags.writeable)
        return found

    def test_any_number_in_any_byte_order(self):
        for name in "? i1 u1 i2 u2 i4 u4 i8 u8 f2 f4 f8 >i4 >f8 >u2".split():
            with self.subTest(name):
                array = self.np.array([[0, 1, 2], [3, 4, 5]]).astype(name)
                self.assertEqual(self.same(array).dtype, array.dtype.newbyteorder("<"))

    def test_any_layout_and_shape(self):
        array = self.np.arange(24.0).reshape(2, 3, 4)
        for value in (array.T, array[::-1, :, ::2], self.np.asfortranarray(array), array[0, 0]):
            self.same(value)
        self.same(self.np.array(7.5))
        self.same(self.np.zeros((0, 3), "int16"))
        self.same(self.np.broadcast_to(self.np.float32(2), (2, 2)))

    def test_the_senders_array_is_its_own(self):
        array = self.np.zeros(3)
        array.flags.writeable = False
        echo(array)[0] = 1
        self.assertEqual(array[0], 0)

    def test_a_writable_buffer_is_not_copied(self):
        buffer = bytearray(8)
        encoded = {"_rtype": "typedarray", "_rdtype": "uint8"}
        found = decode({**encoded, "_rvalue": {"_rtype": "bytes", "_rvalue": 0}}, [buffer])
        found[3] = 7
        self.assertEqual(buffer[3], 7)

    def test_scalars_are_numbers(self):
        np = self.np
        values = [np.float32(0.5), np.int64(3), np.bool_(True), np.str_("a"), np.float64(-0.0)]
        found = echo(values)
        self.assertEqual(found, [0.5, 3, True, "a", 0])
        self.assertEqual([type(item) for item in found], [float, int, bool, str, float])
        self.assertEqual(math.copysign(1, found[4]), -1)
        self.assertEqual(echo(np.uint64(2**64 - 1)), 2**64 - 1)
        moment = np.datetime64("2020-01-01T00:00:00.5")
        self.assertEqual(echo(moment), datetime(2020, 1, 1, 0, 0, 0, 500_000, timezone.utc))

    def test_what_gives_itself_as_an_array_is_one(self):
        np = self.np

        class Tensor:
            def __array__(self, dtype=None, copy=None):
                return np.arange(4, dtype="f4").reshape(2, 2)

        self.assertEqual(echo(Tensor()).tolist(), [[0, 1], [2, 3]])

    def test_other_elements_are_refused_by_name(self):
        np = self.np
        for array in (np.array([1j]), np.array(["a"]), np.array([{}]), np.zeros(1, "M8[s]")):
            with self.assertRaisesRegex(ImjoyError, f"of type {re.escape(array.dtype.name)}"):
                encode(array)

    def test_more_axes_than_numpy_has_are_malformed(self):
        encoded = {"_rtype": "ndarray", "_rdtype": "int8", "_rshape": [1] * 100}
        with self.assertRaises(ImjoyError):
            decode({**encoded, "_rvalue": {"_rtype": "bytes", "_rvalue": 0}}, [b"a"])


class Errors(unittest.TestCase):
    def test_an_exception_is_of_its_class_on_the_other_side(self):
        for kind in (TypeError, ValueError, KeyError, FileNotFoundError, ZeroDivisionError):
            with self.assertRaises(kind) as caught:
                raise echo(kind("no number"))
            self.assertEqual(caught.exception.name, kind.__name__)
        self.assertIsInstance(decode({"_rtype": "error", "_rname": "RangeError"}), ValueError)

    def test_ours_keep_code_and_details(self):
        error = echo(ImjoyError("RPC_BUSY", "m", {"limit": 5}))
        self.assertIsInstance(error, ImjoyError)
        self.assertEqual((error.code, error.details.limit, str(error)), ("RPC_BUSY", 5, "m"))

    def test_causes_members_and_traceback_come_along(self):
        class TooSmall(Exception):
            def __init__(self, least):
                super().__init__(f"less than {least}")
                self.least = least
                self._secret = 1
                self.lock = (item for item in [])

        try:
            try:
                {}["k"]
            except KeyError as missing:
                raise TooSmall(6) from missing
        except TooSmall as error:
            encoded, buffers = encode(error)
        self.assertEqual(encoded["_rmembers"], {"least": 6})
        error = decode(encoded, buffers)
        self.assertEqual((error.name, error.least, str(error)), ("TooSmall", 6, "less than 6"))
        self.assertIsInstance(error.__cause__, KeyError)
        self.assertIn("raise TooSmall(6) from missing", error.stack)

    def test_members_cannot_replace_what_an_error_is(self):
        members = {"args": 1, "message": "x", "__class__": 5, "with_traceback": 1, "status": 404}
        error = decode({"_rtype": "error", "_rmessage": "m", "_rmembers": members})
        self.assertEqual((str(error), error.message, error.status), ("m", "m", 404))
        self.assertEqual(error.args, ("m",))

    def test_an_error_that_cannot_be_shown_is_one_all_the_same(self):
        class Broken(Exception):
            def __str__(self):
                raise RuntimeError

        self.assertEqual(echo(Broken()).name, "Broken")

    def test_a_future_of_asyncio_is_no_list(self):
        loop = asyncio.new_event_loop()
        self.addCleanup(loop.close)
        with self.assertRaisesRegex(Exception, "awaitables"):
            encode(loop.create_future())


if __name__ == "__main__":
    unittest.main()
