"""Files are there whole or not at all."""

import os

import pytest

from scenarios import refusals
from scenarios.exports import disk
from scenarios.exports.failure import ExportError


def test_a_file_holds_the_bytes_and_nothing_else_is_left(tmp_path):
    disk.write(tmp_path / "a.csv", b"\xef\xbb\xbfa,b\r\n")
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbfa,b\r\n"
    assert os.listdir(tmp_path) == ["a.csv"]


def test_a_file_that_is_there_is_replaced_only_by_force(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    with pytest.raises(
        ExportError, match="a.csv is there already; use --force to replace it, or another name"
    ):
        disk.write(path, b"new")
    assert path.read_bytes() == b"old"
    disk.write(path, b"new", force=True)
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.csv"]


def test_a_new_file_has_the_rights_that_other_new_files_have(tmp_path):
    before = os.umask(0o027)
    try:
        disk.write(tmp_path / "a.csv", b"")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["gone/a.csv", "file/a.csv", 300 * "a" + ".csv", "folder"])
@pytest.mark.parametrize("force", [False, True])
def test_where_no_file_can_be_made_it_is_told_and_nothing_is_left(tmp_path, name, force):
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError) as told:
        disk.write(tmp_path / name, b"new", force)
    assert refusals.path(tmp_path / name) in str(told.value) and "\n" not in str(told.value)
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"]
    assert not os.listdir(tmp_path / "folder")


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_breaks_off_leaves_the_old_file_and_no_part(tmp_path, monkeypatch, failure):
    (tmp_path / "a.csv").write_bytes(b"old")

    def broken(*_):
        raise failure

    monkeypatch.setattr(disk.os, "replace", broken)
    with pytest.raises((ExportError, KeyboardInterrupt)) as told:
        disk.write(tmp_path / "a.csv", b"new", force=True)
    assert isinstance(told.value, KeyboardInterrupt) or "No space left on device" in str(told.value)
    assert os.listdir(tmp_path) == ["a.csv"]
    assert (tmp_path / "a.csv").read_bytes() == b"old"
