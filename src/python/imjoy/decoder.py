"""Reads one encoded value. Nothing about it is trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Dict, Sequence

from .dotdict import dotdict
from .errors import ImjoyError
from .limits import MAX_DEPTH
from .value_codec import Fields, malformed

if TYPE_CHECKING:
    from .encoder import References

#: Types whose codecs take the bytes as the transport has them, to spare a copy.
_TAKES_BUFFER = frozenset(("ndarray", "typedarray", "memoryview", "file", "blob"))


class Decoder:
    """For one value only."""

    def __init__(
        self,
        readers: Dict[str, Callable[[Fields], Any]],
        references: References,
        buffers: Sequence[Any],
    ) -> None:
        self._readers = {
            **readers,
            "bytes": self._read_bytes,
            "callback": references.read,
            "interface": references.read,
        }
        self._buffers = buffers
        self._depth = 0

    def decode(self, value: Any) -> Any:
        """Raises ``VALUE_MALFORMED``."""
        if not isinstance(value, (dict, list)):
            return value
        if self._depth == MAX_DEPTH:
            why = f"an encoded value is nested more than {MAX_DEPTH} levels deep"
            raise ImjoyError("VALUE_MALFORMED", why)
        self._depth += 1
        decoded = (
            [self.decode(item) for item in value]
            if isinstance(value, list)
            else self._decode_object(value)
        )
        self._depth -= 1
        return decoded

    def _decode_object(self, value: Fields) -> Any:
        rtype = value.get("_rtype")
        fields: Fields = {}
        for key, member in value.items():
            takes_buffer = key == "_rvalue" and _is_bytes(member) and _is_among(rtype)
            fields[key] = self._buffer(member) if takes_buffer else self.decode(member)
        reader = self._readers.get(rtype) if isinstance(rtype, str) else None
        return reader(fields) if reader else dotdict(fields)

    def _read_bytes(self, fields: Fields) -> bytes:
        buffer = self._buffer(fields)
        return buffer if isinstance(buffer, bytes) else bytes(buffer)

    def _buffer(self, fields: Fields) -> Any:
        index = fields.get("_rvalue")
        if type(index) is not int or not 0 <= index < len(self._buffers):
            raise malformed(fields, "there are no such bytes")
        return self._buffers[index]


def _is_bytes(member: Any) -> bool:
    return isinstance(member, dict) and member.get("_rtype") == "bytes"


def _is_among(rtype: Any) -> bool:
    return isinstance(rtype, str) and rtype in _TAKES_BUFFER
