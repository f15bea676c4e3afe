"""What workers need of this library, as one file that Dask brings to them."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

_FOLDER = Path(__file__).resolve().parent.parent
_PACKAGES = ("imjoy", "imjoy_dask")


@contextmanager
def packed() -> Iterator[str]:
    """The path of it, while it is there; its name tells its contents."""
    files = sorted(file for name in _PACKAGES for file in (_FOLDER / name).glob("*.py"))
    contents = {str(file.relative_to(_FOLDER)): file.read_bytes() for file in files}
    name = hashlib.sha256(repr(contents).encode()).hexdigest()[:16]
    with tempfile.TemporaryDirectory(prefix="imjoy-dask-") as folder:
        path = Path(folder) / f"imjoy-{name}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file, content in contents.items():
                archive.writestr(file, content)
        yield str(path)
