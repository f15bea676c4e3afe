"""What ``api.export(obj)`` offers."""

from __future__ import annotations

from types import ModuleType
from typing import Any, Dict, Mapping

from .errors import ImjoyError
from .members import Member, public_members

#: Functions of the host that an exported object has too, unless it brings its own.
FORWARDED = ("close", "on", "off", "emit", "resize", "show", "hide", "refresh")

_MAX_DEPTH = 8


def to_interface(exported: Any, forwarded: Mapping[str, Any]) -> Dict[str, Any]:
    """
    Functions, numbers, texts and booleans, and dicts of these, of an instance, a dict or a module.
    Names with a leading underscore stay private. Functions are looked up when they are called.
    Raises ``PLUGIN_EXPORT`` for anything else, such as a class.
    """
    if not _can_be_exported(exported):
        raise ImjoyError(
            "PLUGIN_EXPORT", f"export needs an instance or a dict, not {_describe(exported)}"
        )
    for name, function in forwarded.items():
        _add(exported, name, function)
    return {"_rintf": True, **_describe_members(exported, 0)}


def _can_be_exported(value: Any) -> bool:
    if isinstance(value, (dict, ModuleType)):
        return True
    plain = (type(None), str, int, float, complex, bytes, bytearray, list, tuple, set, frozenset)
    return not callable(value) and not isinstance(value, plain)


def _describe(value: Any) -> str:
    if isinstance(value, type):
        return f"the class {value.__name__}: export {value.__name__}()"
    return f"the function {value.__name__}" if hasattr(value, "__name__") else repr(value)[:100]


def _add(owner: Any, name: str, function: Any) -> None:
    if isinstance(owner, dict):
        owner.setdefault(name, function)
    elif not hasattr(owner, name):
        try:
            setattr(owner, name, function)
        except AttributeError:  # an instance with slots
            pass


def _describe_members(owner: Any, depth: int) -> Dict[str, Any]:
    members: Dict[str, Any] = {}
    for key, member in public_members(owner):
        if callable(member):
            members[key] = Member(owner, key)
        elif isinstance(member, (str, int, float)):
            members[key] = member
        elif isinstance(member, dict) and depth < _MAX_DEPTH:
            members[key] = _describe_members(member, depth + 1)
    return members
