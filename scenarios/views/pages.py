"""The pages of the app and what they share: inputs, words, navigation."""

import gc
from functools import lru_cache, partial
from pathlib import Path

import streamlit as st

from scenarios import inputs as data
from scenarios import palette, text
from scenarios.briefing import storyfile
from scenarios.briefing.charts import CHARTS
from scenarios.formats import files
from scenarios.views import (
    badges,
    explore,
    tab,
    why,
)
from scenarios.views.brief import page as brief
from scenarios.views.compare import page as compare
from scenarios.views.desk import address, navigation
from scenarios.views.dialogs import shown as dialogs
from scenarios.views.evidence import page as evidence
from scenarios.views.sure import page as sure

VIEWS = Path(__file__).parent

PAGES = {
    "explore": explore.page,
    "compare": compare.page,
    "why": why.page,
    "sure": sure.page,
    "brief": brief.page,
    "evidence": evidence.page,
}
"""Page -> the function that draws it, in reading order."""


PARTS = {"sure": tuple(sure.PARTS), "evidence": tuple(evidence.PARTS)}
"""Page -> its parts, of the pages that have some; no two have the same name."""


@st.cache_resource(show_spinner=False)
def _inputs():
    loaded = data.load()
    files.presets(loaded)  # a broken preset is bad data too, and so is a broken storyboard
    storyfile.built_in(loaded, CHARTS)
    return loaded


@st.cache_resource(show_spinner=False)
def _settle():
    """Take everything loaded so far out of the garbage collector's sight: it runs after each key press."""
    gc.collect()
    gc.freeze()


@lru_cache(maxsize=1)
def _style():
    return palette.inlined((VIEWS / "style.css").read_text(encoding="utf-8"))


def main():
    """Draw the page that the address asks for."""
    st.set_page_config(
        page_title="Pull Factors",
        page_icon=str(VIEWS / "icon.png"),
        layout="wide",
        initial_sidebar_state=320,
    )
    st.html(f"<style>{_style()}</style>")
    try:
        inputs = _inputs()
        words = text.of(inputs)
    except data.DataError as error:
        st.error("The data cannot be used. Each line names a file, a row and a remedy.")
        st.text(str(error))
        return
    badges.on_paper(words)
    navigation.know_parts(PARTS)
    address.read(inputs, words)
    tab.settle(inputs, words)
    pages = {
        name: st.Page(
            partial(draw, inputs, words),
            title=words(f"page.{name}"),
            url_path=name,
            default=name == "explore",
        )
        for name, draw in PAGES.items()
    }
    page = st.navigation(list(pages.values()), position="top")
    navigation.know_pages(pages)
    wanted = navigation.sent()
    if wanted and page != pages[wanted]:
        st.switch_page(pages[wanted])
    navigation.go(next(name for name, known in pages.items() if known == page))
    page.run()
    dialogs.draw(inputs, words)
    navigation.drawn()
    _settle()
