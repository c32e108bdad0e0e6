"""Bytes -> a file that is there whole or not at all."""

import os
import tempfile
from pathlib import Path

from scenarios import refusals
from scenarios.exports.failure import ExportError


def write(path, content, force=False):
    """Write a file.

    Parameters
    ----------
    path : pathlib.Path
    content : bytes
    force : bool
        Whether a file of that name is replaced.

    Raises
    ------
    ExportError
        If there is such a file, or the folder cannot be written to; nothing is left behind.
    """
    path = Path(path)
    part = None
    try:
        check(path, force)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as stream:
            part = Path(stream.name)
            stream.write(content)
        part.chmod(0o666 & ~_umask())
        os.replace(part, path)
    except OSError as error:
        raise ExportError(f"{refusals.path(path)}: cannot be written ({error.strerror or error})") from None
    finally:
        if part:
            part.unlink(missing_ok=True)


def check(path, force=False):
    """Refuse a name that is taken; raises :class:`ExportError`. Asked before long work, and again at its end."""
    try:
        taken = path.exists() and not force
    except OSError as error:
        raise ExportError(f"{refusals.path(path)}: cannot be written ({error.strerror or error})") from None
    if taken:
        raise ExportError(
            f"{refusals.path(path)} is there already; use --force to replace it, or another name"
        )


def _umask():
    """The mode bits that new files of this process do not get; a temporary file gets fewer than any other."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
