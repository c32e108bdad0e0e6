"""A file that cannot be made says why, whatever library it was that failed, and takes no other file along."""

import pytest

from scenarios.exports import decks, html, plates
from scenarios.exports.failure import ExportError, guarded
from scenarios.text import words


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (
            FileNotFoundError(2, "No such file or directory", "/fonts/a.ttf"),
            "No such file or directory: /fonts/a.ttf",
        ),
        (OSError("disk is odd"), "OSError: disk is odd"),
        (RuntimeError("x" * 10_000), "RuntimeError: xxx"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_whatever_fails_in_a_writer_is_told_in_short(failure, told):
    def write(_):
        raise failure

    with pytest.raises(ExportError) as error:
        guarded("png", write)("plate")
    assert str(error.value).startswith(f"the file cannot be made ({told}") and len(str(error.value)) < 300
    assert error.value.__cause__ is failure


def test_what_a_writer_refuses_itself_keeps_its_words():
    def write():
        raise ExportError("step 2 has no message; a PDF needs one as its heading")

    with pytest.raises(ExportError, match=r"^step 2 has no message; a PDF needs one as its heading$"):
        guarded("pdf", write)()


def test_without_its_typeface_a_page_of_slides_says_which_file_is_missing(inputs, monkeypatch, tmp_path):
    monkeypatch.setattr(html, "FONTS", tmp_path)
    html._fonts.cache_clear()
    with pytest.raises(ExportError, match="No such file or directory: .*SourceSans3"):
        decks.WRITERS["html"](None, words(inputs.folder))


def test_every_writer_is_guarded():
    for writer in (*decks.WRITERS.values(), *plates.WRITERS.values()):
        with pytest.raises(ExportError, match="cannot be made"):
            writer(None, None) if writer in decks.WRITERS.values() else writer(None)
