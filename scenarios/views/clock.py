"""Which day it is, and when something was saved, for the reader: pages, stage, files and library have one clock."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def local(moment):
    """A moment in the time zone of the reader's browser, or of this machine where the browser names none."""
    try:
        zone = ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    return moment.astimezone(zone)


def day(moment):
    """The day of a moment, such as 2026-11-22."""
    return local(moment).date().isoformat()


def minute(moment):
    """Day and time of a moment."""
    return local(moment).strftime("%Y-%m-%d %H:%M")


def today():
    """The day that everything shown is dated with."""
    return day(datetime.now().astimezone())
