"""Files and blobs of the browser, readable like any binary file of Python."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Optional, Union

from .value_codec import Fields, ValueCodec, instances_of, malformed

if TYPE_CHECKING:
    from .encoder import Encoder


class Blob(io.BytesIO):
    """Bytes with a media type."""

    def __init__(self, content: Union[bytes, str] = b"", mime: str = "") -> None:
        super().__init__(content.encode() if isinstance(content, str) else content)
        self.mime = mime


class File(Blob):
    """A blob with a name, and the relative path it was dropped or chosen with."""

    def __init__(
        self,
        content: Union[bytes, str] = b"",
        name: str = "file",
        mime: str = "",
        path: Optional[str] = None,
    ) -> None:
        super().__init__(content, mime)
        self.name = name
        self.path = name if path is None else path


def _encode_blob(blob: Blob, encoder: Encoder) -> Fields:
    return {"_rtype": "blob", "_rvalue": encoder.bytes(blob.getvalue()), "_rmime": blob.mime}


def _encode_file(file: File, encoder: Encoder) -> Fields:
    blob = _encode_blob(file, encoder)
    return {**blob, "_rtype": "file", "_rname": file.name, "_rpath": file.path}


def _decode_blob(fields: Fields) -> Blob:
    return Blob(_content_of(fields), _text(fields, "_rmime") or "")


def _decode_file(fields: Fields) -> File:
    name, path = _text(fields, "_rname") or "file", _text(fields, "_rpath")
    return File(_content_of(fields), name, _text(fields, "_rmime") or "", path)


def _content_of(fields: Fields) -> Union[bytes, str]:
    """Bytes or text; what stands in for them may be a blob already."""
    content = fields.get("_rvalue")
    if isinstance(content, Blob):
        return content.getvalue()
    if isinstance(content, (bytes, bytearray, memoryview, str)):
        return content
    raise malformed(fields, "no content")


def _text(fields: Fields, key: str) -> Optional[str]:
    value = fields.get(key)
    return value if isinstance(value, str) else None


FILE_CODECS = (
    ValueCodec("file", instances_of(File), _encode_file, _decode_file),
    ValueCodec("blob", instances_of(Blob), _encode_blob, _decode_blob),
)
