"""What opens over a page: saving, sharing, the library and the versions of something saved."""
