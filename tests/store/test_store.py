"""The store: nothing acknowledged is lost, nothing is overwritten unseen, and every refusal says why."""

import importlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from scenarios.store import (
    Missing,
    Record,
    Stale,
    Store,
    StoreError,
    database,
    location,
    place,
    schema,
    split_reference,
    tables,
)

ROOT = Path(__file__).parents[2]
POSTGRES = os.environ.get("PULL_FACTORS_TEST_POSTGRES")
RECORD = Record("A title", '{"levers": {}}', "a note", "somebody", ("one", "two"))
posix_only = pytest.mark.skipif(os.name == "nt", reason="needs fork, resource limits or modes of POSIX")


@pytest.fixture
def file(tmp_path):
    """Where a test keeps its SQLite file; neither it nor its folder is there yet."""
    return tmp_path / "a folder, 100% #new" / "scenarios.db"


@pytest.fixture
def at_file(file):
    """A store on SQLite."""
    return Store(f"sqlite:///{file}")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, file):
    """A database with nothing in it, of either kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{file}"
        return
    if not POSTGRES:
        pytest.skip("PULL_FACTORS_TEST_POSTGRES holds no URL")
    name = f"test_{uuid.uuid4().hex}"
    engine = sa.create_engine(place.parse(POSTGRES).url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        yield f"{POSTGRES}{'&' if '?' in POSTGRES else '?'}options={quote(f'-csearch_path={name}')}"
        connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture
def store(url):
    """A store with nothing in it."""
    return Store(url)


@pytest.fixture
def saved(store):
    """The first version of an item."""
    return store.create("scenario", RECORD, "first")


def start(*arguments):
    """A process of ``store_worker.py``."""
    return subprocess.Popen(
        [sys.executable, "-B", "-m", "tests.store.store_worker", *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(process):
    """What a worker printed, a dictionary a line, once it has ended well."""
    lines = process.communicate(timeout=120)[0].splitlines()
    assert process.returncode == 0
    return [json.loads(line) for line in lines]


def check_file(file):
    """SQLite's own check of a whole file."""
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


# What is saved


def test_what_was_saved_comes_back(store, saved):
    assert saved.record == RECORD
    assert (saved.kind, saved.version, saved.newest, saved.action) == ("scenario", 1, 1, "saved")
    assert saved.deleted_at is None
    assert saved.saved_at.tzinfo is UTC
    assert abs(datetime.now(UTC) - saved.saved_at) < timedelta(minutes=1)
    assert store.get(saved.id) == saved
    assert store.get(saved.id, 1) == saved


def test_an_id_fits_into_a_link_and_is_not_guessed_from_another(store):
    ids = {store.create("scenario", RECORD, str(number)).id for number in range(20)}
    assert len(ids) == 20
    assert all(len(id) == 10 and id.isascii() and id.isalnum() and id == id.lower() for id in ids)
    assert not any(id[0].isdigit() for id in ids)


def test_each_save_adds_a_version_and_leaves_the_others(store, saved):
    second = store.save(saved.id, 1, Record("Renamed", "{}"), "second", "renamed")
    assert (second.reference, second.action) == (f"{saved.id}@2", "renamed")
    first = store.get(saved.id, 1)
    assert (first.record, first.saved_at, first.newest) == (RECORD, saved.saved_at, 2)
    assert store.get(saved.id) == second
    assert store.history(saved.id) == [second, first]


def test_items_lists_the_newest_version_of_each_latest_saved_first(store, saved, monkeypatch):
    clock = iter(datetime(2030, 1, day, tzinfo=UTC) for day in range(1, 9))
    statements = importlib.import_module("scenarios.store.statements")
    monkeypatch.setattr(statements, "now", lambda: next(clock))
    other = store.create("comparison", RECORD, "other")
    assert [found.id for found in store.items()] == [other.id, saved.id]
    again = store.save(saved.id, 1, RECORD, "again")
    assert store.items() == [again, other]
    assert store.items("comparison") == [other]
    assert store.items("nothing") == []


