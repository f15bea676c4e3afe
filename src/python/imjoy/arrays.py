"""
Codecs of arrays: numpy's where numpy is there, :class:`NdArray` where it is not. Elements travel in
C order, in little endian.
"""

from __future__ import annotations

import math
import struct
import sys
from array import array
from typing import TYPE_CHECKING, Any, List, NamedTuple, Optional, Sequence, Tuple

from .value_codec import Fields, ValueCodec, instances_of, malformed, unsupported

if TYPE_CHECKING:
    from .encoder import Encoder


class _Dtype(NamedTuple):
    #: As the struct module names an element.
    format: str
    #: As numpy names it.
    numpy: str


_DTYPES = {
    "bool": _Dtype("?", "?"),
    "int8": _Dtype("b", "<i1"),
    "uint8": _Dtype("B", "<u1"),
    "uint8_clamped": _Dtype("B", "<u1"),
    "int16": _Dtype("h", "<i2"),
    "uint16": _Dtype("H", "<u2"),
    "int32": _Dtype("i", "<i4"),
    "uint32": _Dtype("I", "<u4"),
    "int64": _Dtype("q", "<i8"),
    "uint64": _Dtype("Q", "<u8"),
    "float16": _Dtype("e", "<f2"),
    "float32": _Dtype("f", "<f4"),
    "float64": _Dtype("d", "<f8"),
}


class NdArray:
    """An n-d array where there is no numpy: its elements are bytes in C order."""

    def __init__(self, shape: Tuple[int, ...], dtype: str, data: memoryview) -> None:
        self.shape = shape
        self.dtype = dtype
        self.data = data

    def items(self) -> Tuple[Any, ...]:
        """All elements, in C order."""
        element = _DTYPES[self.dtype].format
        return struct.unpack(f"<{math.prod(self.shape)}{element}", self.data)

    def tolist(self) -> Any:
        """The elements as nested lists, like numpy's ``tolist``."""
        items: List[Any] = list(self.items())
        for length in reversed(self.shape[1:]):
            count = len(items) // length if length else math.prod(self.shape[:-1])
            items = [items[i * length : (i + 1) * length] for i in range(count)]
        return items if self.shape else items[0]

    def __repr__(self) -> str:
        return f"NdArray(shape={self.shape}, dtype={self.dtype!r})"


def ndarray(data: Any, shape: Optional[Sequence[int]] = None, dtype: Optional[str] = None) -> Any:
    """
    An n-d array of what has bytes: numpy's where numpy is there.

    :param shape: one dimension by default
    :param dtype: such as ``uint8``; that of the data by default
    """
    view = memoryview(data)
    fields = {"_rtype": "ndarray", "_rdtype": dtype or _dtype_of(view.format, view.itemsize)}
    return _read_array({**fields, "_rvalue": view}, None if shape is None else list(shape))


def _dtype_of(code: str, size: int) -> str:
    """The name of what the struct and array modules know by a letter."""
    letter = code.lstrip("@=<>")
    kind = "float" if letter in "efd" else "int" if letter in "bhilqn" else "uint"
    return f"{kind}{8 * size}"


def _read_array(fields: Fields, shape: Optional[List[int]]) -> Any:
    dtype = fields.get("_rdtype")
    known = _DTYPES.get(dtype) if isinstance(dtype, str) else None
    if known is None:
        raise malformed(fields, f"unknown dtype {dtype}")
    data = _writable(fields)
    count, rest = divmod(len(data), struct.calcsize(f"<{known.format}"))
    if rest:
        raise malformed(fields, f"{len(data)} bytes do not fit {dtype}")
    if shape is None:
        shape = [count]
    elif math.prod(shape) != count:
        raise malformed(fields, f"shape {shape}, {count} elements")
    try:
        import numpy
    except ImportError:
        return NdArray(tuple(shape), dtype, data)
    try:
        return numpy.ndarray(shape, known.numpy, data)
    except (ValueError, OverflowError) as error:  # more axes than numpy has, or longer ones
        raise malformed(fields, str(error)) from None


def _writable(fields: Fields) -> memoryview:
    """The bytes of an array, which its owner may change: a copy where the transport keeps them."""
    try:
        data = memoryview(fields.get("_rvalue")).cast("B")
    except TypeError:
        raise malformed(fields, "no bytes") from None
    return memoryview(bytearray(data)) if data.readonly else data


def _decode_ndarray(fields: Fields) -> Any:
    shape = fields.get("_rshape")
    if not isinstance(shape, list) or not all(type(n) is int and n >= 0 for n in shape):
        raise malformed(fields, f"shape {shape}")
    return _read_array(fields, shape)


def _decode_typed_array(fields: Fields) -> Any:
    return _read_array(fields, None)


def _ndarray(dtype: str, shape: Tuple[int, ...], data: Any) -> Fields:
    return {"_rtype": "ndarray", "_rdtype": dtype, "_rshape": list(shape), "_rvalue": data}


def _encode_nd_array(value: NdArray, encoder: Encoder) -> Fields:
    return _ndarray(value.dtype, value.shape, encoder.bytes(value.data))


def _is_numpy_scalar(kind: type) -> bool:
    """Whoever has a scalar of numpy has imported numpy."""
    numpy = sys.modules.get("numpy")
    return numpy is not None and issubclass(kind, getattr(numpy, "generic", ()))


def _is_array_like(kind: type) -> bool:
    """Arrays of numpy, and the tensors and images that give themselves as such."""
    if "numpy" not in sys.modules or _is_numpy_scalar(kind):
        return False
    return hasattr(kind, "__array__") or hasattr(kind, "__array_interface__")


def _encode_numpy(value: Any, encoder: Encoder) -> Fields:
    numpy = sys.modules["numpy"]
    elements = numpy.asarray(value)
    name = elements.dtype.name
    if name not in _DTYPES:
        raise unsupported(type(value), f" with elements of type {name}")
    compact = numpy.asarray(elements, dtype=_DTYPES[name].numpy, order="C")
    return _ndarray(name, compact.shape, encoder.bytes(compact.reshape(-1).view("u1").data))


def _encode_numpy_scalar(value: Any, encoder: Encoder) -> Any:
    numpy = sys.modules["numpy"]
    if isinstance(value, numpy.datetime64):
        if numpy.isnat(value):
            return None
        return {"_rtype": "date", "_rvalue": int(value.astype("datetime64[ms]").astype("int64"))}
    plain = value.item()
    if isinstance(plain, numpy.generic):  # a precision that Python has no number for
        raise unsupported(type(value))
    return encoder.encode(plain)


def _encode_typed_array(value: array, encoder: Encoder) -> Fields:
    if value.typecode in "uw":
        raise unsupported(type(value), " of characters")
    data = value
    if sys.byteorder == "big":
        data = array(value.typecode, value)
        data.byteswap()
    dtype = _dtype_of(value.typecode, value.itemsize)
    return {"_rtype": "typedarray", "_rdtype": dtype, "_rvalue": encoder.bytes(data)}


def _encode_view(value: memoryview, encoder: Encoder) -> Fields:
    return {"_rtype": "memoryview", "_rvalue": encoder.bytes(value)}


ARRAY_CODECS = (
    ValueCodec("ndarray", instances_of(NdArray), _encode_nd_array, _decode_ndarray),
    ValueCodec("numpy", _is_array_like, _encode_numpy),
    ValueCodec("numpy scalar", _is_numpy_scalar, _encode_numpy_scalar),
    ValueCodec("typedarray", instances_of(array), _encode_typed_array, _decode_typed_array),
    ValueCodec("memoryview", instances_of(memoryview), _encode_view, _writable),
)
