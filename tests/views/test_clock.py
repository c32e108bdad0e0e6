"""One date everywhere: page, stage, library, files and their properties, whatever the time zone."""

import io
import os
import time
import zipfile
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from scenarios.briefing.plate import Credit
from scenarios.exports import pdf, pptx
from scenarios.views import clock
from tests.exports import test_pdf

ZONES = [
    "America/Los_Angeles",
    "Pacific/Kiritimati",
    "Pacific/Honolulu",
    "Europe/Berlin",
    "UTC",
    "Asia/Kolkata",
]
LATE = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
"""Half past eight in the evening of the 22nd in Los Angeles, half past six of the 23rd on Kiritimati."""

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no TZ")


@pytest.fixture
def machine(monkeypatch):
    """Moves the machine to a time zone."""

    def moved(zone):
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield moved
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def reader(monkeypatch):
    """Gives the reader's browser a time zone, or none."""

    def reads(zone):
        monkeypatch.setattr(clock.st, "context", SimpleNamespace(timezone=zone))

    return reads


@pytest.mark.parametrize(
    ("zone", "day"),
    [("America/Los_Angeles", "2026-11-22"), ("Pacific/Kiritimati", "2026-11-23"), ("UTC", "2026-11-23")],
)
def test_the_day_is_that_of_the_reader_and_what_was_saved_has_it_too(monkeypatch, reader, zone, day):
    reader(zone)
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda: LATE))
    assert clock.today() == clock.day(LATE) == clock.minute(LATE)[:10] == day


@posix_only
@pytest.mark.parametrize("zone", [None, "Not/AZone"])
def test_without_a_zone_of_the_browser_it_is_the_day_of_the_machine(machine, reader, zone):
    reader(zone)
    machine("America/Los_Angeles")
    assert clock.day(LATE) == "2026-11-22"
    machine("Pacific/Kiritimati")
    assert clock.day(LATE) == "2026-11-23"


@posix_only
@pytest.mark.parametrize("zone", ZONES)
def test_file_properties_show_the_day_that_the_pages_show(machine, words, zone):
    machine(zone)
    deck = test_pdf.of()
    made = test_pdf.opened(pdf.write(deck, words)).metadata.creation_date
    assert made.astimezone().date().isoformat() == deck.credit.day
    with zipfile.ZipFile(io.BytesIO(pptx.write(deck, words))) as packed:
        core = packed.read("docProps/core.xml").decode()
    created = core.partition("dcterms:created")[2].partition(">")[2].partition("<")[0]
    assert datetime.fromisoformat(created).astimezone().date().isoformat() == deck.credit.day


@posix_only
def test_noon_is_that_of_the_machine(machine):
    credit = Credit("", "", (), (), (), "2026-11-22", "")
    machine("America/Los_Angeles")
    assert credit.noon == datetime(2026, 11, 22, 20, tzinfo=UTC)
    machine("Pacific/Kiritimati")
    assert credit.noon == datetime(2026, 11, 21, 22, tzinfo=UTC)