def test_a_stale_save_is_refused_and_writes_nothing(store, saved):
    newest = store.save(saved.id, 1, Record("Theirs", "{}"), "theirs")
    with pytest.raises(Stale, match=f"{saved.id}@2. Nothing was written") as refusal:
        store.save(saved.id, 1, Record("Mine", "{}"), "mine")
    assert refusal.value.newest == newest
    assert len(store.history(saved.id)) == 2
    assert store.save(saved.id, 2, Record("Mine", "{}"), "mine").version == 3


def test_a_retry_of_a_save_writes_once(store, saved):
    assert store.create("scenario", RECORD, "first") == saved
    second = store.save(saved.id, 1, RECORD, "second")
    third = store.save(saved.id, 2, RECORD, "third")
    again = store.save(saved.id, 1, RECORD, "second")
    assert (again.reference, again.saved_at) == (second.reference, second.saved_at)
    assert len(store.items()) == 1
    assert store.history(saved.id)[0] == third


def test_a_save_id_of_another_item_is_refused(store, saved):
    other = store.create("scenario", RECORD, "other")
    with pytest.raises(StoreError, match=f"already written, to {saved.id}@1"):
        store.save(other.id, 1, RECORD, "first")


def test_a_deleted_item_leaves_the_list_and_keeps_its_references(store, saved):
    store.delete(saved.id)
    assert store.items() == []
    gone = store.get(saved.id, 1)
    assert store.items(deleted=True) == [gone] == store.history(saved.id)
    assert gone.record == RECORD
    assert gone.deleted_at.tzinfo is UTC
    store.delete(saved.id)
    assert store.get(saved.id).deleted_at == gone.deleted_at
    with pytest.raises(StoreError, match="is deleted. Undelete it") as refusal:
        store.save(saved.id, 1, RECORD, "second")
    assert not isinstance(refusal.value, Missing | Stale)
    store.undelete(saved.id)
    assert store.items() == [saved]
    assert store.items(deleted=True) == []
    assert store.save(saved.id, 1, RECORD, "second").version == 2


def test_what_is_not_there_is_missing(store, saved):
    for id in ["nothere", "", "UPPER", "a' OR 1=1 --", "\0", "\ud800", "a" * 500]:
        for call in (store.get, store.history, store.delete, store.undelete):
            with pytest.raises(Missing, match="There is no"):
                call(id)
        with pytest.raises(Missing):
            store.save(id, 1, RECORD, "other")
    for version in (0, -1, 2, 2**31, 10**30):
        with pytest.raises(Missing, match="it has 1 to 1"):
            store.get(saved.id, version)
    with pytest.raises(Missing, match="no version 2 yet"):
        store.save(saved.id, 2, RECORD, "other")


