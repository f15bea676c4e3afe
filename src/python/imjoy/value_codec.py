"""How values that plain JSON cannot express are written and read: one entry, one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Dict, NamedTuple, Optional

from .errors import ImjoyError

if TYPE_CHECKING:
    from .encoder import Encoder

#: An object with an ``_rtype``; every field is the other side's word only.
Fields = Dict[str, Any]


class ValueCodec(NamedTuple):
    """One kind of value."""

    #: The ``_rtype`` on the wire.
    rtype: str
    #: Whether this entry writes the values of a class. One without only reads.
    matches: Optional[Callable[[type], bool]] = None
    encode: Optional[Callable[[Any, Encoder], Any]] = None
    #: Gives the value, its members being decoded already; raises ``VALUE_MALFORMED``.
    decode: Optional[Callable[[Fields], Any]] = None


def instances_of(*kinds: type) -> Callable[[type], bool]:
    """Matches classes and those derived of them."""
    return lambda kind: issubclass(kind, kinds)


def malformed(fields: Fields, why: str) -> ImjoyError:
    return ImjoyError("VALUE_MALFORMED", f"an encoded {fields['_rtype']} is wrong: {why}")


def unsupported(kind: type, why: str = "") -> ImjoyError:
    message = f"an object of type {kind.__qualname__}{why} cannot be sent to another plugin"
    return ImjoyError("VALUE_UNSUPPORTED", message)
