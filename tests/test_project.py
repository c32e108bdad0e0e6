"""The project around the code: one test line, style, pinned packages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_the_continuous_check_runs_the_test_line_of_the_readme():
    line = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]
    assert line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("arguments", [["check"], ["format", "--check"]])
def test_the_code_is_in_style(arguments):
    found = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, "--no-cache", str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


def test_the_types_fit_together():
    found = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", os.devnull],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("file", ["requirements.txt", "tests/requirements.txt"])
def test_every_package_is_pinned(file):
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    assert lines
    assert all("==" in line and "://" not in line for line in lines)


def test_the_server_keeps_to_this_machine_and_sends_nothing():
    settings = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    for line in (
        'address = "127.0.0.1"',
        "gatherUsageStats = false",
        'showErrorDetails = "none"',
        "allowedHosts",
    ):
        assert line in settings
