"""Text of people, files and addresses is never read as Markdown: an image in it would make a browser call out."""

import ast
from pathlib import Path

import pytest

VIEWS = Path(__file__).parents[2] / "scenarios" / "views"
READ = {"caption", "error", "exception", "info", "markdown", "success", "toast", "warning", "write"}
"""Elements that read what they show as Markdown."""
LABELLED = {"button", "checkbox", "download_button", "expander", "form_submit_button", "popover", "toggle"}
"""Elements whose label is read so."""
COUNTED = {"count", "fewest", "group", "kind", "letter", "most", "number", "size", "version"}
"""What a word may be filled with that is no text of anybody's: numbers, and titles of this data."""


def calls(path):
    """Every call of an element, with its first argument."""
    tree = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    modules = {
        name.asname or name.name for node in tree if isinstance(node, ast.ImportFrom) for name in node.names
    }
    for node in tree:
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
        if called and getattr(node.func.value, "id", "") not in modules:
            yield node.func.attr, node.args[0], node.lineno


def filled(argument):
    """Names of what the words of an argument are filled with, but for what is made plain; ``None`` for no words."""
    if isinstance(argument, ast.Constant):
        return set()
    if not (isinstance(argument, ast.Call) and getattr(argument.func, "id", "") == "words"):
        return None
    return {
        word.arg
        for word in argument.keywords
        if not (isinstance(word.value, ast.Call) and getattr(word.value.func, "id", "") == "plain")
    }


@pytest.mark.parametrize("path", sorted(VIEWS.rglob("*.py")), ids=lambda path: str(path.relative_to(VIEWS)))
def test_no_text_of_anybody_is_read_as_markdown(path):
    wrong = [
        f"line {line}: {name}"
        for name, argument, line in calls(path)
        if (name in READ and filled(argument) != set())
        or (name in LABELLED and (filled(argument) or set()) - COUNTED)
    ]
    assert not wrong, "draw it with markup.remark, markup.problem or st.text, or make it plain"
