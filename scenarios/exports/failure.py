"""What an export says when it cannot be made."""

import logging
from functools import wraps

from scenarios.refusals import PATH, cut


class ExportError(Exception):
    """A file was not made; the message says why, and how to mend it."""


def guarded(kind, write):
    """A writer that tells whatever goes wrong in it as :class:`ExportError`, so that no other file is lost with it.

    Parameters
    ----------
    kind : str
        What it writes, such as ``png``.
    write : callable
    """

    @wraps(write)
    def guarded_write(*given, **named):
        try:
            return write(*given, **named)
        except ExportError:
            raise
        # A writer is mostly the work of libraries, which fail in ways of their own: fonts, temporary folders, memory.
        except Exception as error:
            logging.getLogger(__name__).info("the %s file was not made", kind, exc_info=True)
            missing = isinstance(error, OSError) and error.filename
            reason = f"{error.strerror}: {error.filename}" if missing else f"{type(error).__name__}: {error}"
            raise ExportError(f"the file cannot be made ({cut(reason, PATH)})") from error

    return guarded_write
