"""The ``api`` of a plugin: what the host offers, and the few functions that need no host."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from typing import Any, Callable, Dict, FrozenSet, Iterable, List, Mapping, NamedTuple, Optional

from .dotdict import dotdict
from .errors import ImjoyError
from .host_free import FUNCTIONS as HOST_FREE
from .interface import FORWARDED, to_interface
from .promise import Promise
from .session import Session
from .value_codec import ValueCodec, instances_of

#: The function of the host that takes what a plugin exports.
HOST_EXPORT = "$export"

#: The connection over which what is running was called: where a plugin serves several pages, its own host.
current_session: ContextVar[Optional[Session]] = ContextVar("current_session", default=None)


class HostMember:
    """
    A function of the host, or what holds some: ``api.utils``. Found by its name when it is called,
    so that it can be taken before the host is there.
    """

    def __init__(self, owner: Api, path: str) -> None:
        self._owner = owner
        self._path = path
        self.__name__ = path.rpartition(".")[2]

    def __call__(self, /, *args: Any, **kwargs: Any) -> Promise:
        return self._owner._host(self._path).session.call(self._path, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        return self._owner._member(f"{self._path}.{name}")

    def __dir__(self) -> Iterable[str]:
        return self._owner._names_in(f"{self._path}.")

    def __repr__(self) -> str:
        return f"<api.{self._path}>"


class Host(NamedTuple):
    """A page that a plugin serves: how to reach it, and what it offers."""

    session: Session
    methods: FrozenSet[str]
    constants: Mapping[str, Any]


class Api:
    """
    One for the plugin of the process, and empty until :meth:`_connect`. Of several hosts the one is meant whose
    call is being answered, else the one that came last.
    """

    def __init__(self) -> None:
        self._hosts: Dict[Session, Host] = {}
        #: What is offered when there is no host any more.
        self._last: Optional[Host] = None
        self._codecs: List[ValueCodec] = []
        self._exported: Optional[Dict[str, Any]] = None

    def export(self, exported: Any, config: Any = None) -> Promise:
        """
        Offers the members of an instance, a dict or a module. Exporting again replaces what was
        exported. Raises ``PLUGIN_EXPORT`` at once for anything else.
        """
        host = self._host("export")
        forwarded = {name: self._member(name) for name in FORWARDED if name in host.methods}
        self._exported = to_interface(exported, forwarded)
        for session in self._hosts:
            if session is not host.session:
                session.call(HOST_EXPORT, [self._exported]).catch(lambda _error: None)
        return host.session.call(HOST_EXPORT, [self._exported])

    def init(self, config: Any = None) -> Promise:
        return self.export({"setup": lambda: None})

    def registerCodec(self, codec: Optional[Mapping[str, Any]] = None, **named: Any) -> None:
        """A codec for a class: ``name``, ``type``, ``encoder`` and ``decoder``."""
        entry = _to_value_codec(**{**(codec or {}), **named})
        self._codecs.append(entry)
        for session in self._hosts:
            session.codec.register(entry)

    def disposeObject(self, _object: Any) -> Promise:
        """Nothing is left to do: objects end when nobody holds them."""
        return _done(self._host("disposeObject").session.loop)

    def dispose(self) -> Optional[Promise]:
        host = self._current()
        return self._member("close")() if host and "close" in host.methods else None

    def onLoad(self, callback: Callable[[], Any]) -> Any:
        return callback()

    onload = onLoad

    def __getattr__(self, name: str) -> Any:
        return self._member(name)

    def __dir__(self) -> Iterable[str]:
        return {*super().__dir__(), *self._names_in("")}

    # For who runs plugins.

    def _connect(
        self, session: Session, methods: Iterable[str], constants: Mapping[str, Any]
    ) -> None:
        """
        :param methods: dotted names of the host's functions
        :param constants: values beside them
        """
        dotted = {key: _dotted(value) for key, value in constants.items()}
        self._last = self._hosts[session] = Host(session, frozenset(methods), dotted)
        for codec in self._codecs:
            session.codec.register(codec)

    def _disconnect(self, session: Session) -> None:
        self._hosts.pop(session, None)

    def _exported_function(self, name: str) -> Optional[Callable[..., Any]]:
        """A function of what was exported last: ``exit``."""
        function = (self._exported or {}).get(name)
        return function if callable(function) else None

    def _current(self) -> Optional[Host]:
        asking = current_session.get()
        if asking in self._hosts:
            return self._hosts[asking]
        return next(reversed(list(self._hosts.values())), self._last)

    def _host(self, name: str) -> Host:
        host = self._current()
        if host is None:
            raise ImjoyError("RPC_CLOSED", f"api.{name} was called before the host was connected")
        return host

    def _member(self, path: str) -> Any:
        if path.rpartition(".")[2].startswith("__"):
            raise AttributeError(path)
        if path in HOST_FREE:
            return HOST_FREE[path]
        host = self._current()
        if host and path in host.constants:
            return host.constants[path]
        if host is None or path in host.methods or self._names_in(f"{path}."):
            return HostMember(self, path)
        raise AttributeError(f"the host has no api.{path}")

    def _names_in(self, prefix: str) -> Iterable[str]:
        host = self._current()
        names = (
            name[len(prefix) :]
            for name in (*(host.methods if host else ()), *HOST_FREE)
            if name.startswith(prefix)
        )
        constants = set(host.constants) if host and not prefix else set()
        return {name.partition(".")[0] for name in names} | constants


def _done(loop: asyncio.AbstractEventLoop) -> Promise:
    promise = Promise(loop)
    promise.resolve(None)
    return promise


def _dotted(value: Any) -> Any:
    """Constants are read as what calls give is."""
    if isinstance(value, dict):
        return dotdict((key, _dotted(member)) for key, member in value.items())
    return [_dotted(item) for item in value] if isinstance(value, list) else value


def _to_value_codec(
    name: Any = None, type: Any = None, encoder: Any = None, decoder: Any = None
) -> ValueCodec:
    if not isinstance(name, str) or not name:
        raise ImjoyError("ARGUMENT", "registerCodec needs a name")

    def encode(value: Any, writer: Any) -> Any:
        fields = dict(encoder(value) if encoder else vars(value))
        return writer.encode({"_rtype": name, **fields})

    def decode(fields: Dict[str, Any]) -> Any:
        return decoder(dotdict(fields)) if decoder else dotdict(fields)

    return ValueCodec(name, instances_of(type) if type else None, encode, decode)


#: What ``from imjoy import api`` gives.
api = Api()
