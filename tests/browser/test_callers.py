"""A session of attacks on the running app: nothing is answered, and the app calls nobody."""

import socket
import threading
import urllib.parse
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser.conftest import serve
from tests.browser.settling import settle

_LISTEN = """
import os, sys

def listen(event, given):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"):
        with open(os.environ["CALLS"], "a") as log:
            log.write(f"{event} {given[1:] if event.startswith('socket.c') else given}\\n")

sys.addaudithook(listen)
"""

PATHS = ["/", "/_stcore/health", "/_stcore/metrics", "/_stcore/host-config", "/_stcore/script-health-check",
         "/media/any.png", "/component/any/x.js", "/_stcore/bidi-components/any/x.js",
         "/_stcore/upload_file/any/any", "/static/any.js", "/favicon.png"]  # fmt: skip
OPENING = ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]  # fmt: skip


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """An app of its own that writes down whomever it calls: (its address, the file)."""
    folder = tmp_path_factory.mktemp("listening")
    (folder / "sitecustomize.py").write_text(_LISTEN)
    calls = folder / "calls"
    calls.touch()
    with serve(PYTHONPATH=str(folder), CALLS=str(calls)) as running:
        yield running, calls


@pytest.fixture
def status(watched):
    """Sends a request letter by letter and gives the status of the answer; 0 if the connection ends instead."""
    port = urllib.parse.urlsplit(watched[0]).port

    def send(path, *headers, method="GET"):
        with closing(socket.create_connection(("127.0.0.1", port), timeout=60)) as stream:
            lines = [f"{method} {path} HTTP/1.1", *headers, "", ""]
            stream.sendall("\r\n".join(lines).encode("latin-1"))
            first = stream.makefile("rb").readline().split()
        return int(first[1]) if first else 0

    return send


@pytest.fixture
def elsewhere():
    """A page at another port of this machine: what any page that the browser shows can do."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<title>elsewhere</title>")

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_no_attack_is_answered_and_no_one_is_called(watched, status, visit, elsewhere):
    address, calls = watched
    own = urllib.parse.urlsplit(address)
    page = visit(address)
    for path in PATHS:
        for method in ("GET", "POST", "PUT", "OPTIONS"):
            assert status(path, "Host: evil.example", method=method) == 403, (path, method)
            foreign = (f"Host: {own.netloc}", "Origin: http://evil.example")
            assert status(path, *foreign, method=method) == 403, (path, method)
    for origin in (
        "http://evil.example",
        "null",
        elsewhere,
        f"http://localhost:{own.port}",
        "http://8.8.8.8",
    ):
        host = f"Host: {own.netloc}"
        assert status("/_stcore/stream", host, f"Origin: {origin}", *OPENING) == 403, origin
    assert status("/_stcore/stream", "Host: evil.example", "Origin: http://evil.example", *OPENING) == 403
    assert status("/_stcore/stream", f"Host: {own.netloc}", f"Origin: {address}", *OPENING) == 101
    other = page.context.new_page()
    other.goto(elsewhere)
    tried = other.evaluate(
        """async (app) => {
            const socket = new WebSocket(app.replace("http", "ws") + "/_stcore/stream");
            const picture = new Image();
            picture.src = app + "/favicon.png";
            const of = (thing, event) => new Promise(done => thing.addEventListener(event, () => done(event)));
            return Promise.all([
                Promise.any([of(socket, "open"), of(socket, "close")]),
                Promise.any([of(picture, "load"), of(picture, "error")]),
                fetch(app + "/_stcore/health").then(() => "read", () => "not read"),
            ]);
        }""",
        address,
    )
    assert tried == ["close", "error", "not read"]
    page.reload()
    settle(page)
    assert page.locator("h1").count() == 1
    assert calls.read_text() == ""
