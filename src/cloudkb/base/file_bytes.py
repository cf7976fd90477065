"""What a fact file holds, byte by byte."""

from cloudkb.base.scan import MAX_FILE, ScannedFile
from cloudkb.language import worded
from cloudkb.plainfile import read_plain, reason


def read_bytes(entry: ScannedFile) -> bytes | str:
    """What a file holds, or why it cannot be read."""
    if entry.supposed is not None:
        return entry.supposed
    try:
        return read_plain(entry.path, MAX_FILE)
    except OSError as error:
        return worded("this file cannot be read: {why}", why=reason(error))


def hash_bytes(data: bytes) -> str:
    """SHA-256 in hex."""
    import hashlib

    return hashlib.sha256(data).hexdigest()
