"""The codec of errors: name, message, traceback, code, cause, and what else can be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from .errors import ImjoyError, RemoteError, message_of, remote_error
from .traceback_text import traceback_text
from .value_codec import Fields, ValueCodec, instances_of

if TYPE_CHECKING:
    from .encoder import Encoder

#: Attributes that have fields of their own, or that nobody else may set.
_STANDARD = frozenset("name message stack code cause details args with_traceback add_note".split())


def _encode_error(error: BaseException, encoder: Encoder) -> Fields:
    remote = error if isinstance(error, RemoteError) else None
    name = remote.name if remote else type(error).__name__
    message = message_of(error)
    fields: Fields = {
        "_rtype": "error",
        "_rvalue": f"{name}: {message}",
        "_rname": name,
        "_rmessage": message,
        "_rstack": traceback_text(error),
    }
    code = getattr(error, "code", None)
    if isinstance(code, (str, int, float)):
        fields["_rcode"] = encoder.encode(code)
    if isinstance(error, ImjoyError):
        fields["_rdetails"] = encoder.attempt("details", error.details) or {}
    cause = remote.cause if remote else error.__cause__
    if cause is not None:
        encoded = encoder.attempt("cause", cause)
        fields["_rcause"] = message_of(cause) if encoded is None else encoded
    members = _encode_members(error, encoder)
    if members:
        fields["_rmembers"] = members
    return fields


def _encode_members(error: BaseException, encoder: Encoder) -> Fields:
    members = {}
    for key, member in vars(error).items():
        if key.startswith("_") or key in _STANDARD:
            continue
        encoded = encoder.attempt(key, member)
        if encoded is not None:
            members[key] = encoded
    return members


def _decode_error(fields: Fields) -> RemoteError:
    message = _text(fields.get("_rmessage"))
    if message is None:
        message = _text(fields.get("_rvalue")) or ""
    details = fields.get("_rdetails")
    error = remote_error(
        _text(fields.get("_rname")) or "Error",
        message,
        stack=_text(fields.get("_rstack")),
        code=fields.get("_rcode"),
        cause=fields.get("_rcause"),
        details=details if isinstance(details, dict) else None,
    )
    members = fields.get("_rmembers")
    if isinstance(members, dict):
        for key, member in dict.items(members):
            if key not in _STANDARD and not key.startswith("_"):
                setattr(error, key, member)
    return error


def _text(value: Any) -> Optional[str]:
    return value if isinstance(value, str) else None


ERROR_CODEC = ValueCodec("error", instances_of(BaseException), _encode_error, _decode_error)
