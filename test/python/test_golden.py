"""The codec writes and reads what every codec of the wire does."""

import json
import unittest

from notation import Foreign, fits, from_notation, to_wire, without_stacks
from support import ROOT, decode, encode

CASES = [
    {**case, "file": path.stem}
    for path in sorted((ROOT / "test" / "golden" / "wire").glob("*.json"))
    for case in json.loads(path.read_text("utf-8"))["cases"]
]

#: What only another language has a value for; all other cases must be written.
FOREIGN = {
    "float16",
    "uint8_clamped",
    "undefined alone",
    "undefined as an item",
    "undefined as a member",
    "a small bigint",
    "an invalid date",
    "a regular expression",
    "members",
}


class Golden(unittest.TestCase):
    def test_every_case_is_read(self):
        cases = [case for case in CASES if case.get("only") != "encode"]
        self.assertGreater(len(cases), 50)
        for case in cases:
            with self.subTest(case["name"], file=case["file"]):
                buffers = []
                encoded = json.loads(json.dumps(to_wire(case["encoded"], buffers)))
                value = decode(encoded, buffers)
                self.assertTrue(fits(value, case["value"]), repr(value))

    def test_every_case_python_has_a_value_for_is_written(self):
        foreign = set()
        for case in CASES:
            if case.get("only") == "decode":
                continue
            with self.subTest(case["name"], file=case["file"]):
                try:
                    value = from_notation(case["value"])
                except Foreign:
                    foreign.add(case["name"])
                    continue
                buffers = []
                expected = to_wire(case["encoded"], buffers)
                encoded, sent = encode(value)
                self.assert_same(without_stacks(json.loads(json.dumps(encoded))), expected)
                self.assertEqual(sent, buffers)
        self.assertEqual(foreign, FOREIGN)

    def assert_same(self, encoded, expected):
        """The members of a set have no order in Python."""
        sets = {"_rtype": "set"}.items()
        if isinstance(expected, dict) and sets <= expected.items():
            self.assertCountEqual(encoded["_rvalue"], expected["_rvalue"])
        else:
            self.assertEqual(encoded, expected)


if __name__ == "__main__":
    unittest.main()
