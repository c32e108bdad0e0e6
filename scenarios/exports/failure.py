"""What an export says when it cannot be made."""


class ExportError(Exception):
    """A file was not made; the message says why, and how to mend it."""
