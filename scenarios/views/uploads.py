"""Keeps the files that one tab has uploaded, and the framework holds in memory, to a few."""

import re

from starlette.responses import PlainTextResponse
from streamlit import runtime

MOST = 8
"""Files that a tab may hold at once; the dialog takes one at a time and lets go of it."""

_PATH = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+")


class FewUploads:
    """ASGI middleware that refuses an upload to a tab that holds :data:`MOST` files already."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        """Pass a request on, or say why not."""
        answer = self.app
        if scope["type"] == "http" and scope["method"] in ("PUT", "POST") and _held(scope["path"]) >= MOST:
            answer = PlainTextResponse("Refused: too many files are open. Reload the page.", status_code=413)
        await answer(scope, receive, send)


def _held(path):
    """How many files the tab holds that a path uploads to."""
    found = _PATH.search(path)
    if not found:
        return 0
    return len(runtime.get_instance().uploaded_file_mgr.file_storage.get(found[1], ()))
