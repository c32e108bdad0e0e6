"""Answers only what asks for this app by its own name and comes from its own pages; the framework sees no more.

For a page of somewhere else the framework would ask an outside service who it is, and any page that the browser
shows could make it do so.
"""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

HOST = (
    "Refused: this app is not called by that name. If it should be, add the name to allowedHosts under [server]"
    " in .streamlit/config.toml."
)
ORIGIN = (
    "Refused: the request comes from a page of another address. Open the app itself; if a proxy stands before it,"
    " the proxy has to pass on the Host header as it got it."
)
_SECURE = ("https", "wss")


class OwnCallers:
    """ASGI middleware that refuses a foreign Host or Origin, of HTTP and WebSocket alike."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        """Pass a request on, or say why not."""
        refusal = _refusal(scope) if scope["type"] in ("http", "websocket") else ""
        answer = PlainTextResponse(refusal, status_code=403) if refusal else self.app
        await answer(scope, receive, send)


def _refusal(scope):
    """Why a request is refused, or nothing."""
    headers = Headers(scope=scope)
    hosts, origins = headers.getlist("host"), headers.getlist("origin")
    if len(hosts) != 1 or not is_host_allowed(hosts[0]):
        return HOST
    # What is not letter by letter the same the framework would look up, so that is refused too. Programs that
    # are no browser send no origin, nor does a browser that follows a link.
    schemes = ("https",) if scope["scheme"] in _SECURE else ("http", "https")
    own = [f"{scheme}://{hosts[0]}" for scheme in schemes]
    return "" if not origins or (len(origins) == 1 and origins[0] in own) else ORIGIN
