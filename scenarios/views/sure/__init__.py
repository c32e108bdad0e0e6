"""The page How sure: one module a part."""
