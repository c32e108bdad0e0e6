"""A scenario as a file and as a link, and what changed since it was written."""
