"""What the tests share: the shipped inputs, a copy of the data to break, and the whole box of scenarios."""

import shutil
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st

from scenarios import inputs as data
from scenarios import text
from scenarios.engine import scenario
from tests.tables import multiplied, rewritten

TOY = Path(__file__).parent / "toy"
"""A small data folder of round numbers, on which results are worked by hand."""

hypothesis.settings.register_profile("steady", deadline=None, derandomize=True, max_examples=60)
hypothesis.settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def own_store(tmp_path_factory):
    """A store of the tests' own, so that nobody's saved scenarios are touched."""
    path = tmp_path_factory.mktemp("store") / "scenarios.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PULL_FACTORS_DB", f"sqlite:///{path.as_posix()}")
        yield path


@pytest.fixture(scope="session")
def inputs():
    """The data that ships with the project."""
    return data.load()


@pytest.fixture(scope="session")
def toy_folder(tmp_path_factory):
    """The folder of the toy data, with the words of the interface that ship."""
    folder = Path(shutil.copytree(TOY, tmp_path_factory.mktemp("data") / "toy"))
    shutil.copytree(data.data_folder() / "text", folder / "text")
    return folder


@pytest.fixture(scope="session")
def toy(toy_folder):
    """The toy data: home and three destinations, two groups, a lever of each kind or more, round numbers."""
    return data.load(toy_folder)


@pytest.fixture(scope="session")
def words(inputs):
    """The English words of the interface."""
    return text.words(inputs.folder)


@pytest.fixture
def copied_data(tmp_path):
    """A copy of the data folder that a test may write to."""
    return Path(shutil.copytree(data.data_folder(), tmp_path / "data"))


@pytest.fixture
def heavier(copied_data):
    """A data folder in which access counts twice as much."""
    rewritten(copied_data, "coefficient_values", ["b_acc", "*"], "value", multiplied(2))
    return copied_data


def any_scenario(inputs):
    """A strategy for any scenario: each lever at an end, at its baseline or between, each reading."""
    levers = {
        row.id: st.sampled_from([row.baseline, row.min, row.max]) | st.floats(row.min, row.max)
        for row in inputs.levers
    }
    readings = {
        name: st.sampled_from([row.option for row in options])
        for name, options in inputs.reading_options().items()
    }
    return st.builds(
        lambda values, chosen: scenario.make(inputs, values, chosen),
        st.fixed_dictionaries(levers),
        st.fixed_dictionaries(readings),
    )


@pytest.fixture(scope="session")
def box(inputs):
    """Any scenario of the shipped data."""
    return any_scenario(inputs)


@pytest.fixture(scope="session")
def toy_box(toy):
    """Any scenario of the toy data."""
    return any_scenario(toy)
