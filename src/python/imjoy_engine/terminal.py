"""A terminal for a page that shows it: what ``imjoy engine --terminal`` allows."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pwd
import signal
import struct
import subprocess
import sys
import termios
from typing import Any, Awaitable, Callable, Optional, Sequence

#: Bytes of output that are told at a time.
CHUNK = 1 << 16

#: Makes the terminal that it was started on its own, and becomes the command.
OWN_TERMINAL = (
    "import fcntl, os, sys, termios;"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execvp(sys.argv[1], sys.argv[1:])"
)


class Terminal:
    """A plugin that runs one command, by default the user's shell, in a terminal of its own."""

    def __init__(self) -> None:
        if os.environ.get("IMJOY_TERMINAL") != "1":
            raise PermissionError("the engine was started without --terminal")
        self._loop = asyncio.get_event_loop()
        self._master = -1
        self._process: Optional["subprocess.Popen[bytes]"] = None
        self._turn = asyncio.Lock()

    def setup(self) -> None:
        """Nothing runs before a page opens it."""

    async def run(
        self,
        command: Optional[Sequence[str]],
        rows: int,
        columns: int,
        on_output: Callable[[bytes], Awaitable[Any]],
    ) -> int:
        """
        Runs the command. Of its output the next piece is read when the page has taken the last one.

        :return: its exit code, minus the signal that ended it
        """
        self._master, slave = os.openpty()
        os.set_blocking(self._master, False)
        self.resize(rows, columns)
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", OWN_TERMINAL, *(command or [login_shell()])],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                cwd=os.environ.get("WORK_DIR"),
                # Of more colours than these a page with a strict policy shows none.
                env={**os.environ, "TERM": "xterm-256color"},
                start_new_session=True,
            )
        finally:
            os.close(slave)
        while True:
            output = await self._read()
            if not output:
                break
            await on_output(output)
        return await self._loop.run_in_executor(None, self._process.wait)

    async def write(self, text: str) -> None:
        """What is typed; waits until the command has room for it."""
        rest = memoryview(text.encode())
        async with self._turn:
            while rest:
                await self._ready(self._loop.add_writer, self._loop.remove_writer)
                try:
                    rest = rest[os.write(self._master, rest) :]
                except BlockingIOError:
                    continue

    def resize(self, rows: int, columns: int) -> None:
        """In characters."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def exit(self) -> None:
        """What runs in it is told that the terminal is gone, as by one that is closed."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGHUP)

    async def _read(self) -> bytes:
        """Empty when nobody can write any more."""
        while True:
            await self._ready(self._loop.add_reader, self._loop.remove_reader)
            try:
                return os.read(self._master, CHUNK)
            except BlockingIOError:
                continue
            except OSError:
                # So Linux says that the other end is closed.
                return b""

    async def _ready(
        self,
        add: Callable[..., Any],
        remove: Callable[[int], Any],
    ) -> None:
        ready = self._loop.create_future()
        add(self._master, lambda: ready.done() or ready.set_result(None))
        try:
            await ready
        finally:
            remove(self._master)


def login_shell() -> str:
    return os.environ.get("SHELL") or pwd.getpwuid(os.getuid()).pw_shell or "/bin/sh"
