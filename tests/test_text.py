"""Interface words: every key is used, another language falls back to English."""

import re
import tomllib
from pathlib import Path

import pytest

from scenarios import text
from scenarios.inputs import DataError, load

ROOT = Path(__file__).parents[1]


def keys(folder):
    """Dotted keys of the English words."""
    table = tomllib.loads((folder / "text" / "en.toml").read_text(encoding="utf-8"))
    return [f"{section}.{key}" for section, content in table.items() for key in content]


def test_every_word_is_used(inputs):
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in [ROOT / "app.py", *ROOT.glob("scenarios/**/*.py")]
    )
    built = {prefix for prefix in re.findall(r"""f["']([a-z_.]+)\{""", code) if "." in prefix}
    quoted = set(re.findall(r"""["']([a-z_0-9.]+)["']""", code))
    unused = [key for key in keys(inputs.folder) if key not in quoted and not key.startswith(tuple(built))]
    assert unused == []


def test_another_language_falls_back_to_english(copied_data):
    (copied_data / "text" / "de.toml").write_text('[app]\ntitle = "Zugkraft"\n', encoding="utf-8")
    words = text.words(copied_data, "de")
    assert words("app.title") == "Zugkraft"
    assert words("app.stamp") == "ILLUSTRATIVE – NOT A FORECAST"


def test_the_language_is_the_one_that_the_data_name(copied_data):
    (copied_data / "text" / "de.toml").write_text('[page]\nwhy = "Warum"\n', encoding="utf-8")
    about = copied_data / "about.toml"
    english = about.read_text(encoding="utf-8")
    assert text.of(load(copied_data))("page.why") == "Why"
    about.write_text(english.replace('language = "en"', 'language = "de"'), encoding="utf-8")
    assert text.of(load(copied_data))("page.why") == "Warum"
    about.write_text(english.replace('language = "en"', 'language = "../en"'), encoding="utf-8")
    with pytest.raises(DataError, match=r"^about\.toml: language: "):
        load(copied_data)


def test_a_language_without_a_file_is_told_with_what_to_do(copied_data):
    told = r"^text/de\.toml: .+ Remedy: mend it, or name another language in about\.toml\.$"
    with pytest.raises(DataError, match=told):
        text.words(copied_data, "de")


@pytest.mark.parametrize(
    "content", [None, b"not toml", b"\xff", b"a = 1", b"a = 1" + b"0" * 5000, b"a = " + b"[" * 10**5]
)
def test_words_that_cannot_be_read_are_bad_data(copied_data, content):
    path = copied_data / "text" / "en.toml"
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(DataError, match=r"^text/en\.toml: .+ Remedy: restore it from the project\.$"):
        text.words(copied_data)
