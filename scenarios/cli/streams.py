"""What a command says -> the streams of the process, whether they are closed, full, or of another encoding."""

import contextlib
import os
import sys

from scenarios.exports.failure import ExportError


def ready():
    """Make both streams take any text: UTF-8, whatever the console says."""
    # A name of a file that is no text goes out as it came in; a message shows its letters as codes.
    for stream, errors in ((sys.stdout, sys.getfilesystemencodeerrors()), (sys.stderr, "backslashreplace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)
    if sys.stderr is None:  # closed; what is printed to nothing would go to stdout
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def write(text):
    """Print it all; raises :class:`ExportError` if that cannot be done and somebody may still want it."""
    if sys.stdout is None:
        raise ExportError("the result cannot be printed: the output is closed")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # What is left unwritten the interpreter would try again, and complain, while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # A reader that has gone, as `| head` does, has what it wants.
        if not isinstance(error, BrokenPipeError):
            raise ExportError(f"the result cannot be printed ({error.strerror or error})") from None


def refuse(error, code):
    """Say why not, where anybody listens; returns the exit code."""
    with contextlib.suppress(OSError):
        print(error, file=sys.stderr, flush=True)
    return code
