"""One more process at a store, for ``test_store.py``: prints one line for each thing the store acknowledged."""

import importlib
import json
import os
import random
import signal
import sys
import time

from scenarios.store import Record, Stale, Store, StoreError


def say(**found):
    """One line of JSON, at once."""
    print(json.dumps(found), flush=True)


def save(store, id, name, count):
    """Save an item ``count`` times, starting over from the newest version whenever somebody was first."""
    version, refused = 1, 0
    for number in range(int(count)):
        while True:
            try:
                version = store.save(
                    id, version, Record(f"{name}-{number}", "{}"), f"{name}-{number}"
                ).version
                break
            except Stale as stale:
                version, refused = stale.newest.version, refused + 1
    say(refused=refused)


def create(store, title):
    """Save something new at the time that comes in; alembic is loaded only by who migrates."""
    store._load()
    say(ready=True)
    moment = float(sys.stdin.readline())
    while time.time() < moment:
        pass
    saved = store.create("scenario", Record(title, "{}"), title)
    say(reference=saved.reference, migrated="alembic.command" in sys.modules)


def crash(store, id, rounds):
    """Kill a child in the middle of a save, again and again; one line of acknowledged versions a round."""
    chance = random.Random(7)
    store.get(id)  # load everything before the children part
    for _ in range(int(rounds)):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            save_for_ever(Store(sys.argv[2]), id, writing)  # a connection cannot be shared with a child
        os.close(writing)
        said = os.read(reading, 2)  # it has begun
        time.sleep(chance.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while part := os.read(reading, 65536):
            said += part
        os.close(reading)
        lines = said.decode().split("\n")
        say(acknowledged=[int(line) for line in lines if line.isdigit()], mid_save=lines[-2] == "b")


def save_for_ever(store, id, writing):
    """Write "b" before each save and its version once it is acknowledged."""
    version = store.get(id).version
    while True:
        os.write(writing, b"b\n")
        record = Record(f"after {version}", "x" * 5000)
        version = store.save(id, version, record, f"{os.getpid()}-{version}").version
        os.write(writing, b"%d\n" % version)


def fill(store, id, room):
    """Save until no file may grow beyond ``room`` bytes more, then once more with room again."""
    resource = importlib.import_module("resource")  # there is none on Windows
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), hard))
    version = store.get(id).version
    try:
        while True:
            version = store.save(id, version, Record("fill", "x" * 20_000), f"fill-{version}").version
            say(acknowledged=version)
    except StoreError as error:
        say(error=str(error), readable=store.get(id).version)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    say(acknowledged=store.save(id, version, Record("room again", "{}"), f"fill-{version}").version)


def visit(store):
    """Read what is there, then try to save, as a user whom the modes of files bind."""
    store._load()
    if os.geteuid() == 0:
        os.setuid(65534)
    say(titles=[found.record.title for found in store.items()])
    try:
        say(reference=store.create("scenario", Record("new", "{}"), "visit").reference)
    except StoreError as error:
        say(error=str(error))


if __name__ == "__main__":
    {work.__name__: work for work in (save, create, crash, fill, visit)}[sys.argv[1]](
        Store(sys.argv[2]), *sys.argv[3:]
    )