HOSTILE = {
    "SQL": "Robert'); DROP TABLE item;-- \" ` ; /* %s %(x)s :name ? \\ \\n $1",
    "emoji": "👩🏽‍🔬🇨🇳 e\u0301 \u200b\ufeff",
    "right to left": "\u202eسيناريو عبرית\u202c",
    "controls": "\x01\x08\t\r\n\x1b[31m\x7f\u2028",
    "astral": "\U0010ffff\ufffe",
    "empty": "",
    "very long": "ä\n" * 1_000_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_any_text_comes_back_exactly(store, text):
    record = Record(text, text, text, text, (text, "", text))
    saved = store.create(text, record, "hostile")
    assert saved.record == record
    assert store.save(saved.id, 1, record, text[:200] or "-", text).record == record
    assert [found.id for found in store.items(text)] == [saved.id]


@pytest.mark.parametrize("text", ["a\0b", "\ud83d"])
def test_text_that_no_database_can_keep_is_refused_by_field(store, text):
    for record in (Record(text, ""), Record("", text), Record("", "", tags=(text,))):
        with pytest.raises(StoreError, match="title|body|tags"):
            store.create("scenario", record, "x")
    assert store.items() == []


# Several at once


def test_two_processes_that_save_the_same_item_lose_nothing(url, store, saved):
    workers = [start("save", url, saved.id, name, 500) for name in ("left", "right")]
    refused = [said(worker)[0]["refused"] for worker in workers]
    history = store.history(saved.id)
    assert [found.version for found in history] == list(range(1001, 0, -1))
    titles = {found.record.title for found in history[:-1]}
    assert titles == {f"{name}-{number}" for name in ("left", "right") for number in range(500)}
    assert sum(refused) > 0  # they did meet


def test_four_processes_that_start_at_once_migrate_once(url, store):
    workers = [start("create", url, f"from {number}") for number in range(4)]
    for worker in workers:
        worker.stdout.readline()
    moment = time.time() + 0.3
    for worker in workers:
        worker.stdin.write(f"{moment}\n")
        worker.stdin.flush()
    answers = [said(worker)[0] for worker in workers]
    assert sum(answer["migrated"] for answer in answers) == 1
    assert {found.reference for found in store.items()} == {answer["reference"] for answer in answers}


def test_threads_share_one_store(store):
    failed, ready = [], threading.Barrier(8, timeout=30)

    def work(name):
        try:
            ready.wait()
            id = store.create("scenario", RECORD, name).id
            for version in range(1, 11):
                store.save(id, version, RECORD, f"{name} {version}")
            same = store.create("scenario", RECORD, "the same for all").id
            ready.wait()
            store.save(same, 1, RECORD, "the same again")  # not stale: it is one save, tried eight times
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=[f"thread {number}"]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert sorted(found.version for found in store.items()) == [2] + [11] * 8


@posix_only
def test_no_acknowledged_save_is_lost_to_kill_9(url, store, saved):
    rounds = said(start("crash", url, saved.id, 20))
    acknowledged = [version for found in rounds for version in found["acknowledged"]]
    history = store.history(saved.id)
    assert [found.version for found in history] == list(range(len(history), 0, -1))
    assert set(acknowledged) <= {found.version for found in history}
    # At most one save a round was written and killed before it could be acknowledged.
    assert len(acknowledged) + 1 <= len(history) <= len(acknowledged) + 1 + len(rounds)
    assert all(found.record.title == f"after {found.version - 1}" for found in history[:-1])
    assert sum(found["mid_save"] for found in rounds) >= 10
    if store.place.file:
        check_file(store.place.file)


# The schema


def test_the_migrations_make_exactly_the_tables_that_the_code_declares(store, saved):
    with store._load().database._begin("read") as connection:
        context = MigrationContext.configure(connection, opts={"version_table": schema.VERSION_TABLE})
        assert compare_metadata(context, tables.metadata) == []
        known = [script.revision for script in ScriptDirectory(schema.FOLDER).walk_revisions()]
    assert tuple(reversed(known)) == schema.KNOWN


def test_who_waited_for_another_to_migrate_does_not_migrate_again(store, saved, monkeypatch):
    monkeypatch.setattr("alembic.command.upgrade", None)
    store._load().database._upgrade()
    assert store.items() == [saved]


def second_migration(tmp_path, monkeypatch, steps):
    """Another migration, as a later version of the code would bring it."""
    folder = Path(shutil.copytree(schema.FOLDER, tmp_path / "100% migrations"))
    text = (
        f'import sqlalchemy as sa\nfrom alembic import op\nrevision = "0002"\ndown_revision = "0001"\n{steps}'
    )
    (folder / "versions" / "0002_test.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(schema, "FOLDER", folder)
    monkeypatch.setattr(schema, "KNOWN", ("0001", "0002"))


def test_an_older_store_is_brought_up_to_date_by_reading_and_keeps_everything(
    store, saved, tmp_path, monkeypatch
):
    steps = (
        "def upgrade():\n    way = 'always' if op.get_context().dialect.name == 'sqlite' else 'auto'\n"
        "    with op.batch_alter_table('item', recreate=way) as batch:\n"
        "        batch.add_column(sa.Column('more', sa.Text))\n"
    )
    with monkeypatch.context() as later:
        second_migration(tmp_path, later, steps)
        assert store.items() == [saved]
        assert store.save(saved.id, 1, RECORD, "second").version == 2
        with store._load().database._begin("read") as connection:
            assert "more" in {column["name"] for column in sa.inspect(connection).get_columns("item")}
    for call in (store.items, lambda: store.get(saved.id), lambda: store.save(saved.id, 2, RECORD, "third")):
        with pytest.raises(StoreError, match="written by a newer Pull Factors .*Update"):
            call()


def test_a_migration_that_fails_changes_nothing(store, saved, tmp_path, monkeypatch):
    steps = "def upgrade():\n    op.drop_table('revision')\n    op.execute('nonsense')\n"
    with monkeypatch.context() as later:
        second_migration(tmp_path, later, steps)
        with pytest.raises(StoreError, match="nonsense"):
            store.items()
    assert store.items() == [saved]


# Where it is


def test_importing_and_reading_open_nothing_and_load_no_database_library(file):
    code = (
        "import sys\nfrom scenarios.store import Missing, Store\nstore = Store()\nassert store.items() == []\n"
        "try:\n    store.get('nothere')\nexcept Missing:\n    print('sqlalchemy' in sys.modules)\n"
    )
    environment = {**os.environ, "PULL_FACTORS_DB": f"sqlite:///{file}"}
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"
    assert not file.parent.exists()


def test_reading_notices_a_store_that_another_process_makes(at_file, file):
    assert at_file.items() == []
    file.parent.mkdir()
    file.touch()
    assert at_file.items() == []
    assert file.stat().st_size == 0
    saved = Store(f"sqlite:///{file}").create("scenario", RECORD, "first")
    assert at_file.items() == [saved]
    assert [path.name for path in file.parent.iterdir()] == [
        file.name
    ]  # all in the one file that people copy


def test_a_store_that_is_moved_away_is_empty_and_can_be_begun_again(at_file, file):
    at_file.create("scenario", RECORD, "first")
    file.rename(file.with_name("old.db"))
    assert at_file.items() == []
    at_file.create("scenario", RECORD, "first")
    assert len(at_file.items()) == 1


def test_the_store_is_in_the_data_folder_of_the_user_unless_the_environment_says_otherwise(monkeypatch):
    monkeypatch.delenv("PULL_FACTORS_DB", raising=False)
    assert location().startswith("sqlite:///")
    assert Path(location().removeprefix("sqlite:///")).is_absolute()
    assert location().endswith("scenarios.db")
    assert "pull-factors" in location()
    monkeypatch.setenv("PULL_FACTORS_DB", "postgresql://host/base")
    assert location() == "postgresql://host/base"
    assert Store().place.shown == "postgresql://host/base"


@pytest.mark.parametrize(
    "url",
    [
        "/home/me/scenarios.db",
        "scenarios.db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///a.db?mode=ro",
        "mysql://me:secret@host/base",
        "secret",
        "postgresql://",
        "postgresql://me:secret@host:port/base",
        "postgresql://me:sec@ret@host/base",
        "postgresql://me:sec ret@host/base",
    ],
)
def test_a_bad_url_is_refused_with_a_way_out_and_without_its_password(url):
    with pytest.raises(StoreError, match="Set PULL_FACTORS_DB to sqlite:") as refusal:
        Store(url)
    assert "ret" not in str(refusal.value).replace("your", "")


@pytest.mark.parametrize("options", ["", "?sslpassword=hush&x=1", "?connect_timeout=1"])
def test_a_postgresql_that_does_not_answer_is_told_without_the_password(options):
    pytest.importorskip("psycopg")
    store = Store(f"postgresql://me:s3cr%65t@127.0.0.1:1/base{options}")
    for call in (store.items, lambda: store.create("scenario", RECORD, "first")):
        with pytest.raises(StoreError, match=r"Cannot .* postgresql://127.0.0.1:1/base: ") as refusal:
            call()
        assert not {"s3cr", "hush"} & set(str(refusal.value).replace("'", " ").split())
        assert "s3cr" not in str(refusal.value) + repr(store.place)
        assert refusal.value.__suppress_context__


@pytest.fixture
def silent():
    """A server on this machine that takes connections and answers nothing; or nothing after the greeting."""
    servers = []

    def started(greets):
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)
        threading.Thread(target=_hold, args=[server, greets, servers], daemon=True).start()
        return f"postgresql://me@127.0.0.1:{server.getsockname()[1]}/base?sslmode=disable&gssencmode=disable"

    yield started
    for one in servers:
        one.close()


def _hold(server, greets, kept):
    """Take every connection; greet it as a PostgreSQL that is ready: no password, no settings, no keys."""
    with suppress(OSError):
        while True:
            connection, _ = server.accept()
            kept.append(connection)
            if greets:
                connection.recv(1024)
                connection.sendall(b"R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I")


@pytest.mark.parametrize("greets", [False, True])
def test_a_postgresql_that_hangs_is_told_within_ten_seconds(silent, greets):
    pytest.importorskip("psycopg")
    store = Store(silent(greets))
    for call, more in ((store.items, False), (lambda: store.create("scenario", RECORD, "first"), True)):
        begun = time.monotonic()
        with pytest.raises(StoreError, match="the server did not answer in time") as refusal:
            call()
        assert time.monotonic() - begun < 10
        assert ("look into the library" in str(refusal.value)) == more


@pytest.mark.skipif(not POSTGRES, reason="PULL_FACTORS_TEST_POSTGRES holds no URL")
def test_a_lock_of_postgresql_is_told_as_one(url, store, saved):
    if url.startswith("sqlite"):
        pytest.skip("is about PostgreSQL")
    with sa.create_engine(place.parse(url).url).connect() as other:
        other.exec_driver_sql("LOCK TABLE item IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(StoreError, match="locked for too long"):
            store.get(saved.id)
    assert store.get(saved.id) == saved


def test_a_database_of_another_program_is_left_alone_and_the_remedy_fits(url, store):
    engine = sa.create_engine(f"sqlite:///{store.place.file}" if store.place.file else place.parse(url).url)
    if store.place.file:
        store.place.file.parent.mkdir()
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE item (sku INTEGER)")
    assert store.items() == []
    with pytest.raises(
        StoreError, match="belongs to another program: it has a table 'item'.*PULL_FACTORS_DB"
    ):
        store.create("scenario", RECORD, "first")
    with engine.begin() as connection:
        assert sa.inspect(connection).get_table_names() == ["item"]
    engine.dispose()


def test_a_missing_driver_names_the_line_that_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r'pip install "psycopg\[binary\]"'):
        Store("postgresql://me:secret@host/base").items()


# Files that cannot be used


@posix_only
def test_a_new_file_is_for_its_user_alone_and_one_that_is_there_keeps_its_mode(at_file, file):
    mask = os.umask(0o022)
    try:
        saved = at_file.create("scenario", RECORD, "first")
    finally:
        os.umask(mask)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    file.chmod(0o660)
    at_file.save(saved.id, 1, RECORD, "second")
    assert file.stat().st_mode & 0o777 == 0o660


def test_a_lock_is_told_within_ten_seconds(at_file, file):
    saved = at_file.create("scenario", RECORD, "first")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA journal_mode=DELETE")
    other.execute("BEGIN EXCLUSIVE")
    begun = time.monotonic()
    with pytest.raises(StoreError, match="locked for too long"):
        at_file.save(saved.id, 1, RECORD, "second")
    assert time.monotonic() - begun < 10
    other.close()


def test_a_file_that_is_no_database_is_left_alone(at_file, file):
    file.parent.mkdir()
    file.write_bytes(b"title,value\n" * 500)
    for call in (at_file.items, lambda: at_file.create("scenario", RECORD, "first")):
        with pytest.raises(StoreError, match="scenarios.db: the file is not a database"):
            call()
    assert file.read_bytes() == b"title,value\n" * 500
    file.unlink()
    assert at_file.create("scenario", RECORD, "first").version == 1


def test_a_folder_in_place_of_the_file_is_told(at_file, file):
    file.mkdir(parents=True)
    for call in (at_file.items, lambda: at_file.create("scenario", RECORD, "first")):
        with pytest.raises(StoreError, match="the file cannot be opened"):
            call()


def test_a_file_in_place_of_the_folder_is_told(at_file, file):
    file.parent.write_text("")
    with pytest.raises(StoreError, match="Cannot save"):
        at_file.create("scenario", RECORD, "first")


def test_a_store_that_stays_locked_is_told_and_can_be_read_meanwhile(at_file, file, monkeypatch):
    saved = at_file.create("scenario", RECORD, "first")
    monkeypatch.setattr(database, "LOCK_TIMEOUT", 0.2)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="locked for too long"):
        at_file.save(saved.id, 1, RECORD, "second")
    assert at_file.items() == [saved]
    other.close()
    assert at_file.save(saved.id, 1, RECORD, "second").version == 2


