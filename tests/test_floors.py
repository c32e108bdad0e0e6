"""The house: imports run down only, and streamlit and numpy stay on their floors."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Top to bottom. A module may import from lower floors, and inside its own package; siblings do not meet.
FLOORS = [
    {"app", "__main__"},
    {"views", "printing", "streams", "answers", "exporting"},
    {"exports"},
    {"briefing"},
    {"naming"},
    {"charts", "store", "links"},
    {"sentences", "tables"},
    # The analysis floor.
    {"warnings", "consistency", "reach", "reopen", "compare", "attribution", "grounds"}
    | {"uncertainty", "tipping", "sensitivity", "readings", "appeal", "leavers"},
    {"conclusions"},
    {"outcome", "group"},
    {"simulate"},
    {"draws"},
    {"policy"},
    {"files"},
    {"tomlfile"},
    {"keylines"},
    {"scenario"},
    {"model", "inputs", "text"},
    {"refusals", "numerals"},
]
FLOOR = {unit: number for number, units in enumerate(FLOORS) for unit in units}
ANALYSIS = set().union(*FLOORS[7:10])
ONLY = {
    "streamlit": {"app", "views"},
    "numpy": {"model", "policy", "draws", "simulate"} | ANALYSIS,
    "scipy": {"draws"} | ANALYSIS,
    "pandas": {"app", "views", "charts", "exports"},
    "altair": {"app", "views", "charts", "exports"},
}

FILES = sorted(path for path in (ROOT / "scenarios").rglob("*.py") if path != ROOT / "scenarios/__init__.py")
FILES += [path for path in [ROOT / "app.py"] if path.exists()]


def unit(path):
    """The part of the house that a file belongs to: a module of ``scenarios`` or a package in it."""
    if path.name == "app.py" and path.parent == ROOT:
        return "app"
    return path.relative_to(ROOT / "scenarios").parts[0].removesuffix(".py")


def imports(path):
    """Every module that a file imports, by its full name, with the names taken from it spelled out."""
    package = ["scenarios", *path.relative_to(ROOT / "scenarios").parts[:-1]] if unit(path) != "app" else []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def name(path):
    """How a test names a file."""
    return str(path.relative_to(ROOT))


def test_every_module_has_its_floor():
    homeless = {unit(path) for path in FILES} - FLOOR.keys()
    assert not homeless, f"place {sorted(homeless)} on a floor in tests/test_floors.py"


def test_no_module_stands_on_two_floors():
    assert sum(map(len, FLOORS)) == len(FLOOR)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_run_down_only(path):
    here = unit(path)
    used = {full.split(".")[1] for full in imports(path) if full.startswith("scenarios.")} - {here}
    unknown = used - FLOOR.keys()
    assert not unknown, f"{name(path)} imports {sorted(unknown)}: place it on a floor in tests/test_floors.py"
    wrong = {other for other in used if FLOOR[other] <= FLOOR.get(here, -1)}
    assert not wrong, f"{name(path)} ({here}) may not import {sorted(wrong)}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_library_is_imported_only_where_it_belongs(path):
    used = {full.split(".")[0] for full in imports(path)}
    wrong = {library for library, homes in ONLY.items() if library in used and unit(path) not in homes}
    assert not wrong, f"{name(path)} may not import {sorted(wrong)}"


def test_the_command_line_never_reaches_streamlit():
    main = ROOT / "scenarios/__main__.py"
    reached, waiting = set(), [main]
    while waiting:
        used = {full.split(".")[1] for full in imports(waiting.pop()) if full.startswith("scenarios.")}
        for new in used - reached:
            reached.add(new)
            waiting += [path for path in FILES if unit(path) == new]
    assert "views" not in reached
    assert reached <= FLOOR.keys() - {"app", "views"}


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
