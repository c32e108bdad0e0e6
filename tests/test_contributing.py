"""``docs/contributing.md`` performed: every walk, block by block, on a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NEW = re.compile(r"New file `([^`]+)`:$")
_ADD = re.compile(r"Add to `([^`]+)`[^`]*:$")
_AFTER = re.compile(r"In `([^`]+)`, after `([^`]+)`:$")
_INSTEAD = re.compile(r"In `([^`]+)`, `([^`]+)` becomes:$")
_SHOWN = re.compile(r"It shows on the page `(\w+)`:$")
_PRINTED = "It prints, among other lines:"


@dataclass(frozen=True)
class Walk:
    """One way to add something: its title, and pairs of what is said before a block and the block."""

    title: str
    blocks: tuple[tuple[str, str, str], ...]
    """(last line before it, language, content)."""


def walks():
    """Every section of the page that has blocks."""
    for section in PAGE.split("\n## ")[1:]:
        title, _, text = section.partition("\n")
        blocks, end = [], 0
        for found in _FENCE.finditer(text):
            before = text[end : found.start()].strip().splitlines()
            blocks.append((before[-1] if before else "", found[1], found[2]))
            end = found.end()
        yield Walk(title, tuple(blocks))


WALKS = [walk for walk in walks() if walk.blocks]
TYPED = "A kind of lever"
"""The walk that writes where mypy looks at every function."""


@pytest.fixture
def project(tmp_path):
    """A copy of what a contributor changes, with a store of its own."""
    for name in ("scenarios", "data", ".streamlit"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "tests").mkdir()
    for name in ("app.py", "pyproject.toml", "tests/test_floors.py", "tests/__init__.py"):
        shutil.copy2(ROOT / name, tmp_path / name)
    return tmp_path


def run(project, *command):
    """Run Python in the copy; returns what it printed."""
    own = {"PULL_FACTORS_DB": f"sqlite:///{(project / 'own.db').as_posix()}", "PYTHONPATH": str(project)}
    environment = {key: value for key, value in os.environ.items() if key != "PULL_FACTORS_DATA"} | own
    done = subprocess.run(
        [sys.executable, *command], cwd=project, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def change(project, before, content):
    """Do to a file what the line before a block says; whether it says anything of that kind."""
    if found := _NEW.search(before):
        path = project / found[1]
        assert not path.exists(), f"{found[1]} is there already"
        path.write_text(content, encoding="utf-8")
    elif found := _ADD.search(before):
        path = project / found[1]
        between = "\n\n" if path.suffix == ".py" else ""
        path.write_text(path.read_text(encoding="utf-8") + between + content, encoding="utf-8")
    elif found := _AFTER.search(before) or _INSTEAD.search(before):
        path = project / found[1]
        text, anchor = path.read_text(encoding="utf-8"), re.compile(rf"^[ ]*{re.escape(found[2])}\n", re.M)
        assert len(anchor.findall(text)) == 1, f"{found[2]!r} does not stand once in {found[1]}"
        kept = "" if _INSTEAD.search(before) else r"\g<0>"
        path.write_text(anchor.sub(lambda old: (old[0] if kept else "") + content, text), encoding="utf-8")
    else:
        return False
    return True


_SHOW = """
from scenarios import inputs, text
from scenarios.views import pages
from scenarios.views.desk import navigation

navigation.know_parts(pages.PARTS)
navigation.go({page!r})
loaded = inputs.load()
pages.PAGES[{page!r}](loaded, text.of(loaded))
"""
_READ = """
from streamlit.testing.v1 import AppTest

app = AppTest.from_file("shown.py", default_timeout=120).run()
assert not app.exception, app.exception
for kind in ("title", "header", "subheader", "text"):
    print(*(node.value for node in app.get(kind)), sep="\\n")
"""


def shown(project, page):
    """Every text that a page shows."""
    (project / "shown.py").write_text(_SHOW.format(page=page), encoding="utf-8")
    return run(project, "-c", _READ)


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.title)
def test_a_walk_does_what_it_says(project, walk):
    printed = ""
    for before, language, content in walk.blocks:
        if language == "sh":
            lines = [line.removeprefix("python ").split() for line in content.splitlines()]
            printed = "".join(run(project, *line) for line in lines)
        elif language == "text" and before == _PRINTED:
            assert content.strip() in printed, printed
        elif language == "text":
            page = _SHOWN.search(before)
            assert page, f"{before!r} does not say where the text is to be seen"
            assert content.strip() in shown(project, page[1])
        else:
            assert change(project, before, content), f"{before!r} does not say what to do with the block"
    if any(language == "python" for _, language, _ in walk.blocks):
        run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_floors.py")
        run(project, "-m", "ruff", "check", "--no-cache", "scenarios")
    if walk.title == TYPED:
        run(project, "-m", "mypy", "--cache-dir", str(project / "mypy"))


def test_every_thing_that_can_be_added_has_its_walk():
    listed = set(re.findall(r"\]\(#([a-z-]+)\)", PAGE))
    others = {"the-tests-that-know-the-list"}
    assert listed - others == {walk.title.lower().replace(" ", "-") for walk in WALKS}
    assert len(WALKS) == 10
    assert all(
        any(language == "sh" or language == "text" for _, language, _ in walk.blocks) for walk in WALKS
    )


def test_every_file_that_the_page_names_is_there():
    named = set(re.findall(r"`((?:tests|scenarios|data|docs)/[\w./]+)`", PAGE))
    new = {found[1] for walk in WALKS for before, _, _ in walk.blocks if (found := _NEW.search(before))}
    assert [path for path in sorted(named - new) if not (ROOT / path).exists()] == []
