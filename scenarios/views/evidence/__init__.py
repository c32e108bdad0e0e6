"""Evidence: the page and its parts, one file a part."""
