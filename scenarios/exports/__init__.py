"""A briefing or one of its charts -> files, one module a format."""
