"""Started by the engine: ``python imjoy_engine NAME``, with a socket as file descriptor 3."""

from __future__ import annotations

import os
import sys

# Beside this folder is the package `imjoy`; nothing of this folder is a module of its own.
sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from imjoy_engine.main import main  # noqa: E402

main(sys.argv[1])
