"""The app. Run with ``streamlit run app.py``."""

from importlib import import_module
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware

from scenarios.views.headers import SafeHeaders

PAGES = "scenarios.views.pages"

if __name__ == "__main__":
    import_module(PAGES).main()
else:
    # The server imports this file once, for the line below, and then runs it as a script for each page.
    app = st.App(__file__, middleware=[Middleware(SafeHeaders)])
    # Libraries and pages load while the first browser still loads its own scripts.
    Thread(target=import_module, args=[PAGES], daemon=True).start()
