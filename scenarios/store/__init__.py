"""Saved things: a title and a body of JSON text become an item with numbered versions that never change.

Nothing here knows what a scenario is. SQLAlchemy is loaded with the first read of a store that exists, so
importing this package costs little, and neither importing nor reading creates a file.
"""

from scenarios.store.place import location
from scenarios.store.records import Missing, Record, Revision, Stale, StoreError, split_reference
from scenarios.store.store import Store

__all__ = ["Missing", "Record", "Revision", "Stale", "Store", "StoreError", "location", "split_reference"]
