"""The house: imports run down only, and streamlit and numpy stay on their floors."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Top to bottom. A module may import from lower floors, and inside its own room; neighbours do not meet.
# A room is a module or package of ``scenarios``; a dotted name is a room inside the package before the dot.
FLOORS = [
    {"app"},
    {"views.pages"},
    {"views.explore"},
    {"views.why", "views.compare", "views.sure", "views.brief", "views.evidence"},
    {"views.takeaway", "views.panels", "views.controls", "views.choices"},
    {"views.show", "views.bar", "views.typed"},
    {"views.announce"},
    {"views.tab"},
    {"views.dialogs"},
    {"views.desk"},
    {"views.table"},
    {"views.badges", "views.clock", "views.copying", "views.markup"},
    {"views.callers", "views.headers", "views.uploads", "views"},
    {"__main__"},
    {"cli"},
    {"exports"},
    {"briefing"},
    {"charts", "store"},
    {"tables"},
    {"sentences"},
    {"formats", "analysis"},
    {"analysis.conclusions"},
    {"engine.outcome", "engine.group"},
    {"engine.simulate"},
    {"engine.draws"},
    {"engine.policy"},
    {"engine.effects"},
    {"engine.cases"},
    {"engine.scenario"},
    {"engine.model"},
    {"engine", "engine.arrays"},
    {"text"},
    {"inputs"},
    {"refusals", "numerals", "palette", "typesetting"},
]
LISTED = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

# A new page needs no place here: what stands in views/ and is on no floor is one.
VIEWS = {f"views.{path.stem}" for path in (ROOT / "scenarios/views").iterdir() if path.suffix in ("", ".py")}
PAGES = dict.fromkeys(VIEWS - LISTED.keys() - {"views.__init__", "views.__pycache__"}, LISTED["views.why"])
FLOOR = LISTED | PAGES
ONLY = {
    "streamlit": {"app", "views"},
    "numpy": {"engine", "analysis"},
    "scipy": {"engine.draws", "analysis"},
    "pandas": {"app", "views", "charts", "exports"},
    "altair": {"app", "views", "charts", "exports"},
}

FILES = sorted(path for path in (ROOT / "scenarios").rglob("*.py") if path != ROOT / "scenarios/__init__.py")
FILES += [path for path in [ROOT / "app.py"] if path.exists()]


def room(full):
    """The room that a module of ``scenarios``, by its name without it, belongs to; empty if there is none."""
    while full and full not in FLOOR:
        full = full.rpartition(".")[0]
    return full


def inside(path):
    """A file's module by its name without ``scenarios``."""
    if path == ROOT / "app.py":
        return "app"
    return ".".join(path.relative_to(ROOT / "scenarios").with_suffix("").parts).removesuffix(".__init__")


def within(here, rooms):
    """Whether a room is one of some rooms or lies in one of them."""
    return any(here == other or here.startswith(f"{other}.") for other in rooms)


def imports(path):
    """Every module that a file imports, by its full name, with the names taken from it spelled out."""
    package = ["scenarios", *path.relative_to(ROOT / "scenarios").parts[:-1]] if inside(path) != "app" else []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def used(path):
    """The modules of ``scenarios`` that a file imports, by their names without it."""
    return {full.removeprefix("scenarios.") for full in imports(path) if full.startswith("scenarios.")}


def name(path):
    """How a test names a file."""
    return str(path.relative_to(ROOT))


def test_every_module_has_its_floor():
    homeless = {inside(path) for path in FILES if not room(inside(path))}
    assert not homeless, f"place {sorted(homeless)} on a floor in tests/test_floors.py"


def test_no_room_stands_on_two_floors():
    assert sum(map(len, FLOORS)) == len(LISTED)


def test_every_room_is_there():
    assert {room(inside(path)) for path in FILES} == FLOOR.keys()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_run_down_only(path):
    here = room(inside(path))
    wrong = {other for other in used(path) if room(other) != here and FLOOR[room(other)] <= FLOOR[here]}
    assert not wrong, f"{name(path)} ({here}) may not import {sorted(wrong)}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_library_is_imported_only_where_it_belongs(path):
    libraries = {full.split(".")[0] for full in imports(path)}
    here = inside(path)
    wrong = {library for library, homes in ONLY.items() if library in libraries and not within(here, homes)}
    assert not wrong, f"{name(path)} may not import {sorted(wrong)}"


def test_the_command_line_never_reaches_streamlit():
    files = {inside(path): path for path in FILES}
    reached, waiting = set(), ["__main__"]
    while waiting:
        for full in used(files[waiting.pop()]):
            module = full if full in files else full.rpartition(".")[0]
            if module in files and module not in reached:
                reached.add(module)
                waiting.append(module)
    assert "cli.commands" in reached and "engine.model" in reached
    assert not {module for module in reached if within(module, ("app", "views"))}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_import_hides_in_a_function(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    hidden = [
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden, f"{name(path)}, line {hidden}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_file_says_in_its_first_line_what_it_does(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body, name(path)


def test_the_state_of_a_tab_has_one_owner():
    memory = ROOT / "scenarios/views/desk/memory.py"
    touching = {path for path in FILES if "session_state" in path.read_text(encoding="utf-8")}
    assert touching == {memory}, (
        f"use scenarios.views.desk.memory in {sorted(map(name, touching - {memory}))}"
    )