def test_a_switch_to_write_ahead_logging_waits_for_who_is_writing(at_file, file):
    saved = at_file.create("scenario", RECORD, "first")
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("PRAGMA journal_mode=DELETE")
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.3, other.close)
    release.start()
    assert at_file.save(saved.id, 1, RECORD, "second").version == 2
    release.join()
    assert file.read_bytes()[18:20] == b"\x02\x02"  # the header's mark of write-ahead logging


def test_tables_that_go_away_while_something_is_saved_refuse_it_and_the_next_try_makes_them(
    at_file, file, monkeypatch
):
    whole = schema.upgrade

    def emptied(begin, place):
        whole(begin, place)
        file.write_bytes(b"")

    with monkeypatch.context() as once:
        once.setattr(schema, "upgrade", emptied)
        with pytest.raises(StoreError, match="Cannot save .*: its tables went away again. Try once more."):
            at_file.create("scenario", RECORD, "first")
    assert at_file.create("scenario", RECORD, "first").version == 1


def test_a_full_disk_refuses_the_save_and_keeps_the_others(at_file, file, monkeypatch):
    saved = at_file.create("scenario", RECORD, "first")
    with monkeypatch.context() as full:
        whole = database._open

        def small(*arguments):
            connection = whole(*arguments)
            connection.execute("PRAGMA max_page_count=30")
            return connection

        full.setattr(database, "_open", small)
        version = 1
        with pytest.raises(StoreError, match="the disk is full. Make room"):
            while version < 1000:
                version = at_file.save(saved.id, version, Record("t", "x" * 9000), f"save {version}").version
        assert version > 1
        assert at_file.get(saved.id).version == version
    assert at_file.save(saved.id, version, Record("t", "x" * 9000), f"save {version}").version == version + 1
    assert len(at_file.history(saved.id)) == version + 1
    check_file(file)


