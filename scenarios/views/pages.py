"""The pages of the app and what they share: inputs, words, navigation."""

import gc
from pathlib import Path

import streamlit as st

from scenarios import files, text
from scenarios import inputs as data
from scenarios.views import explore
from scenarios.views.compare import page as compare
from scenarios.views.evidence import page as evidence
from scenarios.views.work import address, dialogs

VIEWS = Path(__file__).parent


@st.cache_resource(show_spinner=False)
def _inputs():
    loaded = data.load()
    files.presets(loaded)  # a broken preset is bad data too
    return loaded


@st.cache_resource(show_spinner=False)
def _settle():
    """Take everything loaded so far out of the garbage collector's sight: it runs after each key press."""
    gc.collect()
    gc.freeze()


def main():
    """Draw the page that the address asks for."""
    st.set_page_config(
        page_title="Pull Factors",
        page_icon=str(VIEWS / "icon.png"),
        layout="wide",
        initial_sidebar_state=320,
    )
    st.html(VIEWS / "style.css")
    try:
        inputs = _inputs()
    except data.DataError as error:
        st.error("The data cannot be used. Each line names a file, a row and a remedy.")
        st.text(str(error))
        return
    words = text.words(inputs.folder)
    address.read(inputs, words)
    compared = st.Page(lambda: compare.page(inputs, words), title=words("page.compare"), url_path="compare")
    st.session_state["compare_page"] = compared
    pages = [
        st.Page(
            lambda: explore.page(inputs, words), title=words("page.explore"), url_path="explore", default=True
        ),
        compared,
        st.Page(lambda: evidence.page(inputs, words), title=words("page.evidence"), url_path="evidence"),
    ]
    page = st.navigation(pages, position="top")
    if st.session_state.pop("to_compare", False) and page != compared:
        st.switch_page(compared)
    page.run()
    dialogs.draw(inputs, words)
    _settle()
