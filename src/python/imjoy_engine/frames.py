"""
The frames on the socket between the engine and a plugin::

    u32 length of the header, u64 length of the body, header (JSON list), body

``["message", peer, sizes]`` begins a message to or from one page: a text and buffers of those sizes, of which the body
has the beginning, and ``["more", peer]`` what follows; ``["credit", peer, bytes]`` says that so many were taken. What
has begun goes on without; then there has to be some before another message begins. All
other frames have no body and pass at once: ``attach``, ``detach``, ``limit``, ``ping``, ``pong``, ``exit``, ``ready``.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any, List, Tuple, Union

_LENGTHS = struct.Struct(">IQ")

#: Bytes of one body: other frames pass between two of them.
PART = 1 << 20

#: Bytes on their way to one peer that are not yet taken.
WINDOW = 8 << 20

Bytes = Union[bytes, bytearray, memoryview]


def write_frame(channel: socket.socket, header: List[Any], body: Bytes = b"") -> None:
    text = json.dumps(header).encode()
    channel.sendall(_LENGTHS.pack(len(text), len(body)) + text)
    if body:
        channel.sendall(body)


def read_header(channel: socket.socket) -> Tuple[List[Any], int]:
    """The next header, and how long the body is that has yet to be read. Raises EOFError at the end."""
    text_length, body_length = _LENGTHS.unpack(_read(channel, _LENGTHS.size))
    return json.loads(_read(channel, text_length)), body_length


def read_into(channel: socket.socket, target: memoryview) -> None:
    while target:
        count = channel.recv_into(target)
        if count == 0:
            raise EOFError("the engine is gone")
        target = target[count:]


def _read(channel: socket.socket, length: int) -> bytearray:
    data = bytearray(length)
    read_into(channel, memoryview(data))
    return data