@posix_only
def test_a_file_that_may_not_grow_refuses_the_save_and_keeps_the_others(at_file, file):
    saved = at_file.create("scenario", RECORD, "first")
    *kept, refusal, after = said(start("fill", f"sqlite:///{file}", saved.id, 300_000))
    assert "Cannot save" in refusal["error"]
    assert [found["acknowledged"] for found in kept] == list(range(2, len(kept) + 2))
    assert refusal["readable"] == len(kept) + 1
    assert after["acknowledged"] == len(kept) + 2
    assert len(at_file.history(saved.id)) == len(kept) + 2
    check_file(file)


@posix_only
@pytest.mark.parametrize("begun", [True, False])
def test_a_read_only_folder_can_be_read_and_refuses_the_save(begun):
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        file = Path(name) / "scenarios.db"
        if begun:
            Store(f"sqlite:///{file}").create("scenario", RECORD, "first")
            file.chmod(0o444)
        file.parent.chmod(0o555)
        before = [(path.name, path.read_bytes()) for path in file.parent.iterdir()]
        found, refusal = said(start("visit", f"sqlite:///{file}"))
        assert found["titles"] == (["A title"] if begun else [])
        assert "Cannot save" in refusal["error"]
        assert "write" in refusal["error"]
        assert [(path.name, path.read_bytes()) for path in file.parent.iterdir()] == before
        file.parent.chmod(0o755)


@pytest.mark.parametrize("text", ["x", "x@", "x@y", "x@-1", "x@1.0", "x@" + 5000 * "9"])
def test_what_is_no_reference_is_refused_in_words(text):
    with pytest.raises(StoreError, match="is not id@version") as refusal:
        split_reference(text)
    assert len(str(refusal.value)) < 150


def test_a_reference_is_an_id_and_a_version():
    assert split_reference("k3v9x2m4qa@12") == ("k3v9x2m4qa", 12)
