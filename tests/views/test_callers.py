"""Who is answered: what asks by the app's own name, from its own pages or from no page; and what a tab may upload."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from streamlit import config

from scenarios.views import callers, uploads


@pytest.fixture(autouse=True)
def allowed(monkeypatch):
    """The names that are allowed, as the one setting of the framework says; a test may change them."""
    names = ["localhost", "127.0.0.1"]
    monkeypatch.setattr(config, "get_option", lambda name: {"server.allowedHosts": names}[name])
    return names


def answer(guard, **scope):
    """(status, text) that a guard gives a request, or nothing if it lets it pass."""
    sent = []

    async def send(message):
        sent.append(message)

    async def passed(*_):
        sent.append(None)

    call = guard(passed)({"type": "http", "scheme": "http", "headers": [], **scope}, None, send)
    with ThreadPoolExecutor(1) as thread:  # a browser test in this process has a loop of its own
        thread.submit(asyncio.run, call).result()
    if sent == [None]:
        return None
    prefix = "websocket.http." if scope.get("type") == "websocket" else "http."
    assert [message["type"] for message in sent] == [f"{prefix}response.start", f"{prefix}response.body"]
    return sent[0]["status"], sent[1]["body"].decode()


def ask(*headers, **scope):
    """The answer to headers, given as pairs."""
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    return answer(callers.OwnCallers, headers=raw, **scope)


@pytest.mark.parametrize("kind", [{}, {"type": "websocket", "scheme": "ws"}])
@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1:8501", None),
        ("localhost:8501", "http://localhost:8501"),
        ("LOCALHOST:8501", None),
        ("localhost.:8501", None),
        ("localhost", "http://localhost"),
        ("localhost", "https://localhost"),  # behind a proxy that speaks TLS
    ],
)
def test_our_own_pages_and_programs_are_answered(kind, host, origin):
    assert ask(("host", host), *([("origin", origin)] if origin else []), **kind) is None


@pytest.mark.parametrize("kind", [{}, {"type": "websocket", "scheme": "ws"}])
@pytest.mark.parametrize(
    "hosts",
    [
        [],
        [""],
        ["evil.example"],
        ["127.0.0.1.evil.example"],
        ["localhost@evil.example"],
        ["evil.example@localhost"],
        ["localhost:8501/x"],
        ["localhost:99999"],
        ["localhost:x"],
        ["[::1]:8501"],
        ["[::1"],
        ["127.1"],
        ["0.0.0.0"],
        ["2130706433"],
        ["localhost", "localhost"],
        ["localhost", "evil.example"],
        ["a" * 60_000],
        ["\xff"],
    ],
)
def test_a_foreign_name_is_refused_with_the_setting_that_allows_it(kind, hosts):
    status, text = ask(*[("host", host) for host in hosts], **kind)
    assert status == 403
    assert "allowedHosts under [server] in .streamlit/config.toml" in text


@pytest.mark.parametrize("kind", [{}, {"type": "websocket", "scheme": "ws"}])
@pytest.mark.parametrize(
    "origins",
    [
        ["http://evil.example"],
        ["null"],
        [""],
        ["http://localhost"],
        ["http://localhost:8502"],
        ["http://127.0.0.1:8501"],
        ["http://localhost:8501."],
        ["http://localhost.:8501"],
        ["http://LOCALHOST:8501"],
        ["http://user@localhost:8501"],
        ["http://localhost:8501/"],
        ["ftp://localhost:8501"],
        ["chrome-extension://localhost:8501"],
        ["http://[::1]:8501"],
        ["http://localhost:8501", "http://localhost:8501"],
        ["http://localhost:8501 http://evil.example"],
        ["http://localhost:8501@evil.example"],
        ["http://" + "a" * 60_000],
    ],
)
def test_a_page_of_another_address_is_refused_and_so_is_any_other_port(kind, origins):
    status, text = ask(("host", "localhost:8501"), *[("origin", origin) for origin in origins], **kind)
    assert status == 403
    assert "page of another address" in text


@pytest.mark.parametrize("kind", [{"scheme": "https"}, {"type": "websocket", "scheme": "wss"}])
def test_a_page_without_tls_does_not_speak_for_one_that_has_it(kind):
    assert ask(("host", "localhost"), ("origin", "https://localhost"), **kind) is None
    assert ask(("host", "localhost"), ("origin", "http://localhost"), **kind)[0] == 403


def test_one_setting_serves_the_app_to_others(allowed):
    allowed.append("*.uni.example")
    page = ("host", "talent.uni.example"), ("origin", "https://talent.uni.example")
    assert ask(*page) is None
    assert ask(("host", "uni.example.evil.example"))[0] == 403
    allowed[:] = ["*"]
    assert ask(("host", "any.example"), ("origin", "http://any.example")) is None
    assert ask(("host", "any.example"), ("origin", "http://evil.example"))[0] == 403


def test_what_is_no_request_passes():
    assert answer(callers.OwnCallers, type="lifespan") is None


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_tab_holds_a_few_uploads_and_no_more(monkeypatch, method):
    held = {"full": dict.fromkeys(range(uploads.MOST)), "room": dict.fromkeys(range(uploads.MOST - 1))}

    class Instance:
        class uploaded_file_mgr:
            file_storage = held

    monkeypatch.setattr(uploads.runtime, "get_instance", lambda: Instance)

    def upload(method, tab):
        return answer(uploads.FewUploads, method=method, path=f"/base/_stcore/upload_file/{tab}/some")

    assert upload(method, "full")[0] == 413
    assert upload(method, "room") is upload(method, "new") is None
    assert upload("DELETE", "full") is None
    assert answer(uploads.FewUploads, method=method, path="/_stcore/health") is None
