"""Objects as JavaScript plugins know them: ``ctx.config.x`` beside ``ctx["config"]["x"]``."""

from __future__ import annotations

from typing import Any


class dotdict(dict):
    """
    A dict whose members are attributes too; one that is missing is None. A function among the
    members comes before the dict's own method of that name, so that ``plugin.update()`` calls the
    plugin; ``obj["items"]`` reaches any other member.
    """

    __slots__ = ("__weakref__",)

    def __getattribute__(self, name: str) -> Any:
        member = dict.get(self, name)
        if callable(member) and not name.startswith("__"):
            return member
        return super().__getattribute__(name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return dict.get(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __delattr__(self, name: str) -> None:
        try:
            del self[name]
        except KeyError:
            raise AttributeError(name) from None

    def copy(self) -> dotdict:
        return dotdict(self)
