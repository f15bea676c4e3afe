"""What an object shows to other plugins: its public members."""

from __future__ import annotations

import inspect
from types import ModuleType
from typing import Any, Iterator, Tuple


class Member:
    """A function of an object or a dict, looked up when it is called: a plugin may replace it."""

    def __init__(self, owner: Any, key: str) -> None:
        self.owner = owner
        self.key = key
        self.__name__ = key

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        owner = self.owner
        function = owner[self.key] if isinstance(owner, dict) else getattr(owner, self.key)
        return function(*args, **kwargs)


def public_members(owner: Any) -> Iterator[Tuple[str, Any]]:
    """
    Names without a leading underscore, and what they stand for. Properties are left out: reading
    one may do work.
    """
    if isinstance(owner, dict):
        names = [key for key in owner if isinstance(key, str)]
    else:
        names = vars(owner) if isinstance(owner, ModuleType) else dir(owner)
    for name in list(names):
        if name.startswith("_"):
            continue
        if isinstance(owner, dict):
            yield name, owner[name]
        elif not _is_computed(owner, name):
            yield name, getattr(owner, name, None)


def _is_computed(owner: Any, name: str) -> bool:
    found = inspect.getattr_static(owner, name, None)
    return inspect.isdatadescriptor(found) and not inspect.ismemberdescriptor(found)

