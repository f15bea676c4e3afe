"""
Writes values for the wire and reads them back. ``test/golden/wire`` holds what the result looks
like; bytes stand beside the JSON text, and are written as their index there.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Sequence, Tuple
from weakref import WeakKeyDictionary

from .abort_signal import ABORT_SIGNAL_CODEC
from .arrays import ARRAY_CODECS
from .builtin_codecs import BUILTIN_CODECS
from .decoder import Decoder
from .encoder import Encoder, References, Settled
from .error_codec import ERROR_CODEC
from .errors import ImjoyError
from .files import FILE_CODECS
from .shapes import SHAPES
from .value_codec import ValueCodec

Writer = Callable[[Any, Encoder], Any]


class Codec:
    """The kinds of values that one side knows."""

    def __init__(self) -> None:
        self._entries: List[ValueCodec] = [
            *(*ARRAY_CODECS, *FILE_CODECS, ERROR_CODEC, ABORT_SIGNAL_CODEC),
            *(*BUILTIN_CODECS, *SHAPES),
        ]
        self._index()

    def encode(self, value: Any, references: References, settled: Settled) -> Tuple[Any, Encoder]:
        """The encoded value, and the encoder, which has its buffers and can take it back."""
        encoder = Encoder(self, references, settled)
        return encoder.encode_root(value), encoder

    def decode(self, value: Any, buffers: Sequence[Any], references: References) -> Any:
        """Raises ``VALUE_MALFORMED``."""
        try:
            return Decoder(self._readers, references, buffers).decode(value)
        except RecursionError:
            raise ImjoyError("VALUE_MALFORMED", "an encoded value is nested too deep") from None

    def register(self, entry: ValueCodec) -> None:
        """Adds an entry before all others, or replaces the one of the same type."""
        self._entries = [entry, *(e for e in self._entries if e.rtype != entry.rtype)]
        self._index()

    def writer_of(self, kind: type) -> Writer:
        """Asked about every object of every value, so a class is looked for only once."""
        writer = self._writers.get(kind)
        if writer is None:
            # The last shape matches everything.
            writer = next(e.encode for e in self._entries if e.matches and e.matches(kind))
            self._writers[kind] = writer
        return writer

    def _index(self) -> None:
        self._writers: WeakKeyDictionary[type, Writer] = WeakKeyDictionary()
        self._readers: Dict[str, Any] = {
            entry.rtype: entry.decode for entry in self._entries if entry.decode
        }
